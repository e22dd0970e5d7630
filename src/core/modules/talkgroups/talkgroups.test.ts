import { createRouterClient, type AnyRouter } from '@orpc/server'
import type { ContractRouterClient } from '@orpc/contract'
import { expect, it } from 'vitest'
import { openBench, type Bench } from '../../../../tests/support/module-bench.ts'
import type { Contract } from '../../api.ts'
import type { Seat } from '../../module.ts'
import { alarmsModule } from '../alarms/index.ts'
import { directoryModule } from '../directory/index.ts'
import { gatewaysModule } from '../gateways/index.ts'
import { logbookModule } from '../logbook/index.ts'
import { peopleModule } from '../people/index.ts'
import { positionsModule } from '../positions/index.ts'
import { radioModule } from '../radio/index.ts'
import { rulesModule } from '../rules/index.ts'
import { teamsModule } from '../teams/index.ts'
import { talkgroupsModule } from './index.ts'

const modules = [
  alarmsModule,
  directoryModule,
  logbookModule,
  peopleModule,
  rulesModule,
  teamsModule,
  positionsModule,
  radioModule,
  talkgroupsModule,
  gatewaysModule,
]

async function desk(commands: readonly string[] = ['sendText', 'call', 'ptt']) {
  const bench = openBench(modules)
  const drivers = bench.hub.drivers()
  Object.assign(bench.hub, { drivers: () => drivers.map((one) => ({ ...one, commands })) })
  const { id } = await bench.api.gateways.add({
    name: '中心',
    driver: 'fake',
    link: { kind: 'serial', path: '/dev/ttyUSB0', baud: 115200 },
  })
  bench.hub.health(id, { state: 'ready', reason: 'working' })
  return { ...bench, id }
}
type Desk = Awaited<ReturnType<typeof desk>>

const start = (group: string, caller: string) =>
  ({
    kind: 'callStart',
    call: `${group} ${caller}`,
    direction: 'in',
    type: 'group',
    target: group,
    caller,
  }) as const
function call(bench: Desk, group: string, caller: string) {
  bench.hub.say(bench.id, start(group, caller))
  bench.test.world.advance(2000)
  bench.hub.say(bench.id, { kind: 'callEnd', call: `${group} ${caller}`, cause: 'ended' })
}
const board = ({ api }: Pick<Bench, 'api'>) => api.talkgroups.board()

it('shows who talks, who is there and who called last, and gives the first nine a key', async () => {
  const bench = await desk()
  await bench.api.radio.name({ what: 'group', number: '12', callSign: '小松现场', remember: true })
  call(bench, '12', '101')
  call(bench, '12', '102')
  call(bench, '21', '103')
  bench.hub.say(bench.id, start('12', '101'))
  expect(await board(bench)).toMatchObject([
    {
      number: '12',
      name: '小松现场',
      digit: 1,
      talker: { callSign: '101' },
      radios: ['101', '102'],
      last: [{ callSign: '102' }, { callSign: '101' }],
      noTalk: null,
    },
    { number: '21', digit: 2, talker: null, radios: ['103'] },
  ])
  // It speaks in another group now: that is where it is. No key has moved.
  call(bench, '21', '102')
  expect((await board(bench)).map(({ digit, number, radios }) => [digit, number, radios])).toEqual([
    [1, '12', ['101']],
    [2, '21', ['102', '103']],
  ])
})

it('a pinned group keeps its place, also before anybody was heard in it', async () => {
  const bench = await desk()
  const group = (number: string) => ({ gateway: bench.id, number })
  await bench.api.talkgroups.pin(group('40'))
  await bench.api.talkgroups.pin(group('41'))
  call(bench, '12', '101')
  expect((await board(bench)).map(({ number }) => number)).toEqual(['40', '41', '12'])
  await bench.api.talkgroups.raise(group('41'))
  await bench.api.talkgroups.unpin(group('40'))
  expect((await board(bench)).map(({ number, pinned }) => [number, pinned])).toEqual([
    ['41', true],
    ['12', false],
  ])
})

it('each seat talks and listens where it wants; a restart keeps it', async () => {
  const bench = await desk()
  call(bench, '12', '101')
  call(bench, '21', '102')
  const group = (number: string) => ({ gateway: bench.id, number })
  expect(await bench.api.talkgroups.choose(group('12'))).toMatchObject({ ordered: null })
  await bench.api.talkgroups.listen({ ...group('21'), listening: 'mute' })
  const mine = (rows: Awaited<ReturnType<typeof board>>) =>
    rows.map(({ number, main, listening }) => [number, main, listening])
  const wanted = [
    ['12', true, 'monitor'],
    ['21', false, 'mute'],
  ]
  expect(mine(await board(bench))).toEqual(wanted)
  const other: Seat = {
    id: 'seat-2',
    name: '电台台1',
    session: { person: 'p-chen', name: '陈志远', rights: new Set(), signedInAt: 0 },
  }
  const router = Object.fromEntries(modules.map((one) => [one.name, one.router(bench.context)]))
  const there = createRouterClient(router as AnyRouter, {
    context: { seat: other },
  }) as unknown as ContractRouterClient<Contract>
  expect(mine(await there.talkgroups.board())).toEqual([
    ['12', false, 'monitor'],
    ['21', false, 'monitor'],
  ])
  expect(mine(await board(bench.restart()))).toEqual(wanted)
})

it('switches the transmitter where the gateway can, and says why where it cannot', async () => {
  const able = await desk(['ptt', 'selectGroup'])
  call(able, '12', '101')
  const { ordered } = await able.api.talkgroups.choose({ gateway: able.id, number: '12' })
  expect(ordered).not.toBeNull()
  expect(able.hub.ordered.at(-1)?.command).toEqual({ kind: 'selectGroup', group: '12' })
  able.hub.say(able.id, { kind: 'channel', group: '12' })
  expect(await board(able)).toMatchObject([{ selected: true, noSelect: null }])

  const unable = await desk(['sendText'])
  call(unable, '12', '101')
  expect(await board(unable)).toMatchObject([
    {
      noTalk: '这个网关不能由控制台发话，请用电台话筒',
      noSelect: '这个网关不能由控制台换组，请在电台上转组',
    },
  ])
  unable.hub.health(unable.id, { state: 'down' })
  expect(await board(unable)).toMatchObject([{ noTalk: '网关「中心」未接通' }])
  await expect(
    unable.api.talkgroups.choose({ gateway: unable.id, number: '12' }),
  ).rejects.toMatchObject({ code: 'NO_GATEWAY' })
})
