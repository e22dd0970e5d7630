import { beforeEach, expect, it } from 'vitest'
import { machineSuite } from '../../../../tests/contract/state-machine.suite.ts'
import { openBench, wang, type Bench } from '../../../../tests/support/module-bench.ts'
import type { Right } from '../../module.ts'
import { logbookModule } from '../logbook/index.ts'
import { personRegistered, peopleModule } from '../people/index.ts'
import { teamsModule } from '../teams/index.ts'
import { addClosingGuard, incidentMachine, incidentsModule, taskMachine } from './index.ts'
import { incidentStatuses, type IncidentStatus } from './words.ts'

machineSuite('incident', incidentMachine)
machineSuite('task', taskMachine)

const modules = [incidentsModule, logbookModule, peopleModule, teamsModule]
const officer = {
  ...wang,
  session: {
    person: 'p-chen',
    name: '陈志远',
    rights: new Set<Right>(['log.write', 'incident.write', 'unit.status', 'directory.write']),
    signedInAt: 0,
  },
}
const intake = {
  source: '刘支书',
  place: { text: '小松镇罗源村', township: '360735101', precision: 'township-only' as const },
  category: '11G01',
}

let bench: Bench
beforeEach(() => {
  bench = openBench(modules)
})

async function opened(desk = bench): Promise<string> {
  return (await desk.api.incidents.open(intake)).id
}

/** As another console would have written it: the state stands, whatever the way there. */
function put(id: string, to: IncidentStatus, extra: object = {}, desk = bench) {
  desk.test.world.advance(1000)
  const { context } = desk
  const at = context.world.clock.nowMs()
  const base = context.log.factsOf(id).map(({ ref }) => ref)
  const body = { from: 'received', to, reason: '', by: '测试', at, ...extra }
  context.log.append({ actor: 'p-test', seat: 's', status: 'actual' }, [
    { kind: 'incident.status-set', entity: id, body, base },
  ])
}

const show = (id: string, desk = bench) => desk.api.incidents.show({ incident: id })
const statusOf = async (id: string) => (await show(id)).incidentStatus

async function graded(id: string) {
  await bench.api.incidents.decideGrade({ incident: id, grade: 'general', basis: '不足 1 公顷' })
}

async function refusal(done: Promise<unknown>) {
  return done.then(
    () => ({ code: 'done', message: '', data: undefined as unknown }),
    (error: { code: string; message: string; data: unknown }) => error,
  )
}

async function teamAt(incident: string, callSign = '森防01', desk = bench) {
  const { id } = await desk.api.teams.register({
    name: `${callSign}队`,
    callSign,
    group: 'county_general',
    type: 'forest_fire',
  })
  await desk.api.teams.setStatus({ team: id, status: 'working', incident })
  return id
}

/** All that any step asks for. */
const everything = (main: string) => ({
  reason: '原因',
  main,
  transfer: { receiver: '县林业局 张三', acknowledgement: '电话复述无误' },
})

it('allows exactly the steps of the table, from every state, and says why not otherwise', async () => {
  const main = await opened()
  for (const [from] of incidentStatuses) {
    for (const [to] of incidentStatuses) {
      const id = await opened()
      await graded(id)
      if (from !== 'received') put(id, from, from === 'merged' ? { main } : {})
      const shown = await show(id)
      expect(shown.incidentStatus).toBe(from)
      const offered = shown.next.some((step) => step.to === to)
      const outcome = await refusal(
        bench.api.incidents.setStatus({ incident: id, to, ...everything(main) }),
      )
      const inTable = incidentMachine.steps.some((one) => one.from === from && one.to === to)
      const wayBack = from !== 'merged' || to === 'received'
      expect([from, to, outcome.code]).toEqual([
        from,
        to,
        inTable && wayBack ? 'done' : 'NOT_ALLOWED',
      ])
      expect(offered).toBe(inTable && wayBack)
      if (offered || from === to) continue
      const why = shown.refused.find((one) => one.to === to)?.why
      expect(why).toMatch(/^事件.*。$/u)
      expect(outcome.message).toBe(why)
    }
  }
})

