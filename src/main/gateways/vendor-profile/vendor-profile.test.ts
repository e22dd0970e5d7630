import { describe, expect, it } from 'vitest'
import { fakeTime, seededRandom } from '../../../../tests/support/fake-time.ts'
import { playedGateway } from '../../../../tests/support/played-gateway.ts'
import type { GatewayEvent } from '../../../core/gateway/events.ts'
import { readScenario } from '../../tools/simulate/scenario.ts'
import { radioFile, terminalFile, terminalWords } from './fixtures/files.ts'
import { vendorProfile } from './index.ts'

const scenario = await readScenario('resources/scenarios/demo.json')

function problems(file: unknown): string[] {
  const parsed = vendorProfile.settings.safeParse({ profile: 'p', file })
  return parsed.success ? [] : parsed.error.issues.map(({ message }) => message)
}
const terminalWith = (change: Record<string, unknown>) => ({ ...terminalFile, ...change })

describe('a bad file is refused with the field that is wrong', () => {
  it.each([
    ['字段 format：', terminalWith({ format: 'x' })],
    ['字段 vendor：要填写厂商名称', terminalWith({ vendor: ' ' })],
    ['字段 version：要填写版本', terminalWith({ version: undefined })],
    ['字段 dialect：应为 tetra-pei 或 hytera-hrnp', terminalWith({ dialect: 'morse' })],
    [
      '字段 transport.baud：波特率不小于 300',
      terminalWith({ transport: { links: ['serial'], baud: 3 } }),
    ],
    [
      '字段 transport.links.0：tetra-pei 不能走 udp',
      terminalWith({ transport: { links: ['udp'] } }),
    ],
    [
      '字段 commands.send：指令里缺少 {to}、{bits}',
      terminalWith({ commands: { send: 'AT^XMSG' } }),
    ],
    [
      '字段 commands.dial：指令要以 AT 开头',
      terminalWith({ commands: { dial: 'rm -rf {number}' } }),
    ],
    ['字段 commands.hallo：不认识这个字段', terminalWith({ commands: { hallo: 'AT' } })],
    ['字段 routing.1：', terminalWith({ routing: ['AT+CTSP=2,0,0', 'CTSP'] })],
    [
      '字段 lineNames.^XSDS：不是标准里的行名称',
      terminalWith({ lineNames: { '^XSDS': '+NEVER' } }),
    ],
    ['字段 timeouts.textTimeoutS：', terminalWith({ timeouts: { textTimeoutS: 0 } })],
    ['字段 timeouts.patience：没有这个时间参数', terminalWith({ timeouts: { patience: 3 } })],
    ['字段 settings.colour：没有这个参数', terminalWith({ settings: { colour: 'red' } })],
    ['字段 opcodes：tetra-pei 没有这一部分', terminalWith({ opcodes: {} })],
    ['字段 colour：不认识这个字段', terminalWith({ colour: 'red' })],
    [
      '字段 opcodes.RCP.0841：操作码应为四位十六进制数字',
      { ...radioFile, opcodes: { RCP: { '0841': 'x' } } },
    ],
    ['字段 commands：hytera-hrnp 没有这一部分', { ...radioFile, commands: {} }],
  ])('%s', (sentence, file) => {
    const [first = ''] = problems(file)
    expect(first.startsWith(sentence), first).toBe(true)
    expect(first).not.toMatch(/Invalid|expected|undefined/)
  })

  it.each([[null], [[]], ['text'], [{}]])('whatever it is: %j', (file) => {
    expect(problems(file)[0]).toMatch(/[一-龥]/)
  })
})

it('takes sound files, and what the site adds for its own gateway', () => {
  expect(problems(terminalFile)).toEqual([])
  expect(problems(radioFile)).toEqual([])
  const own = vendorProfile.settings.parse({ file: terminalFile, ownNumber: '1000' })
  expect(own).toMatchObject({
    kind: 'tetra-pei',
    settings: { ownNumber: '1000', textTimeoutS: 90, statusBase: 32_770 },
  })
})

