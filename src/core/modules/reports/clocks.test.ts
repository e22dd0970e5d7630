import { expect, it } from 'vitest'
import { loadCountyProfile } from '../../../main/adapters/county-profile.ts'
import type { Answer } from './clock-start.ts'
import { clocksOf, tightestClock, type ClockInput } from './clocks.ts'
import type { ReportClock } from './contract.ts'
import type { Casualties, ReportRecord } from './record.ts'

const loaded = loadCountyProfile(
  new URL('../../../../resources/counties/shicheng', import.meta.url).pathname,
)
if (!loaded.ok) throw new Error('the county profile does not load')
const { rows: deadlines, sources } = loaded.value.reportDeadlines

const minute = 60_000
const hour = 60 * minute
/** 2027-04-05 13:31 in Beijing. */
const received = Date.UTC(2027, 3, 5, 5, 31)

const fire: ReportRecord = {
  id: 'i1',
  number: '#12',
  incidentNo: '360735-20270405-012',
  title: '小松镇罗源村森林火灾',
  receivedAt: received,
  occurredAt: received - 11 * minute,
  category: '11G01',
  categoryName: '森林火灾',
  grade: 'general',
  incidentStatus: 'responding',
  closed: false,
  sensitive: false,
  fields: {},
  history: [],
  casualties: [],
  grades: [],
  units: [],
  lines: [],
}
const accident = { ...fire, category: '12D01', categoryName: '危险化学品事故' }

const sent = (at: number, more: Partial<Answer> = {}): Answer => ({
  at,
  level: 'city',
  spoken: false,
  kind: 'first',
  rule: null,
  words: '市应急局 曾科（传真）',
  ...more,
})

const count = (at: number, more: Partial<Casualties> = {}): Casualties => ({
  at,
  dead: 0,
  missing: 0,
  serious: 0,
  injured: 0,
  trapped: 0,
  atRisk: 0,
  evacuated: 0,
  source: '现场',
  verified: true,
  ...more,
})

function clocks(record: ReportRecord, now: number, more: Partial<ClockInput> = {}): ReportClock[] {
  const minutes: Readonly<Record<string, number>> = { 'report.phoneFirst': 30 }
  return clocksOf({
    record,
    answers: [],
    deadlines,
    sources,
    setting: (key) => ({ ms: (minutes[key] ?? 60) * minute, basis: 'assumed' }),
    amberPercent: 70,
    now,
    ...more,
  })
}

function clock(
  rule: string,
  record: ReportRecord,
  now: number,
  more: Partial<ClockInput> = {},
): ReportClock {
  const found = clocks(record, now, more).find((one) => one.rule === rule)
  if (!found) throw new Error(`no clock ${rule}`)
  return found
}

it.each([
  [20 * minute, 'plan'],
  [21 * minute - 1, 'plan'],
  [21 * minute, 'due'],
  [30 * minute - 1, 'due'],
  [30 * minute, 'overdue'],
  [5 * hour, 'overdue'],
] as const)('30 minutes by telephone: after %i ms it is %s', (after, state) => {
  expect(clock('cfg_phone_first', fire, received + after)).toMatchObject({
    state,
    startsAt: received,
    dueAt: received + 30 * minute,
    amberAt: received + 21 * minute,
    tag: '假定',
    sourceText: '没有文件规定，暂按此数',
  })
})

it('calls a limit 县设 once somebody in the county has set it', () => {
  const set = { setting: () => ({ ms: 45 * minute, basis: 'county' as const }) }
  expect(clock('cfg_phone_first', fire, received, set)).toMatchObject({
    tag: '县设',
    dueAt: received + 45 * minute,
  })
})

it('stops a telephone limit by telephone and a written one in writing, not the other way', () => {
  const now = received + 2 * hour
  const state = (rule: string, answers: Answer[]) => clock(rule, fire, now, { answers }).state
  const called = sent(received + 20 * minute, { spoken: true, kind: 'phone_flash' })
  const faxed = sent(received + 50 * minute)
  expect(state('cfg_phone_first', [faxed])).toBe('overdue')
  expect(state('cfg_written_first', [called])).toBe('overdue')
  expect(clock('cfg_phone_first', fire, now, { answers: [called, faxed] })).toMatchObject({
    state: 'met',
    metAt: called.at,
    late: false,
  })
  expect(clock('cfg_written_first', fire, now, { answers: [called, faxed] })).toMatchObject({
    state: 'met',
    metBy: '市应急局 曾科（传真）',
  })
})

