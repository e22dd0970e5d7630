import { expect, it } from 'vitest'
import { measuredTimes, type Limit, type ReviewedIncident, type ReviewedTeam } from './measured.ts'
import { spanWords } from './contract.ts'

const minute = 60_000
const limit = (minutes: number, rule: string): Limit => ({
  ms: minutes * minute,
  basis: 'assumed',
  source: 'DESIGN',
  rule,
})
const limits = {
  order: limit(10, '接报到下令'),
  acknowledge: limit(5, '命令未复诵'),
  depart: limit(15, '下令到出动'),
  arrive: limit(60, '出动到到达'),
  relief: limit(600, '受灾人员基本生活救助'),
}
const start = Date.UTC(2026, 2, 1, 14, 0)
const at = (minutes: number) => start + minutes * minute

const team = (over: Partial<ReviewedTeam>): ReviewedTeam => ({
  id: 'a1',
  callSign: '森防01',
  orderedAt: at(4),
  acknowledgedAt: at(6),
  departedAt: at(15),
  arrivedAt: at(70),
  endedAt: at(400),
  ...over,
})
const night = (over: Partial<ReviewedIncident>): ReviewedIncident => ({
  receivedAt: start,
  occurredAt: null,
  controlledAt: at(300),
  ended: true,
  assignments: [team({})],
  deadlines: [],
  reliefAt: null,
  asOf: at(500),
  ...over,
})
const verdicts = (incident: ReviewedIncident) =>
  Object.fromEntries(measuredTimes(incident, limits).map(({ key, verdict }) => [key, verdict]))
const took = (incident: ReviewedIncident, key: string) =>
  measuredTimes(incident, limits).find((time) => time.key === key)?.tookMs

it('measures each stretch against its limit, the limit itself still being in time', () => {
  expect(verdicts(night({}))).toEqual({
    order: 'within',
    'first-departure': 'no-limit',
    'first-arrival': 'no-limit',
    control: 'no-limit',
    whole: 'no-limit',
    relief: 'unrecorded',
    'a1.acknowledge': 'within',
    'a1.depart': 'within',
    'a1.arrive': 'within',
  })
  expect(took(night({}), 'control')).toBe(230 * minute)
  const late = night({ assignments: [team({ orderedAt: at(10), departedAt: at(25) })] })
  expect(verdicts(late)).toMatchObject({ order: 'within', 'a1.depart': 'within' })
  const over = night({ assignments: [team({ orderedAt: at(10) + 1 })] })
  expect(verdicts(over)).toMatchObject({ order: 'over' })
})

it('takes the first team for the incident and each team for itself', () => {
  const two = night({
    assignments: [
      team({ id: 'a1', orderedAt: at(30), departedAt: at(60), arrivedAt: at(130) }),
      team({
        id: 'a2',
        callSign: '小松01',
        orderedAt: at(5),
        departedAt: at(9),
        arrivedAt: at(40),
      }),
    ],
  })
  expect(took(two, 'order')).toBe(5 * minute)
  expect(took(two, 'first-arrival')).toBe(40 * minute)
  expect(verdicts(two)).toMatchObject({
    'a1.depart': 'over',
    'a1.arrive': 'over',
    'a2.depart': 'within',
    'a2.arrive': 'within',
  })
})

it('says 未记录 for what an ended incident does not have, and never makes up a time', () => {
  const thin = night({ assignments: [team({ departedAt: null })], controlledAt: null })
  expect(verdicts(thin)).toMatchObject({
    control: 'unrecorded',
    'a1.depart': 'unrecorded',
    'a1.arrive': 'unrecorded',
  })
  expect(measuredTimes(thin, limits).filter(({ verdict }) => verdict === 'unrecorded')).toSatisfy(
    (times: readonly { tookMs: number | null }[]) => times.every(({ tookMs }) => tookMs === null),
  )
})

it('tells a running stretch from a missing one, and a team that never set out from both', () => {
  const running = night({
    ended: false,
    controlledAt: null,
    asOf: at(25),
    assignments: [
      team({ id: 'a1', acknowledgedAt: null, departedAt: null, arrivedAt: null, endedAt: null }),
      team({ id: 'a2', acknowledgedAt: at(5), departedAt: null, arrivedAt: null, endedAt: at(12) }),
    ],
  })
  expect(verdicts(running)).toMatchObject({
    control: 'pending',
    whole: 'pending',
    'a1.acknowledge': 'pending-over',
    'a1.depart': 'pending-over',
    'a1.arrive': 'pending',
    'a2.acknowledge': 'within',
    'a2.depart': 'skipped',
    'a2.arrive': 'skipped',
    relief: 'pending',
  })
})

it('does not measure backwards', () => {
  const odd = night({ assignments: [team({ arrivedAt: at(10) })] })
  expect(verdicts(odd)).toMatchObject({ 'a1.arrive': 'unclear' })
  expect(took(odd, 'a1.arrive')).toBeNull()
})

it('counts ten hours of relief from the event, and from the call where the event has no time', () => {
  expect(verdicts(night({ occurredAt: at(-30), reliefAt: at(571) }))).toMatchObject({
    relief: 'over',
  })
  expect(verdicts(night({ occurredAt: null, reliefAt: at(571) }))).toMatchObject({
    relief: 'within',
  })
})

it('holds report deadlines with their basis', () => {
  const deadline = {
    key: 'cfg_phone_first',
    label: '首报·电话',
    startsAt: start,
    dueAt: at(30),
    basis: 'county' as const,
    source: 'DESIGN',
  }
  const met = night({ deadlines: [{ ...deadline, metAt: at(12) }] })
  const found = measuredTimes(met, limits).find(({ key }) => key === 'report.cfg_phone_first')
  expect(found).toMatchObject({
    tookMs: 12 * minute,
    verdict: 'within',
    limit: { ms: 30 * minute, basis: 'county' },
  })
  expect(verdicts(night({ deadlines: [{ ...deadline, metAt: null }] }))).toMatchObject({
    'report.cfg_phone_first': 'unrecorded',
  })
})

it('counts a report that was out before its limit began as kept', () => {
  const grade = {
    key: 'jx_county_city_major',
    label: '较大以上 县→市',
    startsAt: at(60),
    dueAt: at(180),
    metAt: at(40),
    basis: 'law' as const,
    source: 'JX-2013',
  }
  expect(verdicts(night({ deadlines: [grade] }))).toMatchObject({
    'report.jx_county_city_major': 'early',
  })
})

it.each([
  [0, '0 秒'],
  [45_000, '45 秒'],
  [12 * minute, '12 分钟'],
  [60 * minute, '1 小时'],
  [65 * minute, '1 小时 05 分'],
  [51 * 60 * minute, '2 天 3 小时'],
])('says %d ms as %s', (ms, said) => {
  expect(spanWords(ms)).toBe(said)
})