it('lets an officer take the officer’s steps only, and a leader by telephone the others', async () => {
  const desk = openBench(modules, officer)
  const id = await opened(desk)
  await desk.api.incidents.setStatus({ incident: id, to: 'verifying' })
  const alone = await refusal(
    desk.api.incidents.setStatus({ incident: id, to: 'false_alarm', reason: '烧荒，已灭' }),
  )
  expect(alone).toMatchObject({ code: 'NOT_ENTITLED', data: { name: '陈志远' } })
  expect((await show(id, desk)).incidentStatus).toBe('verifying')
  desk.context.log.append({ actor: 'p', seat: 's', status: 'actual' }, [
    {
      kind: personRegistered.kind,
      entity: 'p-li',
      body: { name: '李文斌', phones: [], by: 'p' },
    },
    { kind: 'person.role-granted', entity: 'p-li', body: { role: 'duty_leader', by: 'p' } },
  ])
  await desk.api.incidents.setStatus({
    incident: id,
    to: 'false_alarm',
    reason: '烧荒，已灭',
    authority: { person: 'p-li', how: 'phone' },
  })
  const shown = await show(id, desk)
  expect(shown.group).toBe('closed')
  expect(shown.history.at(-1)).toMatchObject({
    by: '陈志远',
    decision: { name: '李文斌', how: 'phone' },
  })
  expect(desk.lines()).toContain('核实中 → 误报，烧荒，已灭，决定人 李文斌（电话批准）')
})

it('asks why where the table says so', async () => {
  const id = await opened()
  await bench.api.incidents.setStatus({ incident: id, to: 'verifying' })
  expect(
    await refusal(bench.api.incidents.setStatus({ incident: id, to: 'false_alarm', reason: ' ' })),
  ).toMatchObject({ code: 'REASON_NEEDED' })
  expect(await statusOf(id)).toBe('verifying')
})

it('takes no initial judgement without a grade, and says what to do', async () => {
  const id = await opened()
  await bench.api.incidents.setStatus({ incident: id, to: 'verifying' })
  const early = await refusal(bench.api.incidents.setStatus({ incident: id, to: 'assessed' }))
  expect(early).toMatchObject({
    code: 'NOT_READY',
    message: '还没有判定级别：请先由带班领导初判级别，写明依据。',
  })
  await graded(id)
  await bench.api.incidents.setStatus({ incident: id, to: 'assessed' })
  expect(await statusOf(id)).toBe('assessed')
})

it('sends teams first and marks 待定级 until somebody grades it', async () => {
  const id = await opened()
  await bench.api.incidents.setStatus({ incident: id, to: 'responding' })
  expect((await show(id)).toGrade).toBe(true)
  await graded(id)
  expect((await show(id)).toGrade).toBe(false)
})

it('transfers only with receiver, time and acknowledgement', async () => {
  const id = await opened()
  await bench.api.incidents.setStatus({ incident: id, to: 'verifying' })
  const bare = await refusal(bench.api.incidents.setStatus({ incident: id, to: 'transferred' }))
  expect(bare).toMatchObject({ code: 'NOT_READY', data: { asks: [{ need: 'transfer' }] } })
  await bench.api.incidents.setStatus({
    incident: id,
    to: 'transferred',
    transfer: { receiver: '县林业局 张三', acknowledgement: '电话复述无误' },
  })
  expect((await show(id)).history.at(-1)?.transfer).toMatchObject({ receiver: '县林业局 张三' })
  expect(bench.lines().at(-1)).toMatch(
    /^核实中 → 已移交，移交给 县林业局 张三，\d\d-\d\d \d\d:\d\d，对方确认：电话复述无误$/u,
  )
})

it('merges under a main incident with both numbers kept, and takes it back', async () => {
  const main = await opened()
  const id = await opened()
  await bench.api.incidents.setStatus({ incident: id, to: 'responding' })
  const alone = await refusal(
    bench.api.incidents.setStatus({ incident: id, to: 'merged', main: id }),
  )
  expect(alone).toMatchObject({ code: 'NOT_READY', data: { asks: [{ need: 'main' }] } })
  await bench.api.incidents.setStatus({ incident: id, to: 'merged', main })
  expect(await show(id)).toMatchObject({
    number: '#2',
    incidentStatus: 'merged',
    mergedInto: { id: main, number: '#1' },
  })
  expect((await show(main)).merged).toMatchObject([{ id, number: '#2', by: '王海燕' }])
  expect(bench.lines().slice(-2)).toEqual(['并入 #1', '#2 小松镇罗源村森林火灾 并入本事件'])
  const { next } = await show(id)
  expect(next.map(({ to }) => to)).toEqual(['responding'])
  await bench.api.incidents.setStatus({ incident: id, to: 'responding', reason: '两起火' })
  expect((await show(main)).merged).toEqual([])
  expect(await show(id)).toMatchObject({ incidentStatus: 'responding', mergedInto: null })
  expect(bench.lines().at(-1)).toBe('#2 小松镇罗源村森林火灾 撤销并案，单独办理')
})

