import { expect, it } from 'vitest'
import { fakeTime, seededRandom } from '../../../../tests/support/fake-time.ts'
import type { FrameRecord } from '../../../core/gateway/driver.ts'
import { fromLatin1, latin1 } from '../../../core/gateway/frame-kit.ts'
import { atChannel } from './channel.ts'
import type { AtCommand, AtResult, Urc } from './command.ts'

function bench() {
  const time = fakeTime()
  const written: string[] = []
  const urcs: Urc[] = []
  const frames: FrameRecord[] = []
  const results: [string, AtResult][] = []
  const channel = atChannel(
    {
      timers: time.timers,
      random: seededRandom(1),
      nowMs: () => time.clock.nowMs(),
      monotonicMs: () => time.clock.monotonicMs(),
      write: (bytes) => void written.push(latin1(bytes)),
      emit: () => {},
      record: (frame) => void frames.push(frame),
    },
    {
      urcs: ['+CMTI:', '+CREG:', '+CMT:', '^RSSI:'],
      hasBody: (line) => line.startsWith('+CMT:'),
      onUrc: (urc) => void urcs.push(urc),
    },
  )
  const say = (text: string) => channel.onBytes(fromLatin1(text))
  const send = (command: Partial<AtCommand> & { text: string }) =>
    channel.send({ timeoutMs: 3000, ...command }, (result) => results.push([command.text, result]))
  return { time, channel, written, urcs, frames, results, say, send }
}

it('keeps one command in flight and the next waiting', () => {
  const { send, say, written, results } = bench()
  send({ text: 'AT' })
  send({ text: 'AT+CSQ', answers: ['+CSQ:'] })
  expect(written).toEqual(['AT\r'])
  say('\r\nOK\r\n')
  expect(written).toEqual(['AT\r', 'AT+CSQ\r'])
  say('\r\n+CSQ: 18,99\r\n\r\nOK\r\n')
  expect(results).toEqual([
    ['AT', { kind: 'ok', lines: [] }],
    ['AT+CSQ', { kind: 'ok', lines: ['+CSQ: 18,99'] }],
  ])
})

it('drops the echo and tells a report in the middle of an answer apart from it', () => {
  const { send, say, urcs, results } = bench()
  send({ text: 'AT+CREG?', answers: ['+CREG:'], accepts: (line) => /^\+CREG: \d,\d/.test(line) })
  say('AT+CREG?\r\r\n+CREG: 2\r\n\r\n+CMTI: "SM",3\r\n\r\n+CREG: 1,1\r\n\r\nOK\r\n')
  expect(results).toEqual([['AT+CREG?', { kind: 'ok', lines: ['+CREG: 1,1'] }]])
  expect(urcs.map(({ text }) => text)).toEqual(['+CREG: 2', '+CMTI: "SM",3'])
})

it('keeps a report out of the identity of a modem', () => {
  const { send, say, urcs, results } = bench()
  send({ text: 'AT+CGMI', answers: 'any' })
  say('\r\n^RSSI:17\r\n\r\nQuectel\r\n\r\nRING\r\n\r\nOK\r\n')
  expect(results[0]?.[1]).toEqual({ kind: 'ok', lines: ['Quectel'] })
  expect(urcs.map(({ text }) => text)).toEqual(['^RSSI:17', 'RING'])
})

it('puts a report and its line together, also between a command and its answer', () => {
  const { send, say, urcs, results } = bench()
  send({ text: 'AT' })
  say('\r\n+CMT: ,24\r\n0791\r\nOK\r\n')
  expect(urcs).toEqual([{ text: '+CMT: ,24', body: '0791' }])
  expect(results).toEqual([['AT', { kind: 'ok', lines: [] }]])
})

it('tells a report whose line never comes', async () => {
  const { say, urcs, time } = bench()
  say('\r\n+CMT: ,24\r\n')
  await time.advance(2500)
  say('\r\n+CMT: ,25\r\n\r\n+CMTI: "SM",1\r\n')
  expect(urcs).toEqual([
    { text: '+CMT: ,24', body: undefined },
    { text: '+CMT: ,25', body: undefined },
    { text: '+CMTI: "SM",1' },
  ])
})

