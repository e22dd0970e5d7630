import { createRouterClient, type AnyRouter } from '@orpc/server'
import type { ContractRouterClient } from '@orpc/contract'
import { expect, it } from 'vitest'
import { openBench, wang, type Bench } from '../../../../tests/support/module-bench.ts'
import { rowsElsewhere } from '../../../../tests/support/shuffled-console.ts'
import type { Contract } from '../../api.ts'
import type { Right, Seat } from '../../module.ts'
import { alarmsModule } from '../alarms/index.ts'
import { directoryModule } from '../directory/index.ts'
import { gatewaysModule } from '../gateways/index.ts'
import { logbookModule } from '../logbook/index.ts'
import { makePeopleModule } from '../people/index.ts'
import { positionsModule } from '../positions/index.ts'
import { radioModule } from '../radio/index.ts'
import { rulesModule } from '../rules/index.ts'
import { teamsModule } from '../teams/index.ts'
import { requestProjection } from './apply.ts'
import { restraintFacts } from './facts.ts'
import { restraintModule } from './index.ts'
import { confirmWithinMs } from './words.ts'

/** A thousandth of the real cost. */
const cheap = { n: 2 ** 7, r: 8, p: 1 }
const modules = [
  alarmsModule,
  directoryModule,
  logbookModule,
  makePeopleModule(cheap),
  rulesModule,
  teamsModule,
  positionsModule,
  radioModule,
  restraintModule,
  gatewaysModule,
]
const able = ['sendText', 'stun', 'revive', 'monitor'] as const
const seatOf = (id: string, person: string, name: string, rights: readonly Right[]): Seat => ({
  id,
  name: `席位${id}`,
  session: { person, name, rights: new Set(rights), signedInAt: 0 },
})
const chen = seatOf('2', 'p-chen', '陈志远', ['radio.send', 'radio.restrain'])
const lai = seatOf('3', 'p-lai', '赖建平', ['radio.send'])

async function desk(commands: readonly string[] = able, link: 'serial' | 'memory' = 'serial') {
  const bench = openBench(modules)
  const drivers = bench.hub.drivers()
  Object.assign(bench.hub, { drivers: () => drivers.map((one) => ({ ...one, commands })) })
  const { id } = await bench.api.gateways.add({
    name: '中心',
    driver: 'fake',
    link:
      link === 'serial'
        ? { kind: 'serial', path: '/dev/ttyUSB0', baud: 115200 }
        : { kind: 'memory', name: 'sim' },
  })
  bench.hub.health(id, { state: 'ready', reason: 'working' })
  return { ...bench, id }
}
function clientOf({ context }: Pick<Bench, 'context'>, seat: Seat) {
  const router = Object.fromEntries(modules.map((one) => [one.name, one.router(context)]))
  return createRouterClient(router as AnyRouter, {
    context: { seat },
  }) as unknown as ContractRouterClient<Contract>
}
type Desk = Awaited<ReturnType<typeof desk>>
const stun = ({ id }: Desk) =>
  ({ command: 'stun', gateway: id, radio: '101', reason: '电台丢失，被人乱呼' }) as const

/** A person with a password on this console. */
async function person(bench: Desk, name: string, role: 'shift_chief' | 'duty_officer') {
  const { id } = await bench.api.people.register({ name, roles: [role] })
  await bench.api.people.enrol({ person: id, password: '石城-调度-2026' })
  return id
}

it('nothing goes out until another person confirms at another seat; everything is in the record', async () => {
  const bench = await desk()
  const { id: request } = await bench.api.restraint.ask(stun(bench))
  expect(bench.hub.ordered).toEqual([])
  expect((await bench.api.alarms.open()).alarms).toMatchObject([
    { kind: 'second-person', title: '遥晕 电台 101 待第二人确认' },
  ])
  await expect(bench.api.restraint.confirm({ request })).rejects.toMatchObject({
    code: 'SAME_PERSON',
  })
  await expect(clientOf(bench, lai).restraint.confirm({ request })).rejects.toMatchObject({
    code: 'NO_RIGHT',
  })
  expect(bench.hub.ordered).toEqual([])
  await clientOf(bench, chen).restraint.confirm({ request })
  expect(bench.hub.ordered.map(({ command }) => command)).toEqual([{ kind: 'stun', radio: '101' }])
  await expect(clientOf(bench, chen).restraint.confirm({ request })).rejects.toMatchObject({
    code: 'GONE',
  })
  expect(bench.hub.ordered).toHaveLength(1)
  bench.hub.answer({ kind: 'refused', cause: 'no-reply' })
  expect(await bench.api.restraint.list({})).toMatchObject([
    {
      state: 'confirmed',
      byName: '王海燕',
      decidedBy: '陈志远',
      outcomeWord: '被拒绝',
      cause: '对方未应答',
    },
  ])
  expect(bench.lines()).toEqual(
    expect.arrayContaining([
      '王海燕 申请遥晕 电台 101，待第二人确认。理由：电台丢失，被人乱呼',
      '遥晕 电台 101：王海燕 提出，陈志远 确认，已发出。理由：电台丢失，被人乱呼',
    ]),
  )
  expect((await bench.api.alarms.open()).alarms).toMatchObject([
    { state: 'cleared-unacknowledged' },
  ])
})

