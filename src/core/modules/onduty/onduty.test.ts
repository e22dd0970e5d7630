import { createRouterClient, type AnyRouter } from '@orpc/server'
import { expect, it } from 'vitest'
import { openBench, type Bench } from '../../../../tests/support/module-bench.ts'
import { publishRoster } from '../../../../tests/support/published-roster.ts'
import { rowsElsewhere } from '../../../../tests/support/shuffled-console.ts'
import { alarmsModule } from '../alarms/index.ts'
import { gatewaysModule } from '../gateways/index.ts'
import { logbookModule } from '../logbook/index.ts'
import { makePeopleModule, personRegistered } from '../people/index.ts'
import { rostersModule } from '../rosters/index.ts'
import { rulesModule } from '../rules/index.ts'
import { ondutyProjection } from './apply.ts'
import { ondutyFacts } from './facts.ts'
import { ondutyModule, watchRelief } from './index.ts'

const minute = 60_000
const hour = 60 * minute

/** A cheap password check: what is tested is who must prove themselves, not how slow it is. */
const modules = [
  alarmsModule,
  logbookModule,
  makePeopleModule({ n: 16, r: 1, p: 1 }),
  rulesModule,
  rostersModule,
  ondutyModule,
  gatewaysModule,
]

const password = 'niu-jiao-8848'

/** Day shift 08:30–17:30 and night 17:00–08:30 of 2026-03-01; the bench starts at 08:00. */
async function desk() {
  const bench = openBench(modules)
  const named: Record<string, string> = {}
  // The one who sits at the seat of the bench.
  bench.context.log.append({ actor: 'p-wang', seat: 'seat-1', status: 'actual' }, [
    {
      kind: personRegistered.kind,
      entity: 'p-wang',
      body: { name: '王海燕', phones: ['13970700000'], by: 'p-wang' },
    },
  ])
  for (const [name, post, phone] of [
    ['李文斌', '副县长', '13970700001'],
    ['陈志远', '值班员', '13970700002'],
    ['谢志强', '值班员', '13970700003'],
    ['温雅琴', '值班长', '13970700004'],
  ] as const) {
    const { id } = await bench.api.people.register({
      name,
      post,
      phones: [phone],
      roles: [post === '副县长' ? 'duty_leader' : 'duty_officer'],
    })
    await bench.api.people.enrol({ person: id, password })
    named[name] = id
  }
  const at = bench.test.world.clock.nowMs()
  const day = {
    id: '2026-03-01.08:30',
    word: '白班',
    from: at + 30 * minute,
    to: at + 9.5 * hour,
    posts: {
      leader: [named['李文斌'] ?? ''],
      chief: ['p-wang'],
      officer: [named['陈志远'] ?? ''],
      standby: [named['谢志强'] ?? ''],
    },
  }
  const night = {
    id: '2026-03-01.17:00',
    word: '夜班',
    from: at + 9 * hour,
    to: at + 24.5 * hour,
    posts: { leader: [named['李文斌'] ?? ''], chief: [named['温雅琴'] ?? ''] },
  }
  publishRoster(bench.context, '2026-03', [day, night])
  return { bench, named, day, night, person: (name: string) => named[name] ?? '' }
}

const names = async ({ api }: Bench) => {
  const { people } = await api.onduty.now()
  return people.map(({ word, name, signedOnAt }) => [word, name, signedOnAt !== null])
}

const late = async ({ api }: Bench) =>
  (await api.alarms.open()).alarms.filter(({ kind }) => kind === 'duty-late')

it('shows who is signed in where no roster is published', async () => {
  const bench = openBench(modules)
  expect(await bench.api.onduty.now()).toMatchObject({ source: 'seats', shift: null, people: [] })
})

