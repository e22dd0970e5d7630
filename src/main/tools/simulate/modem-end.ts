/** A caller-ID modem: takes the commands that switch caller display on, and rings. */
import type { Timers } from '../../../core/kernel/world.ts'
import { createAgenda } from './agenda.ts'
import type { Scenario } from './scenario.ts'

/** Chinese exchanges ring for one second and pause four. */
const ringEveryMs = 5000
/** FSK: after the first ring. */
const numberAfterMs = 1200

export type PhoneCall = Scenario['phoneCalls'][number]

export interface ModemPort {
  write(text: string): void
  onConnected(connected: boolean): void
}

export interface ModemEnd {
  roadUp(): void
  roadDown(): void
  onBytes(bytes: Uint8Array): void
  ring(call: Omit<PhoneCall, 'atS'>): void
  stop(): void
}

export function modemEnd(
  port: ModemPort,
  timers: Timers,
  calls: readonly PhoneCall[],
  clock: () => Date,
): ModemEnd {
  const agenda = createAgenda(timers)
  let typed = ''
  let on = false
  const say = (line: string) => port.write(`\r\n${line}\r\n`)
  const two = (value: number) => String(value).padStart(2, '0')

  function ring({ number, name, rings }: Omit<PhoneCall, 'atS'>): void {
    for (let count = 0; count < rings; count++) {
      agenda.later(count * ringEveryMs, () => say('RING'))
    }
    agenda.later(numberAfterMs, () => {
      const beijing = new Date(clock().getTime() + 8 * 3_600_000)
      say(`DATE=${two(beijing.getUTCMonth() + 1)}${two(beijing.getUTCDate())}`)
      say(`TIME=${two(beijing.getUTCHours())}${two(beijing.getUTCMinutes())}`)
      say(`NMBR=${number}`)
      if (name !== undefined) say(`NAME=${name}`)
    })
  }
  function answer(command: string): void {
    if (command === 'AT' || command === 'ATE0') return say('OK')
    if (command !== 'AT+VCID=1') return say('ERROR')
    say('OK')
    if (on) return
    on = true
    port.onConnected(true)
    for (const call of calls) agenda.later(call.atS * 1000, () => ring(call))
  }
  return {
    roadUp() {},
    roadDown() {
      agenda.clear()
      typed = ''
      on = false
      port.onConnected(false)
    },
    onBytes(bytes) {
      typed += Buffer.from(bytes).toString('latin1')
      const commands = typed.split('\r')
      typed = (commands.pop() ?? '').slice(-200)
      for (const command of commands) answer(command.trim())
    },
    ring,
    stop: () => agenda.clear(),
  }
}