it('is stopped only by a sending to the level it names', () => {
  const larger = { ...accident, grade: 'larger' as const }
  const toCity = sent(received + 10 * minute, { spoken: true })
  expect(clock('wsa_fast_phone', larger, received + hour, { answers: [toCity] }).state).toBe(
    'overdue',
  )
  const toProvince = { ...toCity, level: 'province' as const }
  expect(clock('wsa_fast_phone', larger, received + hour, { answers: [toProvince] }).state).toBe(
    'met',
  )
})

it('says that it was met late', () => {
  const answers = [sent(received + 70 * minute)]
  expect(clock('cfg_written_first', fire, received + 2 * hour, { answers })).toMatchObject({
    state: 'met',
    late: true,
  })
})

it('counts from the event where the rule says so, and says where its time is not known', () => {
  const larger = { ...fire, grade: 'larger' as const }
  expect(clock('jx_county_city_major', larger, received)).toMatchObject({
    startsAt: received - 11 * minute,
    startWord: '事发',
    tag: '法定 待核',
    sourceText: '《江西省突发事件应对条例》',
    dueAt: received - 11 * minute + 2 * hour,
  })
  expect(clock('jx_county_city_major', { ...larger, occurredAt: null }, received)).toMatchObject({
    startsAt: received,
    startWord: '接报（事发时间待核）',
  })
})

it('holds by category, grade and number: exactly the rules of each case', () => {
  const rules = (record: ReportRecord) =>
    clocks(record, received)
      .map(({ rule }) => rule)
      .toSorted()
  const always = ['cfg_phone_first', 'cfg_written_first', 'county_city_immediate']
  const with_ = (...more: string[]) => [...always, ...more].toSorted()
  expect(rules(fire)).toEqual(with_('relief_daily', 'stat_first'))
  expect(rules({ ...fire, category: null })).toEqual(always)
  expect(rules({ ...fire, grade: 'major' })).toEqual(
    with_(
      'forest_nation',
      'jx_county_city_major',
      'relief_daily',
      'stat_first',
      'stat_zero_county',
    ),
  )
  expect(rules(accident)).toEqual(
    with_('wsa_casualty_change', 'wsa_county_up', 'wsa_followup_daily1'),
  )
  expect(rules({ ...accident, grade: 'especially_major' })).toEqual(
    with_(
      'jx_county_city_major',
      'wsa_casualty_change',
      'wsa_county_up',
      'wsa_fast_phone',
      'wsa_followup_daily2',
    ),
  )
  expect(rules({ ...fire, category: '13A01' })).toEqual(with_('health_county_gov', 'health_gov_up'))
  expect(rules({ ...fire, category: '11D01', grade: 'larger' })).toContain('geo_medium')
})

it('“以上” includes the number', () => {
  const dead = (number: number) => ({ ...fire, casualties: [count(received, { dead: number })] })
  const rules = (record: ReportRecord) => clocks(record, received).map(({ rule }) => rule)
  expect(rules(dead(2))).not.toContain('forest_nation')
  expect(rules(dead(3))).toContain('forest_nation')
  expect(rules(dead(9))).not.toContain('stat_10dead')
  expect(rules(dead(10))).toContain('stat_10dead')
})

it('starts anew at a re-grade, but not at the first grade', () => {
  const regradedAt = received + 3 * hour
  const first = { grade: 'larger' as const, at: received + 20 * minute }
  const graded = { ...accident, grade: 'larger' as const, grades: [first] }
  expect(clock('wsa_fast_phone', graded, received).startsAt).toBe(received)
  const regraded = {
    ...graded,
    grades: [
      { ...first, grade: 'general' as const },
      { grade: 'larger' as const, at: regradedAt },
    ],
  }
  expect(clock('wsa_fast_phone', regraded, regradedAt)).toMatchObject({
    startsAt: regradedAt,
    startWord: '升级或伤亡变化',
    dueAt: regradedAt + hour,
    state: 'plan',
  })
})

it('follows up once a day after the first written report, twice a day from 重大 on', () => {
  const reportedAt = received + hour
  const answers = [sent(reportedAt)]
  expect(clock('wsa_followup_daily1', accident, received)).toMatchObject({
    state: 'not-started',
    waitsFor: '首报后 24 小时',
  })
  expect(clock('wsa_followup_daily1', accident, reportedAt, { answers })).toMatchObject({
    state: 'plan',
    dueAt: reportedAt + 24 * hour,
  })
  const again = [...answers, sent(reportedAt + 20 * hour, { kind: 'follow_up' })]
  expect(
    clock('wsa_followup_daily1', accident, reportedAt + 25 * hour, { answers: again }).dueAt,
  ).toBe(reportedAt + 44 * hour)
  const major = { ...accident, grade: 'major' as const }
  expect(clock('wsa_followup_daily2', major, reportedAt + 13 * hour, { answers })).toMatchObject({
    state: 'overdue',
    dueAt: reportedAt + 12 * hour,
  })
})

