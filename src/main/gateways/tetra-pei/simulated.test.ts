/** The driver and its simulated other end, which was written apart from it: two readings of one standard. */
import { expect, it } from 'vitest'
import { playedGateway } from '../../../../tests/support/played-gateway.ts'
import { readScenario } from '../../tools/simulate/scenario.ts'
import { tetraPei } from './index.ts'

const scenario = await readScenario('resources/scenarios/demo.json')

const together = () =>
  playedGateway({ driver: tetraPei, protocol: 'pei', scenario, settleMs: 5000 })

it('hears the demonstration: places, calls, texts and the emergency', async () => {
  const { time, events, of, gateway, stop } = await together()
  await time.advance(130_000)
  const has = (event: Record<string, unknown>) =>
    expect(events).toContainEqual(expect.objectContaining(event))
  has({ kind: 'radioPresence', radio: '1001', online: true, how: 'heard' })
  has({ kind: 'callStart', direction: 'in', type: 'group', caller: '1001', target: '101' })
  has({ kind: 'talker', radio: '1001' })
  has({ kind: 'callEnd', cause: 'ended' })
  has({
    kind: 'text',
    from: '1006',
    to: '1000',
    group: false,
    body: '【演练】琴江城区段水位上涨，正在巡堤',
  })
  has({ kind: 'text', from: '1003', to: '101', group: true })
  has({ kind: 'callStart', type: 'emergency', caller: '1009', target: '102' })
  for (const how of ['emergency-status', 'emergency-report', 'emergency-call']) {
    has({ kind: 'emergency', from: '1009', how, state: 'raised' })
  }
  const places = of('position').map(({ fix }) => fix)
  const car = places.find(({ radio }) => radio === '1010')
  expect(car?.lat).toBeCloseTo(26.33, 3)
  expect(car?.lon).toBeCloseTo(116.335, 3)
  expect(gateway.health.counts).toMatchObject({ damaged: 0, noise: 0, unknown: 0 })
  // A receipt stops the radio: none of its texts came twice.
  const texts = of('text').map(({ body }) => body)
  expect(new Set(texts).size).toBe(texts.length)
  expect(await stop()).toBe(0)
})

it('sends, calls, speaks and checks', async () => {
  const { time, resultsOf, gateway, stop } = await together()
  gateway.command('near', {
    kind: 'sendText',
    to: '1001',
    group: false,
    body: '请各队回报'.repeat(30),
  })
  gateway.command('far', { kind: 'sendText', to: '1011', group: false, body: '请回报' })
  gateway.command('away', { kind: 'check', radio: '1011' })
  gateway.command('key', { kind: 'ptt', pressed: true })
  await time.advance(10_000)
  gateway.command('up', { kind: 'ptt', pressed: false })
  gateway.command('end', { kind: 'hangup' })
  gateway.command('busy', { kind: 'call', type: 'private', target: '1011' })
  await time.advance(10_000)
  const last = (command: string) => resultsOf(command).at(-1)
  expect(last('near')).toEqual({ kind: 'confirmed' })
  expect(last('far')).toEqual({ kind: 'refused', cause: 'sds-75' })
  expect(last('away')).toEqual({ kind: 'confirmed', detail: { online: false } })
  for (const command of ['key', 'up', 'end']) expect(last(command)).toEqual({ kind: 'confirmed' })
  expect(last('busy')).toEqual({ kind: 'refused', cause: 'release-3' })
  expect(await stop()).toBe(0)
})
