/** The review of an incident on paper, read with the program that people open it with. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { modules } from '../../src/core/modules/index.ts'
import { documents } from '../../src/core/modules/review/index.ts'
import { renderDocument } from '../../src/main/adapters/documents/index.ts'
import { temporaryFolder } from '../support/folder.ts'
import { openBench } from '../support/module-bench.ts'
import { missingProgram, runProgram } from './program.ts'

const folder = temporaryFolder('review')
afterAll(() => folder.remove())
const minute = 60_000

async function reviewed() {
  const bench = openBench(modules)
  const { api } = bench
  const { world } = bench.test
  const later = (minutes: number) => world.setNow(world.clock.nowMs() + minutes * minute)
  const { id: incident } = await api.incidents.open({
    source: '村支书刘某',
    place: { text: '小松镇罗源村下坑组', precision: 'approximate' },
    category: '11G01',
  })
  later(4)
  await api.incidents.setStatus({ incident, to: 'responding', reason: '' })
  const unit = await api.teams.register({
    name: '县森林消防大队',
    callSign: '森防01',
    type: 'forest_pro',
    group: 'professional',
    township: null,
    strength: 30,
    leader: null,
    phone: null,
    radios: [],
  })
  const { orders } = await api.dispatch.order({
    incident,
    units: [unit.id],
    task: '扑打西线',
    place: '小松镇罗源村下坑组',
    channel: '370M 一组',
  })
  const assignment = orders[0]?.assignment ?? ''
  for (const [minutes, to] of [
    [3, 'acknowledged'],
    [19, 'dispatched'],
    [40, 'arrived'],
    [200, 'working'],
  ] as const) {
    later(minutes)
    await api.dispatch.advance({
      assignment,
      to,
      ...(to === 'acknowledged' ? { readBack: '扑打西线，收到' } : {}),
    })
  }
  await api.incidents.setStatus({ incident, to: 'controlled', reason: '' })
  await api.review.noteRelief({ incident, settlement: '罗源小学', what: '饮水 40 件' })
  return { bench, incident }
}

it('prints nine parts, every time with its limit, the chart and the problems', async (context) => {
  const missing = missingProgram('pdftotext', 'poppler-utils')
  if (missing !== undefined) return context.skip(missing)
  const { bench, incident } = await reviewed()
  const composed = documents[0]?.compose(bench.context, incident)
  if (!composed?.ok) throw new Error('the report was not composed')
  const path = join(folder.path, 'review.pdf')
  writeFileSync(path, await renderDocument(composed.value, 'pdf'))
  const text = runProgram('pdftotext', ['-layout', path, '-']).out.replaceAll(/[ \f]+/g, '')
  let from = 0
  for (const piece of [
    '复盘评估报告',
    '未签发，草稿',
    '一、基本情况',
    '二、信息接收、流转与报送',
    '三、应急处置的组织与领导',
    '四、预案执行情况',
    '五、救援队伍工作情况',
    '森防01',
    '六、技术措施与方案实施',
    '七、救援成效',
    '饮水40件',
    '八、经验教训',
    '九、工作建议',
    '附一用时对照',
    '接报→首次下令',
    '未超时',
    '下令→复诵',
    '下令→出动',
    '超时',
    '附二时间线',
    '北京时间',
    '森防01',
    '附三问题与整改',
    '编制',
    '签发',
  ]) {
    const found = text.indexOf(piece, from)
    expect(found, `${piece} after ${text.slice(Math.max(0, from - 40), from)}`).toBeGreaterThan(-1)
    from = found + piece.length
  }
  bench.stop()
})