it('refuses to close with teams still out, names them, and asks what becomes of each', async () => {
  const id = await opened()
  const other = await opened()
  const [one, two, three] = [
    await teamAt(id, '森防01'),
    await teamAt(id, '森防02'),
    await teamAt(id, '小松01'),
  ]
  put(id, 'responding')
  const bare = await refusal(
    bench.api.incidents.setStatus({ incident: id, to: 'false_alarm', reason: '烧荒' }),
  )
  expect(bare.code).toBe('NOT_READY')
  expect(bare.message).toContain('还有 3 支队伍没有撤回')
  expect(bare.message).toContain('森防02（处置中）')
  expect(bare.data).toMatchObject({
    units: expect.arrayContaining([expect.objectContaining({ callSign: '小松01' })]),
  })
  const half = await refusal(
    bench.api.incidents.setStatus({
      incident: id,
      to: 'false_alarm',
      reason: '烧荒',
      units: [{ unit: one, fate: 'return' }],
    }),
  )
  expect(half.code).toBe('NOT_READY')
  const nowhere = await refusal(
    bench.api.incidents.setStatus({
      incident: id,
      to: 'false_alarm',
      reason: '烧荒',
      units: [one, two, three].map((unit) => ({ unit, fate: 'move' as const, incident: id })),
    }),
  )
  expect(nowhere.code).toBe('NOT_READY')
  await bench.api.incidents.setStatus({
    incident: id,
    to: 'false_alarm',
    reason: '烧荒',
    units: [
      { unit: one, fate: 'return' },
      { unit: two, fate: 'move', incident: other },
      { unit: three, fate: 'stay' },
    ],
  })
  const teams = new Map((await bench.api.teams.list()).map((unit) => [unit.id, unit]))
  expect(teams.get(one)).toMatchObject({ state: { key: 'returning' }, incident: null })
  expect(teams.get(two)).toMatchObject({ state: { key: 'working' }, incident: other })
  expect(teams.get(three)).toMatchObject({ state: { key: 'standby' }, incident: null })
})

it('does not close over a team that calls for help', async () => {
  const id = await opened()
  const team = await teamAt(id)
  put(id, 'responding')
  await bench.api.teams.setStatus({ team, status: 'emergency' })
  const outcome = await refusal(
    bench.api.incidents.setStatus({
      incident: id,
      to: 'false_alarm',
      reason: '烧荒',
      units: [{ unit: team, fate: 'return' }],
    }),
  )
  expect(outcome.message).toBe('森防01 正在紧急求救，先处置求救，再办结事件。')
})

it('archives when final report and review are there, or waived with a reason', async () => {
  addClosingGuard(bench.context, { need: 'review', missing: () => '复盘还没有完成。' })
  let sent = false
  addClosingGuard(bench.context, {
    need: 'final-report',
    missing: () => (sent ? null : '终报还没有报送。'),
  })
  const id = await opened()
  put(id, 'aftermath')
  expect((await show(id)).next[0]?.asks.map(({ need, waivable }) => [need, waivable])).toEqual([
    ['final-report', true],
    ['review', true],
  ])
  const early = await refusal(bench.api.incidents.setStatus({ incident: id, to: 'archived' }))
  expect(early.message).toBe('终报还没有报送。复盘还没有完成。')
  sent = true
  await bench.api.incidents.setStatus({
    incident: id,
    to: 'archived',
    waived: [{ need: 'review', reason: '小火，当场处置完毕' }],
  })
  expect(bench.lines().at(-1)).toBe('善后 → 已归档，免予复盘：小火，当场处置完毕，决定人 王海燕')
})

it('opens a closed incident again with a reason, and keeps its whole way', async () => {
  const id = await opened()
  put(id, 'archived')
  expect(
    await refusal(bench.api.incidents.setStatus({ incident: id, to: 'responding' })),
  ).toMatchObject({ code: 'REASON_NEEDED' })
  await bench.api.incidents.setStatus({ incident: id, to: 'responding', reason: '复燃' })
  const { history, closedAt } = await show(id)
  expect(history.map(({ status }) => status)).toEqual(['received', 'archived', 'responding'])
  expect(closedAt).toBeNull()
})

it('refuses a step that lies in the future and one of an unknown incident', async () => {
  const id = await opened()
  const at = bench.context.world.clock.nowMs() + 600_000
  expect(
    await refusal(bench.api.incidents.setStatus({ incident: id, to: 'verifying', at })),
  ).toMatchObject({ code: 'IN_FUTURE' })
  expect(
    await refusal(bench.api.incidents.setStatus({ incident: 'nobody', to: 'verifying' })),
  ).toMatchObject({ code: 'NOT_FOUND' })
})
