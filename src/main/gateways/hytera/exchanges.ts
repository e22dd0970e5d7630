/**
 * Requests that wait for an answer. Answers are matched by what they say (opcode, request id,
 * radio), never by order, because the radio puts its own reports in between (§3.10).
 */
import type { CommandResult, GatewayEvent } from '../../../core/gateway/events.ts'
import type { CancelTimer, Timers } from '../../../core/kernel/world.ts'
import { causeOf } from './causes.ts'
import type { Service } from './hdap.ts'
import type { SendWatch } from './reliable-sender.ts'

export type FinalResult = Extract<CommandResult, { kind: 'confirmed' | 'refused' | 'timed-out' }>

export interface Exchange {
  /** The operator's command; absent for our own questions. */
  readonly command?: string | undefined
  readonly service: Service
  readonly opcode: number
  readonly radio?: number | undefined
  /** What the answer will be known by. */
  readonly answer: string
  /** Counted from the acknowledgement of the request. */
  readonly timeoutMs: number
  onEnd?(result: FinalResult): void
}

interface Delivery {
  readonly service: string
  readonly radio: number
  readonly opcode: number
  readonly result: number
}

interface Open {
  readonly exchange: Exchange
  cancel: CancelTimer | undefined
}

export interface Exchanges {
  /** `send` hands the request over and gives the cause when it cannot. */
  begin(exchange: Exchange, send: (watch: SendWatch) => string | undefined): void
  /** `false` when nobody waits for it. */
  answer(key: string, result: FinalResult): boolean
  /** A delivery report (DDS): ends a text; for other services only bad news ends anything. */
  delivered(delivery: Delivery): void
  /** Everything still open ends as timed out. */
  close(): void
}

/** Texts differ in bit 7 and options on the way; their type is the low byte. */
const sameOpcode = (service: string, one: number, other: number): boolean =>
  service === 'TMP' ? (one & 0xff) === (other & 0xff) : one === other

export function createExchanges(timers: Timers, emit: (event: GatewayEvent) => void): Exchanges {
  const open = new Set<Open>()

  function tell(one: Open, result: CommandResult): void {
    const { command } = one.exchange
    if (command !== undefined) emit({ kind: 'commandResult', command, result })
  }

  function end(one: Open, result: FinalResult): void {
    if (!open.delete(one)) return
    one.cancel?.()
    tell(one, result)
    one.exchange.onEnd?.(result)
  }

  function watch(one: Open): SendWatch {
    return {
      retrying(attempt) {
        if (open.has(one)) tell(one, { kind: 'retrying', attempt })
      },
      acknowledged() {
        if (!open.has(one)) return
        tell(one, { kind: 'accepted' })
        one.cancel = timers.after(one.exchange.timeoutMs, () => end(one, { kind: 'timed-out' }))
      },
      failed(wasSent) {
        end(one, wasSent ? { kind: 'timed-out' } : { kind: 'refused', cause: 'link-lost' })
      },
    }
  }

  return {
    begin(exchange, send) {
      const one: Open = { exchange, cancel: undefined }
      open.add(one)
      const cause = send(watch(one))
      if (cause !== undefined) end(one, { kind: 'refused', cause })
    },
    answer(key, result) {
      for (const one of open) {
        if (one.exchange.answer !== key) continue
        end(one, result)
        return true
      }
      return false
    },
    delivered({ service, radio, opcode, result }) {
      for (const one of open) {
        const { exchange } = one
        const about =
          exchange.service === service &&
          exchange.radio === radio &&
          sameOpcode(service, exchange.opcode, opcode)
        if (!about) continue
        if (result !== 0) end(one, { kind: 'refused', cause: causeOf('dds', result) })
        else if (service === 'TMP') end(one, { kind: 'confirmed' })
        return
      }
    },
    close() {
      for (const one of open) end(one, { kind: 'timed-out' })
    },
  }
}