it('offers only what the file has words for', () => {
  const silent = terminalWith({ commands: { dial: '', demand: '', selectGroup: '' } })
  const commandsOf = (file: unknown) =>
    vendorProfile.commandsOf?.(vendorProfile.settings.parse({ file })) ?? []
  expect(commandsOf(silent)).not.toContain('call')
  expect(commandsOf(silent)).not.toContain('ptt')
  expect(commandsOf(terminalFile)).toContain('call')
  expect(commandsOf(terminalFile)).not.toContain('locate')
  expect(commandsOf(terminalWith({ settings: { locateRequest: '0A4400' } }))).toContain('locate')
  expect(commandsOf(undefined)).toEqual([])
})

it('sends nothing without a file, says what is missing and keeps what it hears', async () => {
  const time = fakeTime()
  const events: GatewayEvent[] = []
  const frames: string[] = []
  const written: Uint8Array[] = []
  const session = vendorProfile.session(vendorProfile.settings.parse({ profile: 'gone' }), {
    timers: time.timers,
    random: seededRandom(1),
    nowMs: () => 0,
    monotonicMs: () => 0,
    write: (bytes) => void written.push(bytes),
    emit: (event) => void events.push(event),
    record: ({ outcome }) => void frames.push(outcome),
  })
  session.start()
  session.onBytes(new Uint8Array(600), 0)
  session.command('c1', { kind: 'sendText', to: '1', group: false, body: 'a' })
  await time.advance(60_000)
  expect(events.at(1)).toEqual({ kind: 'session', status: { kind: 'needs-vendor-file' } })
  expect(events.at(-1)).toMatchObject({ result: { kind: 'refused', cause: 'no-vendor-file' } })
  expect(frames).toEqual(['unknown', 'unknown', 'unknown'])
  expect(written).toEqual([])
})

/** The supervised gateway against the simulated terminal or radio that uses the vendor's words. */
async function running(protocol: 'pei' | 'hrnp', file: unknown, words?: Record<string, string>) {
  const settings = { file }
  const options = { driver: vendorProfile, protocol, settings, scenario, words, settleMs: 5000 }
  const played = await playedGateway(options)
  return { ...played, last: (command: string) => played.resultsOf(command).at(-1) }
}

it('speaks the vendor’s words to a terminal that knows no others', async () => {
  const { time, events, gateway, last, stop } = await running('pei', terminalFile, terminalWords)
  expect(gateway.health.state).toBe('ready')
  gateway.command('text', { kind: 'sendText', to: '1001', group: false, body: '请回报' })
  gateway.command('group', { kind: 'selectGroup', group: '102' })
  await time.advance(25_000)
  expect(last('text')).toEqual({ kind: 'confirmed' })
  expect(last('group')).toEqual({ kind: 'confirmed' })
  expect(events).toContainEqual(expect.objectContaining({ kind: 'text', from: '1006' }))
  expect(events).toContainEqual(
    expect.objectContaining({ kind: 'callStart', caller: '1001', target: '101' }),
  )
  expect(gateway.health.counts).toMatchObject({ damaged: 0, unknown: 0 })
  expect(await stop()).toBe(0)
})

it('gets nowhere with the standard’s words at that terminal', async () => {
  const standard = { ...terminalFile, commands: {}, routing: ['AT+CTSP=2,0,0'], lineNames: {} }
  const { time, gateway, last, stop } = await running('pei', standard, terminalWords)
  gateway.command('text', { kind: 'sendText', to: '1001', group: false, body: '请回报' })
  await time.advance(1000)
  expect(last('text')).toEqual({ kind: 'refused', cause: 'error' })
  expect(await stop()).toBe(0)
})

it('speaks HDAP with the vendor’s opcodes', async () => {
  const plain = await running('hrnp', { ...radioFile, opcodes: {} })
  plain.gateway.command('call', { kind: 'call', type: 'group', target: '101' })
  await plain.time.advance(20_000)
  expect(plain.last('call')).toEqual({ kind: 'confirmed' })
  expect(await plain.stop()).toBe(0)
  // The simulated radio knows the standard's opcode only: the vendor's goes unanswered.
  const mapped = await running('hrnp', radioFile)
  mapped.gateway.command('call', { kind: 'call', type: 'group', target: '101' })
  await mapped.time.advance(20_000)
  expect(mapped.last('call')).toEqual({ kind: 'timed-out' })
  expect(await mapped.stop()).toBe(0)
})