it('hands the text over once the prompt is there, in pieces and with reports before the answer', () => {
  const { send, say, written, results } = bench()
  send({ text: 'AT+CMGS=20', body: '00AB', answers: ['+CMGS:'] })
  say('\r\n>')
  expect(written).toEqual(['AT+CMGS=20\r'])
  say(' ')
  expect(written[1]).toBe('00AB\u001a')
  say('00AB\u001a\r\n+CMTI: "SM",9\r\n\r\n+CMGS: 7\r\n\r\nOK\r\n')
  expect(results[0]?.[1]).toEqual({ kind: 'ok', lines: ['+CMGS: 7'] })
})

it('leaves the prompt when a text gets no answer and says that it may have gone out', async () => {
  const { send, say, written, results, time } = bench()
  send({ text: 'AT+CMGS=20', body: '00AB', answers: ['+CMGS:'], timeoutMs: 60_000 })
  say('\r\n> ')
  await time.advance(61_000)
  expect(written.at(-1)).toBe('\u001b')
  expect(results[0]?.[1]).toEqual({ kind: 'timed-out', bodySent: true, lines: [] })
  send({ text: 'AT+CMGS=20', body: '00AB' })
  await time.advance(11_000)
  expect(results[1]?.[1]).toEqual({ kind: 'timed-out', bodySent: false, lines: [] })
})

it('does not take a late answer for the answer to the next command', async () => {
  const { send, say, results, time } = bench()
  send({ text: 'AT+CSQ', answers: ['+CSQ:'] })
  send({ text: 'AT+CPIN?', answers: ['+CPIN:'] })
  await time.advance(3100)
  say('\r\n+CSQ: 3,99\r\n\r\nOK\r\n')
  await time.advance(1000)
  say('\r\n+CPIN: READY\r\n\r\nOK\r\n')
  expect(results.map(([text, { kind }]) => [text, kind])).toEqual([
    ['AT+CSQ', 'timed-out'],
    ['AT+CPIN?', 'ok'],
  ])
})

it('takes the lines without a name behind an answer, as a stored text has them', () => {
  const { send, say, results } = bench()
  send({ text: 'AT+CMGR=1', answers: ['+CMGR:'], continues: true })
  say('\r\n+CMGR: 0,,24\r\n0791AB\r\n\r\nOK\r\n')
  expect(results[0]?.[1]).toEqual({ kind: 'ok', lines: ['+CMGR: 0,,24', '0791AB'] })
})

it('leaves a prompt nobody asked for', () => {
  const { say, written } = bench()
  say('\r\n> ')
  expect(written).toEqual(['\u001b'])
})

it('refuses more commands than may wait', () => {
  const { send, results } = bench()
  for (let n = 0; n < 70; n++) send({ text: `AT+X${n}` })
  expect(results.map(([, { kind }]) => kind)).toEqual(Array<string>(5).fill('overrun'))
})

it('ends everything once when it is closed, and leaves no timer', () => {
  const { send, say, channel, results, time } = bench()
  send({ text: 'AT+CMGS=20', body: '00AB' })
  send({ text: 'AT' })
  say('\r\n> \r\n+CMT: ,1\r\n')
  channel.close()
  channel.close()
  expect(results.map(([, result]) => result)).toEqual([
    { kind: 'cancelled', begun: true, bodySent: true },
    { kind: 'cancelled', begun: false, bodySent: false },
  ])
  expect(time.waiting).toBe(0)
})

it('writes a text right behind its command where the device shows no prompt', async () => {
  const { send, say, written, results, time } = bench()
  send({ text: 'AT+CMGS=1234567,32', body: '821000C9', bodyAtOnce: true })
  expect(written).toEqual(['AT+CMGS=1234567,32\r\n821000C9\u001a'])
  say('\r\n+CMGS: 0\r\n\r\nOK\r\n')
  expect(results[0]?.[1]).toMatchObject({ kind: 'ok' })
  send({ text: 'AT+CMGS=1,32', body: '821000C9', bodyAtOnce: true })
  await time.advance(3000)
  expect(results[1]?.[1]).toMatchObject({ kind: 'timed-out', bodySent: true })
})

it('keeps the order of two urgent commands', () => {
  const { send, say, written } = bench()
  for (const text of ['AT', 'AT+CSQ']) send({ text })
  for (const text of ['AT+CTXD=1,0', 'AT+CUTXC=1']) send({ text, urgent: true })
  for (let n = 0; n < 3; n++) say('\r\nOK\r\n')
  expect(written).toEqual(['AT\r', 'AT+CTXD=1,0\r', 'AT+CUTXC=1\r', 'AT+CSQ\r'])
})
