import { expect, it } from 'vitest'
import { assertNever } from '../../../kernel/assert-never.ts'
import { plainWords, type Block, type PrintDocument } from '../../../documents/model.ts'
import { openBench } from '../../../../../tests/support/module-bench.ts'
import { alarmsModule } from '../../alarms/index.ts'
import { outboxModule } from '../../outbox/index.ts'
import { reachModule } from '../../reach/index.ts'
import { placesModule } from '../../places/index.ts'
import { dispatchModule } from '../../dispatch/index.ts'
import { incidentsModule } from '../../incidents/index.ts'
import { logbookModule } from '../../logbook/index.ts'
import { peopleModule } from '../../people/index.ts'
import { rulesModule } from '../../rules/index.ts'
import { teamsModule } from '../../teams/index.ts'
import type { ReportKind } from '../contract.ts'
import { reportsModule } from '../index.ts'
import { textHash } from '../signed-text.ts'
import {
  composeBrief,
  composeFinal,
  composeFirst,
  composeFollowUp,
  composePhoneCard,
  composeSpecial,
  type Compose,
} from './compose.ts'

const modules = [
  alarmsModule,
  outboxModule,
  reachModule,
  placesModule,
  dispatchModule,
  incidentsModule,
  logbookModule,
  peopleModule,
  rulesModule,
  teamsModule,
  reportsModule,
]

async function printed(kind: ReportKind, compose: Compose, sign = true) {
  const { api, context } = openBench(modules)
  const { id: incident } = await api.incidents.open({
    source: '刘支书',
    contact: '13970000000',
    place: { text: '小松镇罗源村', precision: 'township-only' },
    category: '11G01',
  })
  const { id: report } = await api.reports.draft({ incident, kind })
  await api.reports.setText({ report, element: 'casualties', text: '死亡 0 人、受伤 1 人' }).catch(
    // A special report has no such element.
    () => undefined,
  )
  if (sign) {
    await api.reports.step({ report, to: 'signed', reviewer: '赖建平' })
    const { id: sending } = await api.reports.send({
      report,
      to: '市应急局',
      level: 'city',
      means: 'fax',
      receiver: '曾科',
      readBack: true,
    })
    await api.reports.acknowledge({ report, sending, by: '曾科' })
  }
  const composed = compose(context, report)
  if (!composed.ok) throw new Error(composed.code)
  return { document: composed.value, shown: await api.reports.show({ report }), context }
}

function cellsOf(block: Block): string[] {
  switch (block.kind) {
    case 'facts':
      return block.rows.flat().flatMap(([label, value]) => [label, plainWords(value)])
    case 'table':
      return [
        ...block.columns.map(({ title }) => title),
        ...block.rows.flatMap((row) => ('band' in row ? [] : row.map(plainWords))),
      ]
    case 'signatures':
      return block.labels.flat()
    case 'heading':
      return [block.text]
    case 'paragraph':
      return [plainWords(block.words)]
    case 'picture':
    case 'image':
    case 'space':
    case 'page-break':
      return []
    default:
      return assertNever(block)
  }
}
const wordsOf = ({ blocks }: PrintDocument) => blocks.flatMap(cellsOf)

it.each([
  [
    'first',
    composeFirst,
    '突发事件信息（首报）',
    '报送单位 报送时间 接报时间 信息来源 事发时间 事发地点 事件类别 事件起因 基本过程 人员伤亡和失联 影响范围及损害程度 已采取的措施 领导到位情况 发展趋势 下一步措施和建议 联系人及电话 编报 审核 签发',
  ],
  [
    'follow_up',
    composeFollowUp,
    '突发事件续报（第 1 报）',
    '新情况 人员伤亡和失联 已采取的措施 下一步措施和建议 编报 签发',
  ],
  [
    'final',
    composeFinal,
    '突发事件终报（处置总结）',
    '基本过程 事件起因 人员伤亡和失联 直接经济损失（初步） 已采取的措施 处置成效 善后工作 教训 编报 签发',
  ],
  [
    'phone_flash',
    composePhoneCard,
    '电话快报提示卡',
    '单位名称、地址、性质 时间、地点 伤亡（含下落不明、涉险） 已采取措施 报告人 对方姓名 时间',
  ],
  ['special', composeSpecial, '石城县应急信息专报', '密级 急缓 呈送 印数 编报 签发'],
  ['first', composeBrief, '石城县值班快报', '报送 签发 编报'],
] as const)('prints %s with the fields of its table', async (kind, compose, title, labels) => {
  const { document, shown } = await printed(kind, compose)
  expect(document.title).toBe(title)
  const words = wordsOf(document)
  for (const label of labels.split(' ')) expect(words).toContain(label)
  expect(words.some((cell) => cell.includes(shown.title))).toBe(true)
  expect(words).toContain('王海燕')
})

it('proves that the print is the signed text', async () => {
  const { document, shown, context } = await printed('first', composeFirst)
  const hash = textHash(context.world.crypto, {
    title: shown.title,
    body: Object.fromEntries(shown.elements.map(({ key, text }) => [key, text])),
  })
  expect(document.foot).toBe(`石应急值〔2026〕1号 签发文本 ${hash}`)
})

it('names who has it, who signed for it, and by which limit it was due', async () => {
  const { document } = await printed('first', composeFirst)
  const words = wordsOf(document)
  expect(words).toEqual(
    expect.arrayContaining(['市应急局（市）', '传真', '曾科，复述无误', '曾科', '赖建平']),
  )
  expect(words).toContain('假定：没有文件规定，暂按此数')
  expect(words).not.toContain('首报 电话')
})

it('says of a draft that it is one, and leaves room to write who has it', async () => {
  const { document } = await printed('first', composeFirst, false)
  expect(document.foot).toContain('草稿，未签发')
  expect(wordsOf(document)).toContain('未签发')
})