it('takes a sign-on before the start, by the own session, and shows it on the coming shift', async () => {
  const { bench, day } = await desk()
  const { lateByMin } = await bench.api.onduty.signOn({
    shift: day.id,
    person: 'p-wang',
    how: 'seat',
  })
  expect(lateByMin).toBe(0)
  expect(bench.lines()).toContain('白班 主班 王海燕 签到')
  expect(await bench.api.onduty.now()).toMatchObject({
    source: 'seats',
    next: { id: day.id },
    coming: [
      { word: '带班领导', signedOnAt: null },
      { word: '主班', signedOnHow: 'seat' },
      { word: '副班' },
      { word: '备班', lateByMin: null },
    ],
  })
})

it('wants the own secret of a person at another one’s seat, and refuses a telephone for an officer', async () => {
  const { bench, day, person } = await desk()
  const chen = { shift: day.id, person: person('陈志远') }
  await expect(bench.api.onduty.signOn({ ...chen, how: 'phone' })).rejects.toMatchObject({
    code: 'AT_SEAT',
  })
  await expect(bench.api.onduty.signOn({ ...chen, how: 'seat' })).rejects.toMatchObject({
    code: 'NEEDS_PROOF',
  })
  await expect(
    bench.api.onduty.signOn({
      ...chen,
      how: 'seat',
      proof: { with: 'password', secret: 'somebody-elses' },
    }),
  ).rejects.toMatchObject({ code: 'WRONG_SECRET' })
  bench.test.world.advance(5 * minute)
  await bench.api.onduty.signOn({
    ...chen,
    how: 'seat',
    proof: { with: 'password', secret: password },
  })
  await expect(
    bench.api.onduty.signOn({
      ...chen,
      how: 'seat',
      proof: { with: 'password', secret: password },
    }),
  ).rejects.toMatchObject({ code: 'ALREADY_ON' })
  expect(bench.lines().at(-1)).toBe('白班 副班 陈志远 签到')
})

it('takes a leader’s sign-on by telephone, with who noted it', async () => {
  const { bench, day, person } = await desk()
  bench.test.world.advance(35 * minute)
  const { lateByMin } = await bench.api.onduty.signOn({
    shift: day.id,
    person: person('李文斌'),
    how: 'phone',
    note: '在县政府',
  })
  expect(lateByMin).toBe(5)
  expect(bench.lines().at(-1)).toBe('白班 带班领导 李文斌 签到（电话，王海燕 记）；在县政府')
  expect((await names(bench))[0]).toEqual(['带班领导', '李文斌', true])
})

it('refuses one who is too early, too late, unknown to the roster or of no shift', async () => {
  const { bench, day, night, person } = await desk()
  const phone = { person: person('李文斌'), how: 'phone' } as const
  await expect(bench.api.onduty.signOn({ ...phone, shift: night.id })).rejects.toMatchObject({
    code: 'TOO_EARLY',
    data: { from: night.from },
  })
  await expect(
    bench.api.onduty.signOn({ ...phone, shift: '2026-03-09.08:30' }),
  ).rejects.toMatchObject({ code: 'NO_SHIFT' })
  await expect(
    bench.api.onduty.signOn({
      shift: day.id,
      person: person('温雅琴'),
      how: 'seat',
      proof: { with: 'password', secret: password },
    }),
  ).rejects.toMatchObject({ code: 'NOT_ON_ROSTER' })
  bench.test.world.advance(10 * hour)
  await expect(bench.api.onduty.signOn({ ...phone, shift: day.id })).rejects.toMatchObject({
    code: 'SHIFT_OVER',
  })
})

