import { expect, it } from 'vitest'
import { openBench } from '../../../../tests/support/module-bench.ts'
import { rowsElsewhere } from '../../../../tests/support/shuffled-console.ts'
import { recordBySystem } from '../../seat-log.ts'
import { alarmsModule } from '../alarms/index.ts'
import { directoryModule } from '../directory/index.ts'
import { gatewaysModule } from '../gateways/index.ts'
import { logbookModule } from '../logbook/index.ts'
import { peopleModule } from '../people/index.ts'
import { placesModule } from '../places/index.ts'
import { rulesModule } from '../rules/index.ts'
import { teamsModule } from '../teams/index.ts'
import { reachProjection } from './apply.ts'
import { contactStruck, reachFacts } from './facts.ts'
import { bestMeans, contactFailed, contactProven, reachModule } from './index.ts'

const hourMs = 3_600_000

function desk() {
  return openBench([
    alarmsModule,
    directoryModule,
    logbookModule,
    peopleModule,
    placesModule,
    rulesModule,
    teamsModule,
    reachModule,
    gatewaysModule,
  ])
}

async function team(bench: ReturnType<typeof desk>) {
  const { id } = await bench.api.teams.register({
    name: '小松综合应急队',
    callSign: '小松01',
    group: 'township',
    type: 'forest_semi',
    radios: ['1003'],
    phone: '138 0797 1234',
  })
  return id
}

it('names the means that was proven last before those nobody tried, and the runner last', async () => {
  const bench = desk()
  const unit = await team(bench)
  expect(bestMeans(bench.context, { unit }).map(({ means, state }) => [means, state])).toEqual([
    ['public', 'untried'],
    ['radio370', 'untried'],
    ['runner', 'none'],
  ])
  const at = bench.context.world.clock.nowMs()
  recordBySystem(bench.context, 'test', () =>
    contactProven(bench.context, { unit, means: 'radio370', at, how: 'traffic' }),
  )
  const [first] = bestMeans(bench.context, { unit })
  expect(first).toMatchObject({ means: 'radio370', address: '1003', state: 'good', provenAt: at })
  expect(first?.reason).toMatch(/^370M 刚刚/)
  bench.stop()
})

it('lets a proof grow old, and a later failure stand above it', async () => {
  const bench = desk()
  const unit = await team(bench)
  const at = bench.context.world.clock.nowMs()
  recordBySystem(bench.context, 'test', () =>
    contactProven(bench.context, { unit, means: 'radio370', at, how: 'roll-call' }),
  )
  bench.test.world.advance(7 * hourMs)
  expect(bestMeans(bench.context, { unit })[0]).toMatchObject({ means: 'radio370', state: 'stale' })
  recordBySystem(bench.context, 'test', () =>
    contactFailed(bench.context, { unit, means: 'radio370', at: at + 7 * hourMs, how: 'test' }),
  )
  const ladder = bestMeans(bench.context, { unit })
  expect(ladder.map(({ means }) => means)).toEqual(['public', 'radio370', 'runner'])
  expect(ladder[1]?.reason).toContain('呼叫不通')
  bench.stop()
})

it('reaches the same rows when a contact and its strike arrive in any order', async () => {
  const bench = desk()
  const unit = await team(bench)
  const at = bench.context.world.clock.nowMs()
  const drafts = contactProven(bench.context, { unit, means: 'beidou', at, how: 'test' })
  recordBySystem(bench.context, 'test', drafts)
  recordBySystem(bench.context, 'test', [
    {
      kind: contactStruck.kind,
      entity: drafts[0]?.entity ?? '',
      body: { reason: '听错了', by: '王海燕', at },
    },
  ])
  const here = bench.context.db.prepare('select * from reach_contact order by id').all()
  expect(here).toMatchObject([{ struck: '听错了', result: 'proven' }])
  for (const seed of [1, 2, 3]) {
    expect(rowsElsewhere(bench.test, [reachProjection], reachFacts, 'reach_contact', seed)).toEqual(
      here,
    )
  }
  expect(bestMeans(bench.context, { unit }).some(({ means }) => means === 'beidou')).toBe(false)
  bench.stop()
})