it('ends follow-ups with the final report, and those until stable when it is under control', () => {
  const answers = [sent(received + hour), sent(received + 5 * hour, { kind: 'final' })]
  expect(clock('relief_daily', fire, received + 40 * hour, { answers }).state).toBe('met')
  const controlled = { ...fire, incidentStatus: 'controlled' as const }
  const rules = clocks(controlled, received + hour).map(({ rule }) => rule)
  expect(rules).not.toContain('relief_daily')
})

it('asks for a change of the harmed on the same Beijing day, within the days of the rule', () => {
  const changedAt = received + 5 * hour
  const hurt = { ...accident, casualties: [count(received), count(changedAt, { injured: 2 })] }
  const answers = [sent(received + hour)]
  expect(clock('wsa_casualty_change', hurt, changedAt)).toMatchObject({ state: 'not-started' })
  expect(clock('wsa_casualty_change', hurt, changedAt, { answers })).toMatchObject({
    startsAt: changedAt,
    dueAt: Date.UTC(2027, 3, 5, 16),
    state: 'plan',
  })
  const told = [...answers, sent(changedAt + hour, { kind: 'follow_up' })]
  expect(clock('wsa_casualty_change', hurt, changedAt, { answers: told }).state).toBe('met')
  const late = received + 8 * 24 * hour
  const road = (category: string) => ({
    ...hurt,
    category,
    casualties: [count(received), count(late, { injured: 2 })],
  })
  const rules = (record: ReportRecord) => clocks(record, late, { answers }).map(({ rule }) => rule)
  expect(rules(road('12D01'))).toContain('wsa_casualty_change')
  expect(rules(road('12H01'))).not.toContain('wsa_casualty_change')
})

it('moves people about without asking for a report of the harmed', () => {
  const moved = {
    ...accident,
    casualties: [count(received), count(received + 2 * hour, { evacuated: 71 })],
  }
  const answers = [sent(received + hour)]
  expect(clock('wsa_casualty_change', moved, received + 3 * hour, { answers }).state).toBe(
    'not-started',
  )
})

it('comes every day at nine, from the last filing', () => {
  const major = { ...fire, grade: 'major' as const }
  const nine = (day: number) => Date.UTC(2027, 3, day, 1)
  expect(clock('stat_zero_county', major, received).dueAt).toBe(nine(6))
  const answers = [sent(nine(6) - 10 * minute, { rule: 'stat_zero_county' })]
  expect(clock('stat_zero_county', major, nine(6), { answers }).dueAt).toBe(nine(7))
  const after = [sent(nine(6) + minute, { rule: 'stat_zero_county' })]
  expect(clock('stat_zero_county', major, nine(6) + hour, { answers: after }).dueAt).toBe(nine(7))
})

it('a filing elsewhere stops the one limit it names', () => {
  const answers = [sent(received + hour, { rule: 'stat_first', words: '灾情系统' })]
  const now = received + 2 * hour
  expect(clock('stat_first', fire, now, { answers }).state).toBe('met')
  expect(clock('cfg_written_first', fire, now, { answers }).state).toBe('overdue')
})

it('is due at once where the law says 立即, and never red without a number', () => {
  expect(clock('county_city_immediate', fire, received + 9 * hour)).toMatchObject({
    state: 'due',
    immediate: true,
  })
})

it('owes nothing for a false alarm, and keeps what was done', () => {
  const answers = [sent(received + 10 * minute, { spoken: true })]
  const falseAlarm = { ...fire, incidentStatus: 'false_alarm' as const, closed: true }
  expect(clocks(falseAlarm, received + hour, { answers }).map(({ state }) => state)).toEqual([
    'met',
    'met',
  ])
})

it('puts the tighter one first, and on the card the tightest that has a number', () => {
  const list = clocks(fire, received + 65 * minute, {
    answers: [sent(received + 20 * minute, { spoken: true })],
  })
  expect(list.map(({ state }) => state)).toEqual(['overdue', 'plan', 'not-started', 'met', 'met'])
  expect(tightestClock(list)?.rule).toBe('cfg_written_first')
  expect(tightestClock(clocks(fire, received))?.rule).toBe('cfg_phone_first')
})
