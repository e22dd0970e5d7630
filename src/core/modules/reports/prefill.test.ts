import { expect, it } from 'vitest'
import { prefill, type Earlier } from './prefill.ts'
import type { Casualties, ReportRecord } from './record.ts'
import type { ReportKind } from './words.ts'

const minute = 60_000
/** 2027-04-05 13:31 in Beijing. */
const received = Date.UTC(2027, 3, 5, 5, 31)
const at = (minutes: number) => received + minutes * minute

const count = (minutes: number, more: Partial<Casualties>): Casualties => ({
  at: at(minutes),
  dead: 0,
  missing: 0,
  serious: 0,
  injured: 0,
  trapped: 0,
  atRisk: 0,
  evacuated: 0,
  source: '小松01',
  verified: true,
  ...more,
})

const record: ReportRecord = {
  id: 'i1',
  number: '#12',
  incidentNo: '360735-20270405-012',
  title: '罗源村森林火灾',
  receivedAt: received,
  occurredAt: at(-11),
  category: '11G01',
  categoryName: '森林火灾',
  grade: 'general',
  incidentStatus: 'responding',
  closed: false,
  sensitive: false,
  fields: {
    place: '小松镇罗源村下坑组',
    source: '刘支书',
    contact: '13970000000',
    occurredAt: '约 2027-04-05 13:20',
    cause: '疑似上坟烧纸',
    leaders: '李文斌副局长 14:05 到达',
    commander: '温队长',
    measures: '组织群众转移',
  },
  history: [
    { status: 'received', at: at(0), reason: '' },
    { status: 'responding', at: at(5), reason: '' },
  ],
  casualties: [
    count(10, { injured: 1, atRisk: 126 }),
    count(50, { dead: 1, injured: 2, serious: 1, atRisk: 126, evacuated: 71, verified: false }),
  ],
  grades: [{ grade: 'general', at: at(4) }],
  units: [
    {
      callSign: '森防01',
      stateWord: '到达',
      people: 22,
      vehicles: 2,
      orderedAt: at(6),
      history: [
        { word: '已下令', at: at(6) },
        { word: '到达', at: at(45) },
      ],
    },
    {
      callSign: '蓝天02',
      stateWord: '已下令',
      people: null,
      vehicles: null,
      orderedAt: at(48),
      history: [{ word: '已下令', at: at(48) }],
    },
  ],
  lines: [
    { at: at(1), kind: 'report', text: '后山起火，无人被困' },
    { at: at(20), kind: 'comm', text: '呼叫森防02，未应答' },
    { at: at(49), kind: 'action', text: '西侧打通隔离带 200 米' },
  ],
}

const first: Earlier = { name: '首报', documentNo: '石应急值〔2027〕1号', at: at(30) }

function text(kind: ReportKind, key: string, earlier?: Earlier, of: ReportRecord = record): string {
  return prefill(of, kind, [key], { earlier, contact: '石城县应急值班室 王海燕' }).body[key] ?? ''
}

it.each([
  ['first', 'received_at', '2027-04-05 13:31'],
  ['first', 'info_source', '刘支书 13970000000'],
  ['first', 'occurred_at', '约 2027-04-05 13:20'],
  ['first', 'location', '小松镇罗源村下坑组'],
  ['first', 'event_type', '森林火灾，初判一般'],
  ['first', 'cause', '疑似上坟烧纸。'],
  ['first', 'leaders_on_scene', '李文斌副局长 14:05 到达；现场指挥 温队长'],
  ['first', 'contact', '石城县应急值班室 王海燕'],
  [
    'first',
    'measures_taken',
    '组织群众转移。已调派 2 支队伍：森防01（22 人 2 车）到达、蓝天02已下令。',
  ],
  [
    'first',
    'casualties',
    '截至 04-05 14:21，死亡 1 人、失踪 0 人、受伤 2 人（其中重伤 1 人）、涉险 126 人、转移 71 人（小松01，待核实）。',
  ],
  [
    'first',
    'course',
    '04-05 13:32 后山起火，无人被困。\n04-05 13:35 定级一般。\n04-05 13:36 转为处置中。\n04-05 14:20 西侧打通隔离带 200 米。',
  ],
  ['first', 'direct_loss', ''],
] as const)('%s %s: %s', (kind, key, expected) => {
  expect(text(kind, key)).toBe(expected)
})

it('does not repeat in a follow-up what the report before said', () => {
  expect(text('follow_up', 'news', first)).toBe('04-05 14:20 西侧打通隔离带 200 米。')
  expect(text('follow_up', 'measures_taken', first)).toBe('增派 蓝天02。14:16 森防01到达。')
  expect(text('follow_up', 'casualties', first)).toContain(
    '与前报相比，死亡由 0 人变为 1 人、受伤由 1 人变为 2 人、重伤由 0 人变为 1 人、转移由 0 人变为 71 人。',
  )
})

it('says that nothing changed where nothing did', () => {
  const later = { ...first, at: at(60) }
  expect(text('follow_up', 'casualties', later)).toContain('与前报相比，无变化。')
  expect(text('follow_up', 'news', later)).toBe('')
})

it('makes the title of place, kind, harm and how far it is', () => {
  const title = (of: Partial<ReportRecord>) =>
    prefill({ ...record, ...of }, 'first', [], { earlier: undefined, contact: '' }).title
  expect(title({})).toBe('小松镇罗源村下坑组森林火灾（1 人死亡、2 人受伤，正在处置）')
  expect(title({ casualties: [] })).toContain('（伤亡待核，正在处置）')
  expect(title({ casualties: [count(1, {})], incidentStatus: 'controlled' })).toContain(
    '（无人员伤亡，已得到控制）',
  )
  expect(title({ category: null })).toContain('突发情况')
})

it('tells when it was under control in the final report', () => {
  const controlled = {
    ...record,
    history: [...record.history, { status: 'controlled' as const, at: at(90), reason: '' }],
  }
  expect(text('final', 'result', first, controlled)).toBe('04-05 15:01 事态得到控制。')
})