it('raises one who is missing ten minutes after the start, says whom to call, and ends with the sign-on', async () => {
  const { bench, day, person } = await desk()
  bench.test.world.advance(39 * minute)
  expect(await late(bench)).toEqual([])
  bench.test.world.advance(2 * minute)
  const raised = await late(bench)
  expect(raised.map(({ title }) => title).toSorted()).toEqual(
    ['主班 王海燕 未到岗', '副班 陈志远 未到岗', '带班领导 李文斌 未到岗'].toSorted(),
  )
  expect(raised.find(({ title }) => title.includes('陈志远'))?.detail).toContain(
    '先打本人 13970700002；叫 带班领导 李文斌 13970700001、备班 谢志强 13970700003',
  )
  await bench.api.onduty.noteCall({
    shift: day.id,
    person: person('陈志远'),
    whom: '谢志强',
    answered: true,
    words: '二十分钟到',
  })
  expect(bench.lines().at(-1)).toBe(
    '副班 陈志远 未到岗（应 08:30 到），致电 谢志强：已接通，二十分钟到',
  )
  await bench.api.onduty.signOn({
    shift: day.id,
    person: person('谢志强'),
    how: 'seat',
    proof: { with: 'password', secret: password },
    standsFor: { person: person('陈志远'), reason: '陈志远车在路上' },
  })
  const still = (await late(bench)).filter(({ state }) => state.startsWith('active'))
  expect(still.map(({ title }) => title)).not.toContain('副班 陈志远 未到岗')
  const { people } = await bench.api.onduty.now()
  expect(people.find(({ name, standsFor }) => name === '谢志强' && standsFor)).toMatchObject({
    word: '副班',
    standsFor: '陈志远',
    standReason: '陈志远车在路上',
    lateByMin: 11,
  })
  expect(people.find(({ name }) => name === '陈志远')?.calls).toMatchObject([
    { whom: '谢志强', answered: true },
  ])
})

it('does not raise a standby, nor anybody twice', async () => {
  const { bench } = await desk()
  bench.test.world.advance(45 * minute)
  bench.test.world.advance(45 * minute)
  const raised = await late(bench)
  expect(raised).toHaveLength(3)
  expect(raised.map(({ title }) => title).join()).not.toContain('谢志强')
})

it('counts a leader of the whole day as there in the night shift too', async () => {
  const { bench, day, night, person } = await desk()
  bench.test.world.advance(20 * minute)
  await bench.api.onduty.signOn({ shift: day.id, person: person('李文斌'), how: 'phone' })
  bench.test.world.advance(9 * hour)
  const { shift, people } = await bench.api.onduty.now()
  expect(shift?.id).toBe(night.id)
  expect(people).toMatchObject([
    { name: '李文斌', signedOnAt: night.from, signedOnHow: 'carried', lateByMin: 0 },
    { name: '温雅琴', signedOnAt: null, lateByMin: 20 },
  ])
})

it('notes who leaves early, and takes them on again', async () => {
  const { bench, day, person } = await desk()
  bench.test.world.advance(30 * minute)
  const li = { shift: day.id, person: person('李文斌') }
  await expect(bench.api.onduty.signOff({ ...li, reason: '开会' })).rejects.toMatchObject({
    code: 'NOT_ON',
  })
  await bench.api.onduty.signOn({ ...li, how: 'phone' })
  await bench.api.onduty.signOff({ ...li, reason: '到市里开会' })
  const leader = async () => (await bench.api.onduty.now()).people[0]
  expect(await leader()).toMatchObject({ signedOffReason: '到市里开会' })
  await bench.api.onduty.signOn({ ...li, how: 'phone' })
  expect(await leader()).toMatchObject({ signedOffAt: null })
})

it('lets a leader who is on from the shift before leave, and counts them as gone', async () => {
  const { bench, day, night, person } = await desk()
  bench.test.world.advance(20 * minute)
  await bench.api.onduty.signOn({ shift: day.id, person: person('李文斌'), how: 'phone' })
  bench.test.world.advance(9 * hour)
  const li = { shift: night.id, person: person('李文斌') }
  await bench.api.onduty.signOff({ ...li, reason: '到市里开会' })
  expect(bench.lines().at(-1)).toBe('带班领导 李文斌 离岗，原因：到市里开会')
  expect((await bench.api.onduty.now()).people[0]).toMatchObject({
    signedOnAt: night.from,
    signedOnHow: 'carried',
    signedOffReason: '到市里开会',
  })
  await expect(bench.api.onduty.signOff({ ...li, reason: '又' })).rejects.toMatchObject({
    code: 'NOT_ON',
  })
})

