/** A cellular modem with a card, a net and a service centre behind it. */
import { createAgenda } from './agenda.ts'
import { fromLetters, type End, type EndPort, type EndWorld, type PhoneCall } from './end.ts'
import type { Scenario } from './scenario.ts'
import { deliverMessages, readSubmitted, reportMessage, type WireMessage } from './wire/sms.ts'

type PhoneText = Scenario['phoneTexts'][number]

const ringEveryMs = 5000
const reportAfterMs = 2500
const places = 50
const escape = '\u001b'
const ctrlZ = '\u001a'

/** Answers without anything of the modem's own state in them. */
const fixed: Readonly<Record<string, readonly string[]>> = {
  'AT+CGMI': ['SIMULATED'],
  'AT+CGMM': ['SM-1'],
  'AT+CGSN': ['860000000000017'],
  'AT+CIMI': ['460000000000017'],
  'AT+CPIN?': ['+CPIN: READY'],
  'AT+CREG?': ['+CREG: 1,1'],
  'AT+CEREG?': ['+CEREG: 1,1'],
  'AT+CNUM': ['+CNUM: "","13900000017",129'],
  'AT+CSQ': ['+CSQ: 21,99'],
  'AT+CSCA?': ['+CSCA: "+8613800797500",145'],
  'AT+CSMS=1': ['+CSMS: 1,1,1'],
  'AT+CSMS?': ['+CSMS: 1,1,1,1'],
}
const taken =
  /^AT(?:E0|V1|\+CMEE=1|\+CREG=1|\+CEREG=1|\+CMGF=0|\+CNMI=2,1,0,2,0|\+CLIP=1|\+CRC=1)?$/

export function smsEnd(
  port: EndPort,
  { clock, timers }: EndWorld,
  scenario: Pick<Scenario, 'phoneCalls' | 'phoneTexts' | 'unreachable'>,
): End {
  const agenda = createAgenda(timers)
  const stored = new Map<number, WireMessage>()
  let typed = ''
  /** Octets announced while a prompt is open. */
  let prompt: number | undefined
  let connected = false
  let reference = 0
  let longRef = 0
  function write(text: string): void {
    port.onMessage('out')
    port.write(fromLetters(text))
  }
  const say = (line: string) => write(`\r\n${line}\r\n`)

  function keep(message: WireMessage, news: string): void {
    const index = Array.from({ length: places }, (_, at) => at).find((at) => !stored.has(at))
    // A full store says nothing, as real ones do.
    if (index === undefined) return
    stored.set(index, message)
    say(`${news}: "ME",${index}`)
  }
  function deliver({ from, body }: Omit<PhoneText, 'atS'>): void {
    longRef = (longRef + 1) & 255
    for (const message of deliverMessages(from, body, clock.nowMs(), longRef))
      keep(message, '+CMTI')
  }
  function ring({ number, rings }: Omit<PhoneCall, 'atS'>): void {
    const known = /^\+?\d+$/.test(number)
    const validity = known ? 0 : number === 'P' ? 1 : 2
    for (let count = 0; count < rings; count++) {
      agenda.later(count * ringEveryMs, () => {
        say('+CRING: VOICE')
        say(`+CLIP: "${known ? number : ''}",${number.startsWith('+') ? 145 : 129},,,,${validity}`)
      })
    }
  }
  function onCommand(command: string): void {
    const [, index] = /^AT\+CMG[RD]=(\d+)$/.exec(command) ?? []
    const message = stored.get(Number(index))
    if (command.startsWith('AT+CMGS=')) {
      prompt = Number(command.slice('AT+CMGS='.length))
      return write('\r\n> ')
    }
    if (command.startsWith('AT+CPMS')) {
      const use = `${stored.size},${places}`
      say(
        command.endsWith('?')
          ? `+CPMS: "ME",${use},"ME",${use},"ME",${use}`
          : `+CPMS: ${use},${use},${use}`,
      )
    } else if (command === 'AT+CMGL=4') {
      for (const [at, { hex, length }] of stored) say(`+CMGL: ${at},0,,${length}\r\n${hex}`)
    } else if (command.startsWith('AT+CMGR=')) {
      if (message) say(`+CMGR: 0,,${message.length}\r\n${message.hex}`)
    } else if (command.startsWith('AT+CMGD=')) stored.delete(Number(index))
    else if (fixed[command]) for (const line of fixed[command] ?? []) say(line)
    else if (!taken.test(command)) return say('ERROR')
    say('OK')
    if (command.startsWith('AT+CNMI') && !connected) begin()
  }
  function begin(): void {
    connected = true
    port.onConnected(true)
    for (const call of scenario.phoneCalls) agenda.later(call.atS * 1000, () => ring(call))
    for (const text of scenario.phoneTexts) agenda.later(text.atS * 1000, () => deliver(text))
  }
  function onBody(hex: string): void {
    const announced = prompt
    prompt = undefined
    const submitted = readSubmitted(hex)
    if (submitted?.length !== announced || !submitted) return say('+CMS ERROR: 304')
    const { to, wantsReport } = submitted
    reference = (reference + 1) & 255
    const mine = reference
    say(`+CMGS: ${mine}`)
    say('OK')
    const reached = !scenario.unreachable.some((number) => String(number) === to)
    if (!wantsReport) return
    agenda.later(reportAfterMs, () =>
      keep(reportMessage(mine, to, clock.nowMs(), reached ? 0 : 0x46), '+CDSI'),
    )
  }
  return {
    roadUp() {},
    roadDown() {
      agenda.clear()
      typed = ''
      prompt = undefined
      connected = false
      port.onConnected(false)
    },
    onBytes(bytes) {
      typed += Buffer.from(bytes).toString('latin1').replaceAll(escape, '')
      for (;;) {
        const end = typed.indexOf(prompt === undefined ? '\r' : ctrlZ)
        if (end === -1) break
        const said = typed.slice(0, end).trim()
        typed = typed.slice(end + 1)
        port.onMessage('in')
        if (prompt === undefined) onCommand(said)
        else onBody(said)
      }
      typed = typed.slice(-1000)
    },
    ring,
    stop: () => agenda.clear(),
  }
}
