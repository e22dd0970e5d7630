/** A caller-ID modem: takes the commands that switch caller display on, and rings. */
import { createAgenda } from './agenda.ts'
import { fromLetters, type End, type EndPort, type EndWorld, type PhoneCall } from './end.ts'

/** Chinese exchanges ring for one second and pause four. */
const ringEveryMs = 5000
/** FSK: after the first ring. */
const numberAfterMs = 1200

export function modemEnd(
  port: EndPort,
  { clock, timers }: EndWorld,
  calls: readonly PhoneCall[],
): End {
  const agenda = createAgenda(timers)
  let typed = ''
  let on = false
  function say(line: string): void {
    port.onMessage('out')
    port.write(fromLetters(`\r\n${line}\r\n`))
  }
  const two = (value: number) => String(value).padStart(2, '0')

  function ring({ number, name, rings }: Omit<PhoneCall, 'atS'>): void {
    for (let count = 0; count < rings; count++) {
      agenda.later(count * ringEveryMs, () => say('RING'))
    }
    agenda.later(numberAfterMs, () => {
      const beijing = new Date(clock.nowMs() + 8 * 3_600_000)
      say(`DATE=${two(beijing.getUTCMonth() + 1)}${two(beijing.getUTCDate())}`)
      say(`TIME=${two(beijing.getUTCHours())}${two(beijing.getUTCMinutes())}`)
      say(`NMBR=${number}`)
      if (name !== undefined) say(`NAME=${name}`)
    })
  }
  function answer(command: string): void {
    port.onMessage('in')
    if (command === 'AT' || command === 'ATE0') return say('OK')
    if (command === 'AT+VCID=?') {
      say('+VCID: (0-2)')
      return say('OK')
    }
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
