import { expect, it } from 'vitest'
import { openBench } from '../../../../tests/support/module-bench.ts'
import { plainWords, type PrintDocument } from '../../documents/model.ts'
import { alarmsModule } from '../alarms/index.ts'
import { directoryModule } from '../directory/index.ts'
import { dispatchModule } from '../dispatch/index.ts'
import { gatewaysModule } from '../gateways/index.ts'
import { incidentsModule } from '../incidents/index.ts'
import { logbookModule } from '../logbook/index.ts'
import { peopleModule } from '../people/index.ts'
import { placesModule } from '../places/index.ts'
import { positionsModule } from '../positions/index.ts'
import { radioModule } from '../radio/index.ts'
import { reachModule } from '../reach/index.ts'
import { documents as rollCallDocuments, rollcallModule } from '../rollcall/index.ts'
import { rulesModule } from '../rules/index.ts'
import { teamsModule } from '../teams/index.ts'
import { documents } from './index.ts'

const minute = 60_000
const modules = [
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
  dispatchModule,
  rollcallModule,
  gatewaysModule,
]

/** Every word of a document, a line for each cell, row or paragraph. */
function words({ title, blocks }: PrintDocument): string {
  const lines = blocks.flatMap((block): string[] => {
    if (block.kind === 'heading') return [block.text]
    if (block.kind === 'paragraph') return [plainWords(block.words)]
    if (block.kind === 'facts') {
      return block.rows.map((row) =>
        row.map(([label, value]) => `${label} ${plainWords(value)}`).join(' | '),
      )
    }
    if (block.kind !== 'table') return []
    return block.rows.map((row) =>
      'band' in row ? plainWords(row.band) : row.map(plainWords).join(' | '),
    )
  })
  return [title, ...lines].join('\n')
}

function composed(
  kinds: typeof documents,
  bench: ReturnType<typeof openBench>,
  subject: string,
): PrintDocument {
  const done = kinds[0]?.compose(bench.context, subject)
  if (!done?.ok) throw new Error('nothing was composed')
  return done.value
}

/** 08:00 in Beijing on 2026-03-01. */
async function desk() {
  const bench = openBench(modules)
  const stations: string[] = []
  for (const [callSign, township] of [
    ['小松01', '360735101'],
    ['高田01', '360735104'],
  ] as const) {
    const { id } = await bench.api.teams.register({
      name: `${callSign.slice(0, 2)}综合应急队`,
      callSign,
      group: 'township',
      type: 'forest_semi',
      radios: [callSign === '小松01' ? '1003' : '1004'],
      township,
    })
    stations.push(id)
  }
  await bench.api.logbook.write({ kind: 'other', source: { kind: 'text', text: '' }, text: '接班' })
  return { bench, stations }
}

it('prints the sheet of a roll call with its second round and what was struck', async () => {
  const { bench, stations } = await desk()
  const { id: roll } = await bench.api.rollcall.open({ net: 'townships' })
  const [first = '', second = ''] = stations
  await bench.api.rollcall.answer({
    roll,
    answers: [
      {
        station: first,
        result: 'answered',
        signal: 5,
        who: '刘某',
        position: '驻地',
        power: '市电',
      },
      { station: second, result: 'absent' },
    ],
  })
  bench.test.world.advance(10 * minute)
  await bench.api.rollcall.secondRound({ roll })
  await bench.api.rollcall.answer({
    roll,
    answers: [{ station: second, result: 'poor', signal: 2, who: '温某', power: '电池 60%' }],
  })
  await bench.api.rollcall.summarize({ roll, reportedTo: '李文斌' })
  const text = words(composed(rollCallDocuments, bench, roll))
  expect(text).toContain('网络（信道） 乡镇网')
  expect(text).toContain(
    '1 | 小松综合应急队 | 小松01 | 08:00:00 | 5 | 刘某 | 驻地 | 市电 | 应答 |  | ',
  )
  expect(text).toContain('| 08:10:00 | 2 | 温某 |  | 电池 60% | 未应答 补点质差 | 08:10:00 |')
  expect(text).toContain('应到 2，应答 2（质差 1），其中补点 1，未应答 0；应答率 100%')
  bench.stop()
})

it('says of a day what failed and for how long, what mode stood, and what was not held', async () => {
  const { bench } = await desk()
  const { id } = await bench.api.gateways.add({
    name: '短信猫',
    driver: 'fake',
    link: { kind: 'memory', name: 'one' },
    means: 'public',
  })
  bench.hub.health(id, { state: 'ready', reason: 'working' })
  const at = bench.context.world.clock.nowMs()
  bench.hub.health(id, { state: 'down', reason: 'vanished' })
  bench.hub.say(id, { kind: 'lost', at, reason: 'vanished', detail: '' })
  await bench.api.reach.setMode({ to: 'degraded', reason: '移动基站退服' })
  bench.test.world.advance(12 * minute)
  bench.hub.health(id, { state: 'ready', reason: 'working' })
  bench.hub.say(id, { kind: 'back', at: at + 12 * minute, gapMs: 12 * minute })
  bench.test.world.advance(20 * minute)
  const day = composed(documents, bench, '2026-03-01')
  const text = words(day)
  expect(text).toContain('起止 2026-03-01 08:00 至 2026-03-01 08:32 | 通信模式 公网降级')
  expect(text).toContain('公网 | 短信猫 | 在线 |')
  expect(text).toContain('网关「短信猫」中断 | 03-01 08:00 | 03-01 08:12 | 12 分 |')
  expect(text).toContain('正常 → 公网降级 | 王海燕 | 移动基站退服 | 公网网关「短信猫」中断')
  expect(text).toContain('03-01 08:30 | 早点名 |  |  |  |  | 未进行，未说明')
  expect(text).toContain('无报修。')
  expect(documents[0]?.compose(bench.context, '2026-02-30').ok).toBe(false)
  expect(documents[0]?.compose(bench.context, '2026-03-02').ok).toBe(false)
  bench.stop()
})
