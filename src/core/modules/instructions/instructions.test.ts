import { expect, it } from 'vitest'
import { commsModules } from '../../../../tests/support/comms-modules.ts'
import { openBench } from '../../../../tests/support/module-bench.ts'
import { rowsElsewhere } from '../../../../tests/support/shuffled-console.ts'
import { alarmsModule } from '../alarms/index.ts'
import { dispatchModule } from '../dispatch/index.ts'
import { incidentsModule } from '../incidents/index.ts'
import { logbookModule } from '../logbook/index.ts'
import { peopleModule } from '../people/index.ts'
import { rulesModule } from '../rules/index.ts'
import { teamsModule } from '../teams/index.ts'
import { instructionSheet } from './document.ts'
import {
  instructionFacts,
  instructionProjection,
  instructionsModule,
  openInstructions,
} from './index.ts'

const modules = [
  alarmsModule,
  dispatchModule,
  incidentsModule,
  logbookModule,
  peopleModule,
  rulesModule,
  teamsModule,
  instructionsModule,
  ...commsModules,
]
const minute = 60_000

function desk() {
  const bench = openBench(modules)
  const { api, test } = bench
  const now = () => test.world.clock.nowMs()
  const receive = async (more: object = {}) =>
    (
      await api.instructions.receive({
        from: { name: '李文斌', post: '副县长' },
        givenAt: now(),
        channel: 'mobile',
        text: '查明起因，抓紧反馈。',
        assignees: [{ name: '县林业局' }],
        ...more,
      })
    ).id
  const show = (instruction: string) => api.instructions.show({ instruction })
  const keyOf = async (instruction: string, place = 0) =>
    (await show(instruction)).assignees[place]?.key ?? ''
  const convey = async (instruction: string, place = 0) =>
    api.instructions.convey({
      instruction,
      assignee: await keyOf(instruction, place),
      receiver: '温主任',
      means: 'landline',
      toldAt: now(),
      readback: '查明起因，两小时内反馈',
    })
  const answer = async (instruction: string, place = 0) =>
    api.instructions.feedBack({
      instruction,
      assignee: await keyOf(instruction, place),
      text: '系上坟烧纸引起，责任人已找到。',
      evidence: '现场照片 3 张',
      reporter: '温主任',
      means: 'landline',
      saidAt: now(),
    })
  return { ...bench, now, receive, show, keyOf, convey, answer }
}

it('goes from the words of a leader over conveying and answer to the report back, each with its line', async () => {
  const { api, receive, show, convey, answer, lines } = desk()
  const instruction = await receive()
  expect(await show(instruction)).toMatchObject({ number: '批〔2026〕1号', status: 'received' })
  await convey(instruction)
  await api.instructions.begin({ instruction })
  expect((await show(instruction)).status).toBe('doing')
  await answer(instruction)
  expect((await show(instruction)).status).toBe('fed_back')
  await api.instructions.close({ instruction, to: '李文斌', means: 'mobile', words: '已知悉' })
  const closed = await show(instruction)
  expect(closed).toMatchObject({
    status: 'closed',
    closing: { kind: 'reported', to: '李文斌', meansWord: '手机', words: '已知悉' },
  })
  expect(lines()).toEqual([
    expect.stringMatching(
      /^登记批示 批〔2026〕1号：副县长李文斌 .*：查明起因，抓紧反馈。；承办：县林业局$/,
    ),
    '批示 批〔2026〕1号 传达 县林业局 温主任，复诵：查明起因，两小时内反馈',
    '批示 批〔2026〕1号 承办单位开始办理',
    '批示 批〔2026〕1号 县林业局 温主任 反馈：系上坟烧纸引起，责任人已找到。；佐证：现场照片 3 张',
    '批示 批〔2026〕1号 办结，向 李文斌 回报（手机）：已知悉',
  ])
  expect(closed.history).toHaveLength(5)
})

it('waits for every unit: two are told and answer apart, and the last one moves it on', async () => {
  const { receive, show, convey, answer } = desk()
  const instruction = await receive({ assignees: [{ name: '县林业局' }, { name: '小松镇' }] })
  await convey(instruction, 0)
  expect((await show(instruction)).status).toBe('received')
  await convey(instruction, 1)
  expect((await show(instruction)).status).toBe('conveyed')
  await answer(instruction, 1)
  expect((await show(instruction)).status).toBe('doing')
  await answer(instruction, 0)
  expect((await show(instruction)).status).toBe('fed_back')
})