it('takes a standby who waits at home for one who is absent, and says how to reach them', async () => {
  const { bench, day, person } = await desk()
  bench.test.world.advance(35 * minute)
  const xie = { shift: day.id, person: person('谢志强') }
  await bench.api.onduty.signOn({ ...xie, how: 'phone', note: '在家待命' })
  const inPlace = { person: person('陈志远'), reason: '陈志远生病' }
  const proof = { with: 'password', secret: password } as const
  await bench.api.onduty.signOn({ ...xie, how: 'seat', proof, standsFor: inPlace })
  const { people } = await bench.api.onduty.now()
  expect(people.find(({ standsFor }) => standsFor !== null)).toMatchObject({
    name: '谢志强',
    word: '副班',
    phone: '13970700003',
  })
  await expect(
    bench.api.onduty.signOn({ ...xie, how: 'seat', proof, standsFor: inPlace }),
  ).rejects.toMatchObject({ code: 'ALREADY_ON' })
  await expect(
    bench.api.onduty.signOn({ ...xie, how: 'seat', standsFor: { ...inPlace, person: xie.person } }),
  ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
})

it('names who is on duty to a page nobody signed in at, and says no more of them', async () => {
  const { bench, day, person } = await desk()
  bench.test.world.advance(35 * minute)
  const li = { shift: day.id, person: person('李文斌') }
  await bench.api.onduty.signOn({ ...li, how: 'phone', note: '在县政府' })
  expect((await bench.api.onduty.now()).people[0]).toMatchObject({ note: '在县政府' })
  await bench.api.onduty.signOff({ ...li, reason: '身体不适' })
  const door = createRouterClient(ondutyModule.router(bench.context) as AnyRouter, {
    context: { seat: { id: 'seat-2', name: '值班台2', session: undefined } },
  }) as Pick<Bench['api']['onduty'], 'now'>
  expect((await door.now()).people[0]).toMatchObject({
    name: '李文斌',
    phone: '',
    note: '',
    signedOffReason: '',
  })
})

it('keeps both shifts on duty while one hands over to the other', async () => {
  const { bench, day, night } = await desk()
  bench.test.world.advance(10 * hour)
  const stop = watchRelief(bench.context, () => ({
    out: day.id,
    in: night.id,
    since: bench.test.world.clock.nowMs(),
  }))
  expect(await bench.api.onduty.now()).toMatchObject({
    shift: { id: day.id },
    relieving: { id: night.id },
    coming: [{ name: '李文斌' }, { name: '温雅琴' }],
  })
  stop()
  expect(await bench.api.onduty.now()).toMatchObject({ shift: { id: night.id }, relieving: null })
})

it('says of each who may sign on whether a secret is known here', async () => {
  const { bench, day, person } = await desk()
  const all = await bench.api.onduty.candidates({ shift: day.id })
  expect(all.filter(({ onRoster }) => onRoster)).toHaveLength(4)
  expect(all.find(({ id }) => id === person('温雅琴'))).toMatchObject({
    onRoster: false,
    enrolled: true,
    pinAllowed: false,
  })
})

it('reaches the same rows in any order of arrival', async () => {
  const { bench, day, person } = await desk()
  bench.test.world.advance(30 * minute)
  const li = { shift: day.id, person: person('李文斌') }
  await bench.api.onduty.signOn({ ...li, how: 'phone' })
  await bench.api.onduty.signOff({ ...li, reason: '开会' })
  await bench.api.onduty.signOn({ ...li, how: 'radio' })
  await bench.api.onduty.noteCall({
    shift: day.id,
    person: person('陈志远'),
    whom: '本人',
    answered: false,
    words: '',
  })
  const here = bench.context.db.prepare('select * from duty_presence order by id').all()
  expect(here).toHaveLength(2)
  for (const seed of [1, 2, 3]) {
    expect(
      rowsElsewhere(bench.test, [ondutyProjection], ondutyFacts, 'duty_presence', seed),
    ).toEqual(here)
  }
})
