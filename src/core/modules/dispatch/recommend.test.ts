import { expect, it } from 'vitest'
import { loadCountyProfile } from '../../../main/adapters/county-profile.ts'
import type { Unit } from '../teams/index.ts'
import { fitOf } from './fit.ts'
import type { SeenIncident } from './incident-seen.ts'
import { rankUnits, type Known } from './recommend.ts'
import type { AssignmentRow } from './tables.ts'

const loaded = loadCountyProfile(
  new URL('../../../../resources/counties/shicheng', import.meta.url).pathname,
)
if (!loaded.ok) throw new Error('the county profile does not load')
const county = loaded.value
const minute = 60_000
const now = Date.UTC(2026, 2, 1)

const incident: SeenIncident = {
  id: 'fire',
  number: '#12',
  title: '罗源村山火',
  category: '11G01',
  place: '小松镇罗源村',
  township: '360735101',
  point: { lat: 26.48, lon: 116.31 },
  closed: false,
}

const free = { key: 'standby', digit: 1, word: '待命', token: 'st-free' }

function unit(
  callSign: string,
  change: Partial<Unit> = {},
  state: Partial<Unit['state']> = {},
): Unit {
  return {
    id: callSign,
    name: callSign,
    callSign,
    group: 'professional',
    groupWord: '专业',
    type: 'forest_pro',
    typeWord: '森林消防',
    shape: 'rectangle',
    strength: 30,
    leader: null,
    phone: null,
    radios: ['1001'],
    members: [],
    base: { text: null, township: '360735100', townshipName: '琴江镇', point: null },
    over: null,
    board: 'free',
    incident: null,
    ...change,
    state: { ...free, since: null, conflict: false, ...state },
  }
}

function order(unitId: string, change: Partial<AssignmentRow> = {}): AssignmentRow {
  return {
    id: unitId,
    incident: 'other',
    unit: unitId,
    state: 'working',
    ...change,
  } as AssignmentRow
}

function ranked(units: readonly Unit[], change: Partial<Known> = {}) {
  return rankUnits({
    county,
    incident,
    units,
    open: [],
    numberOf: () => '#9',
    fixOf: () => undefined,
    now,
    staleMs: 10 * minute,
    roads: new Map(),
    ...change,
  })
}

it.each([
  ['forest_pro', '11G01', 'own'],
  ['flood_pro', '11A00', 'own'],
  ['flood_pro', '11G01', 'none'],
  ['medical', '12G01', 'own'],
  ['forest_pro', null, 'any'],
] as const)('%s for %s: %s', (type, category, fit) => {
  expect(
    fitOf(
      county.teamTypes.find(({ key }) => key === type),
      category,
    ),
  ).toBe(fit)
})

it('ranks the nearest free team of the right kind first and says why', () => {
  const near = { lat: 26.48, lon: 116.352, at: now - 3 * minute }
  const { candidates, suggested } = ranked(
    [
      unit('远', { base: { ...unit('').base, point: { lat: 26.3, lon: 116.3 } } }),
      unit('近'),
      unit('同镇', {
        base: { text: null, township: '360735101', townshipName: '小松镇', point: null },
      }),
    ],
    { fixOf: (id) => (id === '近' ? near : undefined) },
  )
  expect(suggested).toBe(3)
  const byName = new Map(candidates.map((one) => [one.callSign, one.reasons]))
  expect(byName.get('近')).toEqual([
    '专长相符',
    '待命',
    '直线 4.2 公里，位置 3 分钟前',
    '30 人',
    '0 任务',
  ])
  expect(byName.get('远')?.[2]).toMatch(/^按驻地直线 \d+\.\d 公里$/)
  expect(byName.get('同镇')?.[2]).toBe('驻小松镇，同乡镇，距离未知')
  expect(candidates.map(({ callSign }) => callSign)).toEqual(['同镇', '近', '远'])
})

it.each<readonly [string, Unit, Partial<Known>]>([
  ['轮换休整', unit('甲', { board: 'out' }, { key: 'resting', word: '轮换休整' }), {}],
  ['不可用', unit('甲', { board: 'out' }, { key: 'unavailable', word: '不可用' }), {}],
  ['不合灾种', unit('甲', { type: 'flood_pro' }), {}],
  ['人数不足（8 人，应有 40 人）', unit('甲', { strength: 8 }), {}],
  [
    '人数不详',
    unit('甲', { type: 'fire_rescue', strength: null }),
    { incident: { ...incident, category: '11D01' } },
  ],
  ['已在 #9（处置中）', unit('甲', { board: 'moving' }), { open: [order('甲')] }],
  [
    '已派本事件（已下令）',
    unit('甲'),
    { open: [order('甲', { incident: 'fire', state: 'ordered' })] },
  ],
  ['正在处置中', unit('甲', { board: 'moving' }, { key: 'working', word: '处置中' }), {}],
  [
    '位置 40 分钟前',
    unit('甲', { board: 'moving' }, { key: 'returning', word: '返回' }),
    { fixOf: () => ({ lat: 26.4, lon: 116.3, at: now - 40 * minute }) },
  ],
])('leaves out with its reason: %s', (reason, one, known) => {
  const { candidates, excluded } = ranked([one], known)
  expect(candidates).toEqual([])
  expect(excluded[0]?.reasons).toContain(reason)
})

it('takes a team on its way home after the free ones', () => {
  const home = unit('返', { board: 'moving' }, { key: 'returning', word: '返回' })
  const { candidates } = ranked([home, unit('闲')], {
    open: [order('返', { state: 'returning' })],
  })
  expect(candidates.map(({ callSign }) => callSign)).toEqual(['闲', '返'])
  expect(candidates[1]?.reasons).toContain('1 任务')
})

it('says what it could not use', () => {
  const { notes, candidates } = ranked([unit('甲')], {
    incident: { ...incident, category: null, point: null, township: null },
  })
  expect(notes).toEqual(['事件类别待定，未按灾种筛选', '事件地点不明，未按远近排序'])
  expect(candidates[0]?.reasons).toContain('事件地点不明，距离未知')
})

it('uses the base of a free team whose fix is old, and says so', () => {
  const at = { lat: 26.35, lon: 116.35 }
  const { candidates } = ranked([unit('甲', { base: { ...unit('').base, point: at } })], {
    fixOf: () => ({ ...at, at: now - 40 * minute }),
  })
  expect(candidates[0]?.reasons[2]).toMatch(/^位置 40 分钟前，按驻地直线/)
})

it('goes by the road where there is one, and says which it went by', () => {
  const at = (lat: number) => ({ base: { ...unit('').base, point: { lat, lon: 116.31 } } })
  const { candidates } = ranked(
    [unit('隔山', at(26.38)), unit('沿路', at(26.3)), unit('无路', at(26.2))],
    {
      roads: new Map([
        ['隔山', { seconds: 3000, metres: 31_000 }],
        ['沿路', { seconds: 900, metres: 10_400 }],
      ]),
    },
  )
  expect(candidates.map(({ callSign, reasons }) => [callSign, reasons[2]])).toEqual([
    ['沿路', '按驻地道路 10.4 公里约 15 分'],
    ['隔山', '按驻地道路 31.0 公里约 50 分'],
    ['无路', expect.stringMatching(/^按驻地直线 /) as string],
  ])
  // The straight line is still told as what it is.
  expect(candidates[0]?.distanceM).toBeGreaterThan(candidates[1]?.distanceM ?? 0)
})
