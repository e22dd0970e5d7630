/** Sets a modem up: one command after the other, each with what its answer decides. */
import type { AtChannel, AtCommand, AtResult } from '../at/index.ts'
import { causeOf, type Cause } from './causes.ts'
import {
  isRegistrationAnswer,
  readRegistration,
  serviceCentre,
  type Registration,
} from './lines.ts'
import type { ModemSettings } from './settings.ts'

export interface Findings {
  maker: string
  model: string
  serial: string
  card: string
  ownNumber: string
  centre: string
  /** Messages routed to us must be acknowledged. */
  confirms: boolean
  registration: Registration
  store: string
}

export const noFindings = (): Findings => ({
  maker: '',
  model: '',
  serial: '',
  card: '',
  ownNumber: '',
  centre: '',
  confirms: false,
  registration: 'unknown',
  store: '',
})

/** What the answer means: go on, or why the modem is of no use. */
type Verdict = 'next' | { readonly blocked: Cause }

interface Step extends Pick<AtCommand, 'text' | 'answers' | 'accepts' | 'timeoutMs'> {
  judge(result: AtResult): Verdict
}

/** The answer's words, with its name in front or without. */
const bareAnswer = (result: AtResult, name: string): string => {
  const line = result.kind === 'ok' ? (result.lines[0] ?? '') : ''
  return line.replace(name, '').replaceAll('"', '').trim()
}

const registered = (state: Registration): boolean => state === 'home' || state === 'roaming'

/** LTE knows texts by a registration of its own: either will do. */
function better(one: Registration, other: Registration): Registration {
  if (registered(one)) return one
  if (registered(other)) return other
  return one === 'unknown' ? other : one
}

function cardVerdict(result: AtResult): Verdict {
  if (result.kind === 'failed') {
    const cause = causeOf(result.failure)
    // Not every fixed terminal has the command.
    return cause === 'modem-error' || cause === 'cme-100' ? 'next' : { blocked: cause }
  }
  const said = bareAnswer(result, '+CPIN:')
  if (said.includes('PUK')) return { blocked: 'sim-puk' }
  // Three wrong tries lock the card: a person takes the code off, the console never types it.
  return said.includes('PIN') ? { blocked: 'sim-pin' } : 'next'
}

function steps(settings: ModemSettings, found: Findings): Step[] {
  const timeoutMs = settings.answerTimeoutS * 1000
  const slow = Math.max(timeoutMs, 20_000)
  const any = (text: string): Step => ({ text, timeoutMs, judge: () => 'next' })
  const identity = (text: string, name: string, keep: (said: string) => void): Step => ({
    text,
    timeoutMs,
    answers: 'any',
    judge(result) {
      keep(bareAnswer(result, name))
      return 'next'
    },
  })
  const registration = (name: 'CREG' | 'CEREG'): Step => ({
    text: `AT+${name}?`,
    timeoutMs,
    answers: [`+${name}:`],
    accepts: isRegistrationAnswer,
    judge(result) {
      const said = result.kind === 'ok' ? readRegistration(result.lines[0] ?? '') : undefined
      if (said !== undefined) found.registration = better(found.registration, said)
      return 'next'
    },
  })
  return [
    any('ATV1'),
    any('AT+CMEE=1'),
    { text: 'AT+CPIN?', timeoutMs: slow, answers: ['+CPIN:'], judge: cardVerdict },
    identity('AT+CGMI', '+CGMI:', (said) => (found.maker = said)),
    identity('AT+CGMM', '+CGMM:', (said) => (found.model = said)),
    identity('AT+CGSN', '+CGSN:', (said) => (found.serial = said)),
    identity('AT+CIMI', '+CIMI:', (said) => (found.card = said)),
    ...settings.initCommands.map(any),
    any('AT+CREG=1'),
    any('AT+CEREG=1'),
    registration('CREG'),
    registration('CEREG'),
    {
      text: 'AT+CNUM',
      timeoutMs: slow,
      answers: ['+CNUM:'],
      judge(result) {
        const line = result.kind === 'ok' ? (result.lines[0] ?? '') : ''
        found.ownNumber = /"(\+?\d{3,20})"/.exec(line)?.[1] ?? ''
        return 'next'
      },
    },
    {
      text: 'AT+CSCA?',
      timeoutMs: slow,
      answers: ['+CSCA:'],
      judge(result) {
        found.centre = result.kind === 'ok' ? serviceCentre(result.lines[0] ?? '') : ''
        return 'next'
      },
    },
    {
      text: 'AT+CMGF=0',
      timeoutMs,
      judge: (result) => (result.kind === 'failed' ? { blocked: 'no-pdu-mode' } : 'next'),
    },
    {
      text: 'AT+CSMS=1',
      timeoutMs,
      answers: ['+CSMS:'],
      judge(result) {
        found.confirms = result.kind === 'ok'
        return 'next'
      },
    },
    any('AT+CLIP=1'),
    any('AT+CRC=1'),
  ]
}

export interface StartOutlets {
  ready(found: Findings): void
  blocked(cause: Cause): void
  /** It stopped answering in the middle. */
  silent(): void
}

/** The first of the commands that is taken. */
function firstTaken(
  channel: AtChannel,
  commands: readonly Pick<AtCommand, 'text' | 'answers' | 'timeoutMs'>[],
  done: (result: AtResult | undefined, text: string) => void,
): void {
  const [first, ...rest] = commands
  if (!first) return done(undefined, '')
  channel.send(first, (result) => {
    if (result.kind === 'cancelled') return
    if (result.kind === 'ok') done(result, first.text)
    else firstTaken(channel, rest, done)
  })
}

export function setUpModem(
  channel: AtChannel,
  settings: ModemSettings,
  outlets: StartOutlets,
): void {
  const found = noFindings()
  const timeoutMs = settings.answerTimeoutS * 1000

  function run(left: readonly Step[]): void {
    const [step, ...rest] = left
    if (!step) return chooseStore()
    const { judge, ...command } = step
    channel.send(command, (result) => {
      if (result.kind === 'cancelled') return
      if (result.kind === 'timed-out') return outlets.silent()
      const verdict = judge(result)
      if (verdict === 'next') run(rest)
      else outlets.blocked(verdict.blocked)
    })
  }
  function chooseStore(): void {
    const stores = settings.store === 'auto' ? ['ME', 'SM'] : [settings.store]
    const commands = stores.map((store) => ({
      text: `AT+CPMS="${store}","${store}","${store}"`,
      answers: ['+CPMS:'],
      timeoutMs: Math.max(timeoutMs, 20_000),
    }))
    firstTaken(channel, commands, (_result, text) => {
      found.store = /"(..)"/.exec(text)?.[1] ?? ''
      chooseNews()
    })
  }
  /** mt=1 keeps a text until it is read, mt=2 hands it over at once; reports likewise. */
  function chooseNews(): void {
    const modes =
      settings.receive === 'store'
        ? ['2,1,0,2,0', '2,1,0,1,0', '1,1,0,1,0', '1,1,0,0,0']
        : ['2,2,0,1,0', '1,2,0,1,0', '2,1,0,1,0']
    const commands = modes.map((mode) => ({ text: `AT+CNMI=${mode}`, timeoutMs }))
    firstTaken(channel, commands, () => outlets.ready(found))
  }
  run(steps(settings, found))
}
