/** For tests: the driver with a terminal that answers as a test wishes. */
import { fakeTime, seededRandom } from '../../../../tests/support/fake-time.ts'
import type { FrameRecord } from '../../../core/gateway/driver.ts'
import type { CommandResult, GatewayCommand, GatewayEvent } from '../../../core/gateway/events.ts'
import { fromLatin1, latin1 } from '../../../core/gateway/frame-kit.ts'
import { peiSession } from './session.ts'
import { peiSettings } from './settings.ts'

type Answer = string | readonly string[] | undefined

const usual: Readonly<Record<string, Answer>> = {
  'AT+CTOM?': '+CTOM: 0',
  'AT+CNUMF?': '+CNUMF: 6,04600000100001000',
  'AT+GMI?': 'Motorola',
  'AT+GMM?': '+GMM: 54007,M83PF,88.2',
  'AT+CREG?': '+CREG: 1,1,1',
  'AT+CSQ?': '+CSQ: 20,99',
  'AT+CBC?': '+CBC: 0,80',
  'AT+CTGS?': '+CTGS: 1,04600000100000101',
  'AT+CMGS=?': '+CMGS: (0-16777215),(8-1184)',
  'AT+CNUMS=?': '+CNUMS: (0),(1-2),(1-2)',
  'AT+CNUMS=0,1,2': ['+CNUMS: 1,04600000100000101,Rescue', '+CNUMS: 2,04600000100000102,Medic'],
  'AT+CMGS': '+CMGS: 0',
}

export function bench(settings: Record<string, unknown> = {}) {
  const time = fakeTime(Date.UTC(2026, 10, 29, 9, 30))
  const written: string[] = []
  const events: GatewayEvent[] = []
  const frames: FrameRecord[] = []
  /** What the terminal answers to a command, whole or by its name; `undefined`: nothing at all. */
  const answers: Record<string, Answer> = { ...usual }
  const say = (text: string) => session.onBytes(fromLatin1(`\r\n${text}\r\n`), 0)

  function answer(command: string): void {
    const name = /^AT[+A-Z]*/.exec(command)?.[0] ?? command
    const key = [command, name].find((each) => Object.hasOwn(answers, each))
    const lines = key === undefined ? [] : answers[key]
    if (lines === undefined) return
    const all = typeof lines === 'string' ? [lines] : lines
    const isFinal = /ERROR|NO CARRIER|BUSY/.test(all.at(-1) ?? '')
    for (const line of isFinal ? all : [...all, 'OK']) say(line)
  }
  const session = peiSession(peiSettings.parse(settings), {
    timers: time.timers,
    random: seededRandom(4),
    nowMs: () => time.clock.nowMs(),
    monotonicMs: () => time.clock.monotonicMs(),
    write(bytes) {
      const text = latin1(bytes)
      written.push(text)
      const command = text.split(/[\r\n]/)[0] ?? ''
      time.timers.after(5, () => answer(command))
    },
    emit: (event) => void events.push(event),
    record: (frame) => void frames.push(frame),
  })
  let count = 0
  return {
    time,
    session,
    written,
    events,
    frames,
    answers,
    say,
    sds: (from: string, hex: string, to = '1000', service = 12) =>
      say(`+CTSDSR: ${service},${from},0,${to},0,${hex.length * 4}\r\n${hex}`),
    /** Started and ready, what it said until then forgotten. */
    async ready() {
      session.start()
      await time.advance(3000)
      written.length = 0
      events.length = 0
    },
    command(command: GatewayCommand): string {
      const id = `c${++count}`
      session.command(id, command)
      return id
    },
    results: (id: string): CommandResult[] =>
      events.flatMap((event) =>
        event.kind === 'commandResult' && event.command === id ? [event.result] : [],
      ),
    of: <Kind extends GatewayEvent['kind']>(kind: Kind) =>
      events.filter((event): event is Extract<GatewayEvent, { kind: Kind }> => event.kind === kind),
    states: () => events.flatMap((event) => (event.kind === 'session' ? [event.status] : [])),
    messages: () => written.filter((text) => text.endsWith('\u001a')),
  }
}
