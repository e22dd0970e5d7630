/** The process that plays the other ends of the load run, spoken to over IPC. */
import { fork } from 'node:child_process'
import { join } from 'node:path'
import { setInterval } from 'node:timers/promises'
import type { FieldGateway, FromField, LoadOrder, ToField } from './load-field.ts'
import type { LoadPlan } from './load-plan.ts'

export type LoadField = ReturnType<typeof openLoadField>

export function openLoadField() {
  const child = fork(join(import.meta.dirname, 'load-field.ts'), { stdio: 'inherit' })
  const answer = <Kind extends FromField['kind']>(kind: Kind) =>
    new Promise<Extract<FromField, { kind: Kind }>>((done) => {
      const listen = (message: FromField) => {
        if (message.kind !== kind) return
        child.off('message', listen)
        done(message as Extract<FromField, { kind: Kind }>)
      }
      child.on('message', listen)
    })
  return {
    async ask<Kind extends FromField['kind']>(message: ToField, kind: Kind) {
      const answered = answer(kind)
      child.send(message)
      return answered
    },
    open(planned: readonly LoadPlan[]) {
      return this.ask({ kind: 'open', gateways: planned.map(fieldOf) }, 'open')
    },
    close: () => child.disconnect(),
  }
}

/** Whether it came to hold within the limit; looked at ten times a second. */
export async function settled(limitS: number, holds: () => Promise<boolean>): Promise<boolean> {
  const limit = performance.now() + limitS * 1000
  for await (const now of setInterval(100, () => performance.now())) {
    if (await holds()) return true
    if (now() > limit) return false
  }
  return false
}

const fieldOf = ({ key, protocol, road, first, radios, says }: LoadPlan): FieldGateway => ({
  key,
  protocol,
  road,
  first,
  radios,
  says,
})

/** The largest vendor claim found. */
export const largestNet = (seconds: number): LoadOrder => ({
  seconds,
  positionsPerMinute: 1808,
  textsPerMinute: 60,
  ringsPerMinute: 4,
})
