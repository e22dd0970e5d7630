import { beforeEach, expect, it } from 'vitest'
import { openBench, type Bench } from '../../../../tests/support/module-bench.ts'
import { directoryModule } from '../directory/index.ts'
import { alarmsModule } from '../alarms/index.ts'
import { gatewaysModule } from '../gateways/index.ts'
import { incidentsModule } from '../incidents/index.ts'
import { logbookModule } from '../logbook/index.ts'
import { peopleModule } from '../people/index.ts'
import { positionsModule } from '../positions/index.ts'
import { radioModule } from '../radio/index.ts'
import { rulesModule } from '../rules/index.ts'
import { teamsModule } from '../teams/index.ts'
import { outboxModule } from '../outbox/index.ts'
import { reachModule } from '../reach/index.ts'
import { placesModule } from '../places/index.ts'
import { dispatchModule } from './index.ts'

const modules = [
  alarmsModule,
  incidentsModule,
  logbookModule,
  peopleModule,
  rulesModule,
  teamsModule,
  positionsModule,
  directoryModule,
  radioModule,
  outboxModule,
  reachModule,
  placesModule,
  dispatchModule,
  gatewaysModule,
]
const fire = { task: '扑救山火', place: '小松镇罗源村', channel: '370M 12组' }

let bench: Bench
let first: string
let second: string
beforeEach(async () => {
  bench = openBench(modules)
  first = await opened()
  second = await opened()
})

async function opened(): Promise<string> {
  const { id } = await bench.api.incidents.open({
    source: '刘支书',
    place: { text: '小松镇罗源村', township: '360735101', precision: 'township-only' },
    category: '11G01',
  })
  await bench.api.incidents.setStatus({ incident: id, to: 'responding' })
  return id
}

async function working(callSign: string): Promise<{ unit: string; assignment: string }> {
  const { id: unit } = await bench.api.teams.register({
    name: `${callSign} 队`,
    callSign,
    group: 'professional',
    type: 'forest_pro',
  })
  const { orders } = await bench.api.dispatch.order({ incident: first, units: [unit], ...fire })
  const assignment = orders[0]?.assignment ?? ''
  await bench.api.dispatch.advance({ assignment, to: 'acknowledged', readBack: '复诵无误' })
  await bench.api.dispatch.advance({ assignment, to: 'working' })
  return { unit, assignment }
}

const ordersOf = (incident: string) => bench.api.dispatch.ofIncident({ incident })
const team = async (id: string) => (await bench.api.teams.list()).find((one) => one.id === id)
const falseAlarm = { to: 'false_alarm', reason: '烧荒' } as const

it('names teams by the state of their order and does not close over them', async () => {
  await working('森防01')
  await expect(
    bench.api.incidents.setStatus({ incident: first, ...falseAlarm }),
  ).rejects.toMatchObject({
    code: 'NOT_READY',
    message: expect.stringContaining('森防01（处置中）'),
  })
})

it('sends a team home, keeps one at its place and orders one to the other incident', async () => {
  const [home, stays, moves] = [
    await working('森防01'),
    await working('森防02'),
    await working('小松01'),
  ]
  await bench.api.incidents.setStatus({
    incident: first,
    ...falseAlarm,
    units: [
      { unit: home.unit, fate: 'return' },
      { unit: stays.unit, fate: 'stay' },
      { unit: moves.unit, fate: 'move', incident: second },
    ],
  })
  const states = new Map((await ordersOf(first)).map((one) => [one.id, one.state]))
  expect([home, stays, moves].map(({ assignment }) => states.get(assignment))).toEqual([
    'released',
    'standby',
    'standby',
  ])
  expect(await team(home.unit)).toMatchObject({ state: { key: 'returning' } })
  expect(await team(stays.unit)).toMatchObject({ state: { key: 'standby' }, incident: null })
  expect(await team(moves.unit)).toMatchObject({ incident: second })
  expect(await ordersOf(second)).toMatchObject([
    { callSign: '小松01', state: 'ordered', task: '扑救山火' },
  ])
})

it('lets teams go on under the main incident when theirs is merged, order and state kept', async () => {
  const { unit, assignment } = await working('森防01')
  await bench.api.incidents.setStatus({
    incident: first,
    to: 'merged',
    main: second,
    units: [{ unit, fate: 'move' }],
  })
  expect(await ordersOf(second)).toMatchObject([{ id: assignment, state: 'working' }])
  expect(await team(unit)).toMatchObject({ state: { key: 'working' }, incident: second })
  expect((await bench.api.incidents.show({ incident: second })).unitsOut).toMatchObject([
    { callSign: '森防01' },
  ])
  await bench.api.dispatch.advance({ assignment, to: 'released' })
  expect(await team(unit)).toMatchObject({ state: { key: 'returning' }, incident: second })
})