it('counts two hours from the conveying, is overdue from any open state, and the feedback ends it', async () => {
  const { receive, show, convey, answer, test, now } = desk()
  const instruction = await receive()
  expect((await show(instruction)).dueAt).toBeNull()
  test.world.advance(30 * minute)
  expect(await show(instruction)).toMatchObject({ overdue: 'convey', overdueWord: '未传达' })
  const toldAt = now()
  const { dueAt } = await convey(instruction)
  expect(dueAt).toBe(toldAt + 120 * minute)
  expect(await show(instruction)).toMatchObject({ overdue: null, dueBasis: 'rule' })
  test.world.advance(95 * minute)
  expect(await show(instruction)).toMatchObject({ overdue: null, dueSoon: true })
  test.world.advance(25 * minute)
  expect(await show(instruction)).toMatchObject({ overdue: 'feedback', dueSoon: false })
  await answer(instruction)
  expect((await show(instruction)).overdue).toBeNull()
})

it('takes the time a leader set, also before anybody was told', async () => {
  const { receive, show, now, test } = desk()
  const due = now() + 20 * minute
  const instruction = await receive({ due })
  expect(await show(instruction)).toMatchObject({ dueAt: due, dueBasis: 'leader' })
  test.world.advance(20 * minute)
  expect(await show(instruction)).toMatchObject({ overdue: 'feedback', status: 'received' })
})

it('lists what is overdue first and counts what was chased', async () => {
  const { api, context, receive, convey, keyOf, test, now } = desk()
  const late = await receive({ due: now() + 10 * minute })
  const early = await receive({ due: now() + 5 * 60 * minute, text: '做好值守。' })
  await convey(late)
  test.world.advance(15 * minute)
  await api.instructions.chase({
    instruction: late,
    assignee: await keyOf(late),
    spokenTo: '温主任',
    means: 'mobile',
    said: '半小时内报来',
  })
  expect(openInstructions(context).map(({ id, overdue }) => [id, overdue])).toEqual([
    [late, 'feedback'],
    [early, null],
  ])
  const [first] = await api.instructions.list({})
  expect(first).toMatchObject({ chased: 1, lastChasedAt: now() })
})

it('sends it back with a reason: earlier answers stay readable and do not count any more', async () => {
  const { api, receive, show, convey, answer, test } = desk()
  const instruction = await receive()
  await convey(instruction)
  await answer(instruction)
  test.world.advance(minute)
  await api.instructions.sendBack({ instruction, reason: '起因说得不清' })
  const again = await show(instruction)
  expect(again.status).toBe('doing')
  expect(again.assignees[0]).toMatchObject({
    answered: false,
    feedbacks: [{ superseded: true }],
  })
  test.world.advance(minute)
  await answer(instruction)
  expect((await show(instruction)).status).toBe('fed_back')
})

