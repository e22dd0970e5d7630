import { expect, it } from 'vitest'
import { openBench } from '../../../../tests/support/module-bench.ts'
import { rowsElsewhere } from '../../../../tests/support/shuffled-console.ts'
import { logbookModule } from '../logbook/index.ts'
import { peopleModule } from '../people/index.ts'
import { teamsModule } from '../teams/index.ts'
import { pointProjection } from './apply.ts'
import { directoryFacts } from './facts.ts'
import { contactPoints, directoryModule, pointDraft, pointOf } from './index.ts'

const who = { actor: 'p-wang', seat: 'seat-1', status: 'actual' } as const
const by = { by: 'p-wang', how: 'edited' } as const

const xiaosong = {
  name: '小松综合应急队',
  callSign: '小松01',
  group: 'township',
  type: 'fire',
  leader: '李队长',
  phone: '138 0797 1234',
  radios: ['1001'],
}

function desk() {
  const bench = openBench([directoryModule, logbookModule, peopleModule, teamsModule])
  const { context, test } = bench
  const set = (
    point: Parameters<typeof pointDraft>[1],
    changes: Parameters<typeof pointDraft>[2],
  ) => test.log.append(who, [pointDraft(context, point, changes, by)])
  return { ...bench, set }
}

it('keeps what is known of a number, field by field, and forgets nothing that was not named', () => {
  const { context, set } = desk()
  set(
    { kind: 'beidou', number: '0412345' },
    { callSign: '北斗03', holder: '小松镇', model: 'BD-2' },
  )
  set({ kind: 'beidou', number: '0412345' }, { holder: '小松镇值班室' })
  expect(pointOf(context, 'beidou', '0412345')).toMatchObject({
    callSign: '北斗03',
    holder: '小松镇值班室',
    model: 'BD-2',
    source: 'directory',
  })
})

it('takes a name that was remembered before there was a directory as its own', () => {
  const { context, test, set } = desk()
  test.log.append(who, [
    {
      kind: 'radio.named',
      entity: 'radio-name:radio:101',
      body: {
        what: 'radio',
        number: '101',
        callSign: '蓝天02',
        holder: '蓝天救援队',
        by: 'p',
        at: 1,
      },
    },
  ])
  set({ kind: 'radio', number: '101' }, { serial: 'SN-7' })
  expect(contactPoints(context)).toMatchObject([
    { kind: 'radio', number: '101', callSign: '蓝天02', holder: '蓝天救援队', serial: 'SN-7' },
  ])
})

it('finds telephones of teams, persons and offices without keeping them twice', async () => {
  const { context, api } = desk()
  const { id: unit } = await api.teams.register(xiaosong)
  const { id: house } = await api.people.registerOrganization({
    name: '小松镇政府',
    kind: 'township',
    dutyPhone: '5712345',
    township: '360735102',
  })
  await api.people.register({
    name: '刘某',
    post: '值班员',
    phones: ['13979712345'],
    callSign: '',
    organization: house,
    roles: [],
  })
  const found = contactPoints(context).map(({ kind, number, holder, source }) => [
    source,
    kind,
    number,
    holder,
  ])
  expect(found).toEqual([
    ['team', 'radio', '1001', '小松综合应急队'],
    ['team', 'phone', '13807971234', '小松综合应急队 李队长'],
    ['person', 'phone', '13979712345', '小松镇政府 值班员 刘某'],
    ['organization', 'phone', '07975712345', '小松镇政府 值班电话'],
  ])
  expect(contactPoints(context, { unit }).map(({ number }) => number)).toEqual([
    '1001',
    '13807971234',
  ])
  expect(contactPoints(context, { place: '360735102' })).toHaveLength(2)
  expect(pointOf(context, 'phone', '+86 138-0797-1234')).toMatchObject({ source: 'team', unit })
})

it('gives a radio of the directory the team that holds it', async () => {
  const { context, api, set } = desk()
  const { id: unit } = await api.teams.register(xiaosong)
  set({ kind: 'radio', number: '1001' }, { model: 'PD780' })
  expect(contactPoints(context, { kinds: ['radio'] })).toMatchObject([
    { number: '1001', unit, holder: '小松综合应急队', model: 'PD780' },
  ])
})

it('leaves what is out of use away unless it is asked for', () => {
  const { context, set } = desk()
  set({ kind: 'radio', number: '7' }, { callSign: '旧台', disabled: '报废' })
  expect(contactPoints(context)).toEqual([])
  expect(contactPoints(context, { disabled: true })).toMatchObject([{ disabledReason: '报废' }])
  set({ kind: 'radio', number: '7' }, { disabled: null })
  expect(contactPoints(context)).toMatchObject([{ number: '7', disabled: false }])
})

it('is the same elsewhere, whatever order the facts arrive in', () => {
  const { test, set } = desk()
  for (let n = 0; n < 12; n++) {
    set(
      { kind: 'radio', number: `${n % 3}` },
      n % 2 ? { note: `第 ${n} 次` } : { callSign: `台${n}` },
    )
  }
  const here = test.db.prepare('select kind || number id, * from contact_point order by id').all()
  const there = rowsElsewhere(
    test,
    [pointProjection],
    directoryFacts,
    '(select kind || number id, * from contact_point)',
    4,
  )
  expect(there).toEqual(here)
})
