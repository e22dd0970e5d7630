import { expect, it } from 'vitest'
import { openBench } from '../../../../tests/support/module-bench.ts'
import { alarmsModule } from '../alarms/index.ts'
import { directoryModule } from '../directory/index.ts'
import { gatewaysModule } from '../gateways/index.ts'
import { incidentsModule } from '../incidents/index.ts'
import { logbookModule } from '../logbook/index.ts'
import { peopleModule } from '../people/index.ts'
import { placesModule } from '../places/index.ts'
import { positionsModule } from '../positions/index.ts'
import { radioModule } from '../radio/index.ts'
import { rulesModule } from '../rules/index.ts'
import { teamsModule } from '../teams/index.ts'
import { bestMeans, reachModule } from './index.ts'

const minute = 60_000

async function desk() {
  const bench = openBench([
    alarmsModule,
    directoryModule,
    incidentsModule,
    logbookModule,
    peopleModule,
    placesModule,
    rulesModule,
    teamsModule,
    positionsModule,
    radioModule,
    reachModule,
    gatewaysModule,
  ])
  const { id: unit } = await bench.api.teams.register({
    name: '小松综合应急队',
    callSign: '小松01',
    group: 'township',
    type: 'forest_semi',
    radios: ['1003'],
    township: '360735101',
  })
  const { id: gateway } = await bench.api.gateways.add({
    name: '网关1',
    driver: 'fake',
    link: { kind: 'memory', name: 'one' },
  })
  bench.hub.health(gateway, { state: 'ready' })
  const radio = () => bestMeans(bench.context, { unit }).find(({ means }) => means === 'radio370')
  const text = (from: string) =>
    bench.hub.say(gateway, { kind: 'text', from, to: '1', group: false, body: '收到', ref: 'r' })
  return { bench, unit, gateway, radio, text }
}

it('does not take one direction for a contact', async () => {
  const { bench, radio, text } = await desk()
  text('1003')
  expect(radio()).toMatchObject({ state: 'untried' })
  // Something was sent, and nobody knows whether it arrived.
  await bench.api.radio.sendText({ to: '1003', group: false, body: '请报位置' })
  expect(radio()).toMatchObject({ state: 'untried' })
  bench.stop()
})

it('takes an answer to what was sent for a contact, of the team and of its township', async () => {
  const { bench, radio, text } = await desk()
  await bench.api.radio.sendText({ to: '1003', group: false, body: '请报位置' })
  bench.test.world.advance(minute)
  text('1003')
  expect(radio()).toMatchObject({ state: 'good' })
  const place = bestMeans(bench.context, { place: '360735101' })[0]
  expect(place).toMatchObject({ means: 'radio370', state: 'good', address: '1003' })
  bench.stop()
})

it('takes a delivered answer of ours for a contact, within its time', async () => {
  const { bench, radio, text } = await desk()
  text('1003')
  bench.test.world.advance(11 * minute)
  await bench.api.radio.sendText({ to: '1003', group: false, body: '收到' })
  bench.hub.answer({ kind: 'confirmed' })
  expect(radio()).toMatchObject({ state: 'untried' })
  text('1003')
  expect(radio()).toMatchObject({ state: 'good' })
  bench.stop()
})

it('notes what came of a try over the gateway', async () => {
  const { bench, unit, radio } = await desk()
  const subject = `unit:${unit}`
  await bench.api.reach.tryRadio({ subject, means: 'radio370', address: '1003' })
  expect(bench.hub.ordered.at(-1)?.command).toEqual({ kind: 'check', radio: '1003' })
  bench.hub.answer({ kind: 'timed-out' })
  expect(radio()).toMatchObject({ state: 'failed' })
  const [contact] = await bench.api.reach.contacts({ subject })
  expect(contact).toMatchObject({ how: 'test', result: 'failed', by: '王海燕' })
  bench.stop()
})

it('believes a typed line of a conversation until it is struck', async () => {
  const { bench } = await desk()
  const call = await bench.api.logbook.write({
    kind: 'call',
    source: { kind: 'text', text: '小松镇政府 值班员 刘某' },
    channel: 'landline',
    text: '报告雨势减小',
  })
  const landline = () =>
    bestMeans(bench.context, { place: '360735101' }).find(({ means }) => means === 'landline')
  expect(landline()).toMatchObject({ state: 'good' })
  await bench.api.logbook.strike({ entry: call.id, reason: '记错乡镇' })
  expect(landline()).toBeUndefined()
  // A fax proves nobody's voice.
  await bench.api.logbook.write({
    kind: 'report',
    source: { kind: 'text', text: '小松镇政府' },
    channel: 'fax',
    text: '来文',
  })
  expect(landline()).toBeUndefined()
  bench.stop()
})

it('says that a means is down while its only gateway is', async () => {
  const { bench, unit, gateway, radio, text } = await desk()
  await bench.api.radio.sendText({ to: '1003', group: false, body: '请报位置' })
  text('1003')
  bench.hub.health(gateway, { state: 'down', reason: 'vanished' })
  expect(radio()).toMatchObject({ state: 'down', gateway: null })
  expect(radio()?.reason).toContain('网关中断')
  const mode = await bench.api.reach.mode()
  expect(mode.evidence[0]?.text).toContain('370M网关「网关1」中断')
  expect(bestMeans(bench.context, { unit }).at(-1)?.means).toBe('runner')
  bench.stop()
})