it('refuses what the table of states does not know, says what to do, and changes nothing', async () => {
  const { api, receive, show, answer, lines } = desk()
  const instruction = await receive()
  await expect(api.instructions.begin({ instruction })).rejects.toMatchObject({
    code: 'NOT_ALLOWED',
    message: '批示现在是“已接收”，不能直接转为“办理中”。须依次：传达承办单位 → 承办。',
  })
  await expect(answer(instruction)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await expect(
    api.instructions.close({ instruction, to: '李文斌', means: 'mobile' }),
  ).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await expect(api.instructions.sendBack({ instruction, reason: '不清' })).rejects.toMatchObject({
    code: 'NOT_ALLOWED',
  })
  expect((await show(instruction)).status).toBe('received')
  expect(lines()).toHaveLength(1)
})

it('is withdrawn by its leader with a reason and may be worked on again', async () => {
  const { api, receive, show } = desk()
  const instruction = await receive()
  await api.instructions.withdraw({ instruction, reason: '李县长收回，另行部署' })
  expect(await show(instruction)).toMatchObject({
    status: 'closed',
    closing: { kind: 'withdrawn', words: '李县长收回，另行部署' },
  })
  expect(await api.instructions.list({})).toEqual([])
  expect(await api.instructions.list({ which: 'closed' })).toHaveLength(1)
  await api.instructions.reopen({ instruction, reason: '撤错了' })
  expect((await show(instruction)).status).toBe('received')
})

it('keeps the old words when the text is put right, and refuses an empty or an equal one', async () => {
  const { api, receive, show } = desk()
  const instruction = await receive()
  const amend = (text: string) =>
    api.instructions.amend({ instruction, field: 'text', text, reason: '听错一个字' })
  await expect(amend('查明起因，抓紧反馈。')).rejects.toMatchObject({ code: 'SAME_VALUE' })
  await expect(amend('  ')).rejects.toMatchObject({ code: 'NO_VALUE' })
  await amend('查明起火原因，抓紧反馈。')
  expect(await show(instruction)).toMatchObject({
    text: '查明起火原因，抓紧反馈。',
    amendments: [
      { word: '原文', before: '查明起因，抓紧反馈。', after: '查明起火原因，抓紧反馈。' },
    ],
  })
})

it.each([
  ['a time that is still to come', { givenAt: 4e12 }, 'IN_FUTURE'],
  ['a limit before it was given', { due: 1000 }, 'DUE_BEFORE_GIVEN'],
  [
    'the same unit twice',
    { assignees: [{ name: '林业局' }, { name: ' 林业局 ' }] },
    'SAME_ASSIGNEE',
  ],
])('refuses %s with a sentence and records nothing', async (_what, more, code) => {
  const { receive, lines } = desk()
  await expect(receive(more)).rejects.toMatchObject({ code })
  expect(lines()).toEqual([])
})

it('refuses to have conveyed something before it was given', async () => {
  const { api, receive, keyOf, now } = desk()
  const instruction = await receive()
  await expect(
    api.instructions.convey({
      instruction,
      assignee: await keyOf(instruction),
      receiver: '温主任',
      means: 'mobile',
      toldAt: now() - 10 * minute,
      readback: '明白',
    }),
  ).rejects.toMatchObject({ code: 'BEFORE_GIVEN' })
})

it('stands in the log of its incident', async () => {
  const { api, receive, show, convey } = desk()
  const { id: incident } = await api.incidents.open({
    source: '刘支书',
    contact: '13970000000',
    place: { text: '小松镇罗源村', precision: 'township-only' },
    category: '11G01',
  })
  const instruction = await receive({ incident })
  await convey(instruction)
  expect((await show(instruction)).incident).toMatchObject({ id: incident })
  const { entries } = await api.logbook.list({ incident })
  expect(entries.filter(({ text }) => text.includes('批示'))).toHaveLength(2)
  expect(await api.instructions.list({ incident: 'another' })).toEqual([])
})

it('gives the same rows in any order of arrival', async () => {
  const { api, receive, convey, answer, test } = desk()
  const instruction = await receive({ assignees: [{ name: '县林业局' }, { name: '小松镇' }] })
  await convey(instruction, 0)
  await api.instructions.amend({
    instruction,
    field: 'due',
    due: test.world.clock.nowMs() + 60 * minute,
    reason: '领导改',
  })
  await convey(instruction, 1)
  await api.instructions.begin({ instruction })
  await answer(instruction, 0)
  await answer(instruction, 1)
  await api.instructions.sendBack({ instruction, reason: '不清' })
  await api.instructions.addAssignee({ instruction, name: '县公安局' })
  const here = test.db.prepare('select * from instruction order by id').all()
  for (const seed of [1, 2, 3]) {
    expect(
      rowsElsewhere(test, [instructionProjection], instructionFacts, 'instruction', seed),
    ).toEqual(here)
  }
})

it('raises what was not conveyed, what runs out and what has, and the missing step ends it', async () => {
  const { api, receive, convey, answer, test } = desk()
  const open = async () => (await api.alarms.open()).alarms.map(({ kind, title }) => [kind, title])
  const instruction = await receive()
  test.world.advance(30 * minute)
  test.world.advance(11_000)
  expect(await open()).toEqual([['instruction-unconveyed', '批示 批〔2026〕1号 李文斌 还没有传达']])
  await convey(instruction)
  test.world.advance(11_000)
  const active = async () =>
    (await api.alarms.open()).alarms
      .filter(({ state }) => state.startsWith('active'))
      .map(({ kind }) => kind)
  expect(await active()).toEqual([])
  test.world.advance(95 * minute)
  test.world.advance(11_000)
  expect(await active()).toEqual(['instruction-due'])
  test.world.advance(25 * minute)
  test.world.advance(11_000)
  expect(await active()).toEqual(['instruction-overdue'])
  await answer(instruction)
  test.world.advance(11_000)
  expect(await active()).toEqual([])
})

it('prints the slip filled from the record, answers before a sending back struck through', async () => {
  const { api, context, receive, convey, answer } = desk()
  const instruction = await receive()
  await convey(instruction)
  await answer(instruction)
  await api.instructions.sendBack({ instruction, reason: '不清' })
  const words = JSON.stringify(
    instructionSheet(context, await api.instructions.show({ instruction })),
  )
  expect(words).toContain('查明起因，抓紧反馈。')
  expect(words).toContain('"struck":true')
  expect(words).toContain('温主任，复诵：查明起因，两小时内反馈')
})
