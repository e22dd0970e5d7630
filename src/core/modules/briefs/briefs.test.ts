import { expect, it } from 'vitest'
import { commsModules } from '../../../../tests/support/comms-modules.ts'
import { openBench } from '../../../../tests/support/module-bench.ts'
import { rowsElsewhere } from '../../../../tests/support/shuffled-console.ts'
import { beijingDateTime } from '../../kernel/beijing-time.ts'
import { plainWords } from '../../documents/model.ts'
import { alarmsModule } from '../alarms/index.ts'
import { dispatchModule } from '../dispatch/index.ts'
import { dutyLogModule } from '../duty-log/index.ts'
import { incidentsModule } from '../incidents/index.ts'
import { instructionsModule } from '../instructions/index.ts'
import { logbookModule } from '../logbook/index.ts'
import { ondutyModule } from '../onduty/index.ts'
import { peopleModule } from '../people/index.ts'
import { rostersModule } from '../rosters/index.ts'
import { rulesModule } from '../rules/index.ts'
import { stationsModule } from '../stations/index.ts'
import { teamsModule } from '../teams/index.ts'
import { briefFacts, briefProjection, briefsModule, documents } from './index.ts'

const modules = [
  alarmsModule,
  dispatchModule,
  dutyLogModule,
  ondutyModule,
  incidentsModule,
  logbookModule,
  peopleModule,
  rostersModule,
  rulesModule,
  stationsModule,
  teamsModule,
  instructionsModule,
  briefsModule,
  ...commsModules,
]
const minute = 60_000
const day = 24 * 60 * minute
const officerRights = ['log.write', 'incident.write', 'report.write', 'directory.write'] as const

function desk(rights?: readonly (typeof officerRights)[number][]) {
  const seat = {
    id: 'seat-1',
    name: '值班台1',
    session: { person: 'p-wang', name: '王海燕', rights: new Set(rights), signedInAt: 0 },
  }
  const bench = rights ? openBench(modules, seat) : openBench(modules)
  const { api, test } = bench
  const now = () => test.world.clock.nowMs()
  const openFire = () =>
    api.incidents.open({
      source: '刘支书',
      contact: '13970000000',
      place: { text: '小松镇罗源村', precision: 'township-only' },
      category: '11G01',
    })
  const compose = async (from = now() - day, to = now()) =>
    (await api.briefs.compose({ kind: 'daily', from, to })).id
  const show = (brief: string) => api.briefs.show({ brief })
  const seenOf = async (brief: string) => (await show(brief)).sections.flatMap(({ seen }) => seen)
  const textOf = async (brief: string, section: string) =>
    (await show(brief)).sections.find((one) => one.section === section)?.text ?? ''
  const sign = async (brief: string) => api.briefs.sign({ brief, seen: await seenOf(brief) })
  return { ...bench, now, openFire, compose, show, seenOf, textOf, sign }
}