it('a second person confirms at the same seat with their own password', async () => {
  const bench = await desk()
  const chief = await person(bench, '陈志远', 'shift_chief')
  const officer = await person(bench, '赖建平', 'duty_officer')
  expect(await bench.api.restraint.witnesses()).toMatchObject([{ id: chief, name: '陈志远' }])
  const { id: request } = await bench.api.restraint.ask(stun(bench))
  const as = { request, with: 'password' } as const
  await expect(
    bench.api.restraint.confirmHere({ ...as, person: chief, secret: '不是这个' }),
  ).rejects.toMatchObject({ code: 'WRONG_SECRET' })
  bench.test.world.advance(2000)
  await expect(
    bench.api.restraint.confirmHere({ ...as, person: officer, secret: '石城-调度-2026' }),
  ).rejects.toMatchObject({ code: 'NO_RIGHT' })
  await expect(
    bench.api.restraint.confirmHere({ ...as, with: 'pin', person: chief, secret: '1234' }),
  ).rejects.toMatchObject({ code: 'PIN_NOT_ALLOWED' })
  expect(bench.hub.ordered).toEqual([])
  await bench.api.restraint.confirmHere({ ...as, person: chief, secret: '石城-调度-2026' })
  expect(bench.hub.ordered.map(({ command }) => command.kind)).toEqual(['stun'])
  // The seat is still the first person's.
  expect(wang.session?.person).toBe('p-wang')
})

it('nobody in two minutes: nothing goes out, and it can be asked for again', async () => {
  const bench = await desk()
  const { id: request } = await bench.api.restraint.ask(stun(bench))
  await expect(bench.api.restraint.ask(stun(bench))).rejects.toMatchObject({
    code: 'ALREADY_ASKED',
  })
  bench.test.world.advance(confirmWithinMs)
  await expect(clientOf(bench, chen).restraint.confirm({ request })).rejects.toMatchObject({
    code: 'GONE',
  })
  expect(await bench.api.restraint.list({})).toMatchObject([{ state: 'expired', outcomeWord: '' }])
  expect(bench.lines().at(-1)).toBe('遥晕 电台 101 两分钟内无人确认，已作废，没有发出')
  expect(bench.hub.ordered).toEqual([])
  await bench.api.restraint.ask(stun(bench))
})

it('a request from before a restart that nobody can confirm any more is over', async () => {
  const before = await desk()
  await before.api.restraint.ask(stun(before))
  before.stop()
  before.test.world.advance(confirmWithinMs + 1000)
  const after = before.restart()
  after.test.world.advance(1)
  expect(await after.api.restraint.list({})).toMatchObject([{ state: 'expired' }])
})

it('a request is refused with a reason, or taken back by who asked', async () => {
  const bench = await desk()
  const first = await bench.api.restraint.ask(stun(bench))
  await clientOf(bench, chen).restraint.refuse({ request: first.id, reason: '电台在队员手里' })
  const second = await bench.api.restraint.ask(stun(bench))
  await expect(
    clientOf(bench, chen).restraint.withdraw({ request: second.id }),
  ).rejects.toMatchObject({ code: 'NOT_YOURS' })
  await bench.api.restraint.withdraw({ request: second.id })
  const list = await bench.api.restraint.list({})
  expect(list.map(({ state }) => state).toSorted()).toEqual(['refused', 'withdrawn'])
  expect(bench.hub.ordered).toEqual([])
  for (const state of list) expect(state.canConfirm).toBe(false)
})

it('is not offered where the gateway cannot, and needs a reason and the right', async () => {
  const bench = await desk(['sendText'])
  await expect(bench.api.restraint.ask(stun(bench))).rejects.toMatchObject({ code: 'UNSUPPORTED' })
  await expect(clientOf(bench, lai).restraint.ask(stun(bench))).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
  await expect(bench.api.restraint.ask({ ...stun(bench), reason: ' ' })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
  })
})

it('an exercise never touches a real radio', async () => {
  const real = await desk()
  Object.assign(real.context, { status: 'exercise' })
  await expect(real.api.restraint.ask(stun(real))).rejects.toMatchObject({ code: 'DRILL' })
  const simulated = await desk(able, 'memory')
  Object.assign(simulated.context, { status: 'exercise' })
  await simulated.api.restraint.ask(stun(simulated))
})

it('with the gateway gone nothing is confirmed; it stays open', async () => {
  const bench = await desk()
  const { id: request } = await bench.api.restraint.ask(stun(bench))
  const drivers = bench.hub.drivers()
  Object.assign(bench.hub, { drivers: () => drivers.map((one) => ({ ...one, commands: [] })) })
  await expect(clientOf(bench, chen).restraint.confirm({ request })).rejects.toMatchObject({
    code: 'NO_GATEWAY',
  })
  expect(await bench.api.restraint.list({})).toMatchObject([{ state: 'asked' }])
})

it('is the same in whatever order its facts arrive', async () => {
  const bench = await desk()
  const { id: request } = await bench.api.restraint.ask(stun(bench))
  await clientOf(bench, chen).restraint.confirm({ request })
  const second = await bench.api.restraint.ask({ ...stun(bench), radio: '102' })
  await bench.api.restraint.withdraw({ request: second.id })
  const here = bench.test.db.prepare('select * from restraint_request order by id').all()
  for (let seed = 1; seed <= 12; seed++) {
    const there = rowsElsewhere(
      bench.test,
      [requestProjection],
      restraintFacts,
      'restraint_request',
      seed,
    )
    expect(there).toEqual(here)
  }
})