it('is written from the record, and says of what it does not know that it does not', async () => {
  const { api, test, openFire, compose, show, textOf, now } = desk()
  await openFire()
  test.world.advance(minute)
  await api.instructions.receive({
    from: { name: '李文斌', post: '副县长' },
    givenAt: now(),
    channel: 'mobile',
    text: '查明起因，抓紧反馈。',
    assignees: [{ name: '县林业局' }],
  })
  const { page } = await api.dutyLog.page({})
  await api.dutyLog.setConditions({ page, weather: '多云', rain: '', fireDanger: '三级' })
  test.world.advance(minute)
  const brief = await compose()
  expect(await show(brief)).toMatchObject({
    number: '要情〔2026〕第1期',
    state: 'draft',
    word: '每日应急要情',
  })
  const events = await textOf(brief, 'events')
  expect(events).toContain('接报突发事件 1 起。')
  expect(events).toMatch(/1\. 03-01 08:00 接报 .*罗源村.*（#1，未定级）：接报/)
  expect(await textOf(brief, 'warnings')).toContain('尚未接入预警')
  expect(await textOf(brief, 'weather')).toBe(
    '雨量：本机没有监测站上报雨量，请按水利部门材料填写。\n天气（值班日志）：多云；森林火险 三级。',
  )
  expect(await textOf(brief, 'duty')).toContain('没有已印发的值班表')
  expect(await textOf(brief, 'instructions')).toContain('批〔2026〕1号 李文斌：查明起因')
  expect(await textOf(brief, 'attention')).toContain('继续跟踪未办结事件 1 起。')
})

it('tells what the record says now, and keeps what a person wrote', async () => {
  const { api, test, openFire, compose, show, now } = desk()
  const from = now() - day
  test.world.advance(minute)
  const brief = await compose(from, now())
  const before = await show(brief)
  const events = before.sections.find(({ section }) => section === 'events')
  expect(events).toMatchObject({ auto: true, fresh: null })
  await api.briefs.setText({
    brief,
    section: 'events',
    text: '全县平稳。',
    seen: events?.seen ?? [],
  })
  await openFire()
  const after = (await show(brief)).sections
  expect(after.find(({ section }) => section === 'events')).toMatchObject({
    text: '全县平稳。',
    auto: false,
    by: '王海燕',
  })
  expect(after.find(({ section }) => section === 'attention')?.fresh).toContain('1 起')
})

it('is signed as it was read: what another seat wrote meanwhile, or an empty part, stops it', async () => {
  const { api, compose, show, seenOf, sign, lines } = desk()
  const brief = await compose()
  const seen = await seenOf(brief)
  await api.briefs.setText({ brief, section: 'weather', text: '晴。', seen })
  await expect(api.briefs.sign({ brief, seen })).rejects.toMatchObject({ code: 'CHANGED' })
  await api.briefs.setText({ brief, section: 'warnings', text: ' ', seen: await seenOf(brief) })
  await expect(sign(brief)).rejects.toMatchObject({ code: 'EMPTY', data: { title: '预警信息' } })
  await api.briefs.setText({ brief, section: 'warnings', text: '无', seen: await seenOf(brief) })
  const { hash } = await sign(brief)
  const shown = await show(brief)
  expect(shown).toMatchObject({ state: 'signed', signedBy: '王海燕', hash })
  expect(shown.sections.every(({ fresh }) => fresh === null)).toBe(true)
  await expect(
    api.briefs.setText({ brief, section: 'weather', text: '雨。', seen: [] }),
  ).rejects.toMatchObject({ code: 'NOT_ALLOWED', message: expect.stringContaining('已签发') })
  await expect(sign(brief)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  expect(lines()).toEqual([
    '起草每日应急要情 要情〔2026〕第1期',
    expect.stringMatching(/^每日应急要情 要情〔2026〕第1期 由王海燕签发，校验码 [0-9a-f]{12}$/),
  ])
})

it('takes a leader’s word by telephone, and only a leader’s', async () => {
  const { api, compose, seenOf, show, test } = desk(officerRights)
  const brief = await compose()
  test.write([
    {
      kind: 'person.registered',
      entity: 'p-li',
      body: { name: '李文斌', phones: [], by: '测试' },
    },
    { kind: 'person.role-granted', entity: 'p-li', body: { role: 'duty_leader', by: '测试' } },
  ])
  const seen = await seenOf(brief)
  await expect(api.briefs.sign({ brief, seen })).rejects.toMatchObject({ code: 'NOT_ENTITLED' })
  await expect(
    api.briefs.sign({ brief, seen, authority: { person: 'p-nobody', how: 'phone' } }),
  ).rejects.toMatchObject({ code: 'NOT_ENTITLED' })
  await api.briefs.sign({ brief, seen, authority: { person: 'p-li', how: 'phone' } })
  expect((await show(brief)).signedBy).toBe('李文斌（电话批准）')
  await expect(api.briefs.void({ brief, reason: '错报' })).rejects.toMatchObject({
    code: 'NOT_ENTITLED',
  })
})

it('a person records that it was sent, after it was signed and not later than now', async () => {
  const { api, test, compose, show, sign, now, lines } = desk()
  const brief = await compose()
  const send = (sentAt: number) =>
    api.briefs.send({ brief, to: '市应急局', means: 'fax', receiver: '曾科', sentAt })
  await expect(send(now())).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  test.world.advance(10 * minute)
  await sign(brief)
  await expect(send(now() + 10 * minute)).rejects.toMatchObject({ code: 'IN_FUTURE' })
  await expect(send(now() - 5 * minute)).rejects.toMatchObject({ code: 'BEFORE_SIGNED' })
  await send(now())
  await api.briefs.send({ brief, to: '县委办', means: 'oa', receiver: '机要', sentAt: now() })
  const { state, sendings } = await show(brief)
  expect([state, sendings.map(({ to }) => to)]).toEqual(['sent', ['市应急局', '县委办']])
  expect(lines().at(-2)).toContain('以传真报送市应急局，接收人 曾科')
})

it('one for each span, numbered without gaps; a void one stays readable and makes room', async () => {
  const { api, compose, show, now } = desk()
  const to = now()
  const first = await compose(to - day, to)
  await expect(compose(to - day, to)).rejects.toMatchObject({
    code: 'ALREADY',
    data: { number: '要情〔2026〕第1期' },
  })
  await expect(compose(to, to)).rejects.toMatchObject({ code: 'BAD_SPAN' })
  await expect(compose(to - day, to + day)).rejects.toMatchObject({ code: 'BAD_SPAN' })
  await api.briefs.void({ brief: first, reason: '时段选错' })
  expect(await show(first)).toMatchObject({ state: 'void', voided: { reason: '时段选错' } })
  const second = await compose(to - day, to)
  expect((await show(second)).number).toBe('要情〔2026〕第2期')
  const period = await api.briefs.compose({ kind: 'period', from: to - 7 * day, to })
  expect(period.number).toBe('综述〔2026〕第1期')
  expect((await api.briefs.list({})).map(({ number }) => number)).toHaveLength(3)
})

it('offers the duty day, the week and the month that ended last', async () => {
  const { api, test } = desk()
  test.world.advance(3 * 60 * minute)
  const text = (ms: number) => beijingDateTime(ms).slice(0, 16)
  const spans = await api.briefs.spans()
  expect(spans.map(({ kind, from, to }) => [kind, text(from), text(to)])).toEqual([
    ['daily', '2026-02-28 08:00', '2026-03-01 08:00'],
    ['period', '2026-02-22 08:00', '2026-03-01 08:00'],
    ['period', '2026-02-01 00:00', '2026-03-01 00:00'],
  ])
})

it('is printed as signed, with what proves it', async () => {
  const { api, context, compose, seenOf, sign } = desk()
  const brief = await compose()
  const [kind] = documents
  const draft = kind?.compose(context, brief)
  expect(draft?.ok && draft.value.foot).toBe('草稿，尚未签发')
  await api.briefs.setText({
    brief,
    section: 'weather',
    text: '晴，火险三级。\n无雨。',
    seen: await seenOf(brief),
  })
  const { hash } = await sign(brief)
  const printed = kind?.compose(context, brief)
  if (!printed?.ok) throw new Error('nothing was composed')
  const words = printed.value.blocks.flatMap((block) =>
    block.kind === 'paragraph'
      ? plainWords(block.words)
      : block.kind === 'heading'
        ? block.text
        : [],
  )
  expect(words).toEqual(expect.arrayContaining(['三、雨水情与天气', '晴，火险三级。', '无雨。']))
  expect(printed.value.foot).toContain(hash)
  const pdf = await context.render(printed.value, 'pdf')
  const docx = await context.render(printed.value, 'docx')
  expect(
    [pdf.subarray(0, 4), docx.subarray(0, 2)].map((head) => String.fromCharCode(...head)),
  ).toEqual(['%PDF', 'PK'])
})

it('gives the same rows in any order of arrival', async () => {
  const { api, test, compose, seenOf, sign, now } = desk()
  const brief = await compose()
  await api.briefs.setText({ brief, section: 'weather', text: '晴。', seen: await seenOf(brief) })
  await api.briefs.setText({ brief, section: 'weather', text: '多云。', seen: [] })
  await sign(brief)
  await api.briefs.send({ brief, to: '市应急局', means: 'fax', receiver: '曾科', sentAt: now() })
  await api.briefs.void({ brief, reason: '错报' })
  const here = test.db.prepare('select * from brief order by id').all()
  for (const seed of [1, 2, 3])
    expect(rowsElsewhere(test, [briefProjection], briefFacts, 'brief', seed)).toEqual(here)
})
