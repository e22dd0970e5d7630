import { expect, it } from 'vitest'
import { commsModules } from '../../../../tests/support/comms-modules.ts'
import { openBench, wang } from '../../../../tests/support/module-bench.ts'
import { rowsElsewhere } from '../../../../tests/support/shuffled-console.ts'
import type { Right, Seat } from '../../module.ts'
import { alarmsModule } from '../alarms/index.ts'
import { dispatchModule } from '../dispatch/index.ts'
import { incidentsModule } from '../incidents/index.ts'
import { logbookModule } from '../logbook/index.ts'
import { peopleModule, personRegistered } from '../people/index.ts'
import { rulesModule } from '../rules/index.ts'
import { teamsModule } from '../teams/index.ts'
import { reportFacts, reportProjection, reportsModule } from './index.ts'

const modules = [
  alarmsModule,
  dispatchModule,
  incidentsModule,
  logbookModule,
  peopleModule,
  rulesModule,
  teamsModule,
  reportsModule,
  ...commsModules,
]
const minute = 60_000

const officer: Seat = {
  id: 'seat-2',
  name: '值班台2',
  session: {
    person: 'p-chen',
    name: '陈志远',
    rights: new Set<Right>(['log.write', 'incident.write', 'report.write']),
    signedInAt: 0,
  },
}

async function desk(seat: Seat = wang) {
  const bench = openBench(modules, seat)
  const { id: incident } = await bench.api.incidents.open({
    source: '刘支书',
    contact: '13970000000',
    place: { text: '小松镇罗源村', precision: 'township-only' },
    category: '11G01',
  })
  const show = (report: string) => bench.api.reports.show({ report })
  const draft = async (kind: 'first' | 'follow_up' | 'phone_flash' | 'final' = 'first') =>
    (await bench.api.reports.draft({ incident, kind })).id
  const sendTo = (report: string, more: object = {}) =>
    bench.api.reports.send({
      report,
      to: '市应急局',
      level: 'city',
      means: 'fax',
      receiver: '曾科',
      ...more,
    })
  return { ...bench, incident, show, draft, sendTo }
}

function registerLeader(bench: Awaited<ReturnType<typeof desk>>) {
  bench.test.write([
    {
      kind: personRegistered.kind,
      entity: 'p-li',
      body: { name: '李文斌', phones: [], by: '测试' },
    },
    { kind: 'person.role-granted', entity: 'p-li', body: { role: 'duty_leader', by: '测试' } },
  ])
}

it('goes from draft over review and signature to sending and receipt, each with its line', async () => {
  const { api, draft, show, sendTo, lines } = await desk()
  const report = await draft()
  await api.reports.step({ report, to: 'reviewing' })
  const signed = await api.reports.step({ report, to: 'signed', reviewer: '赖建平' })
  expect(signed.documentNo).toBe('石应急值〔2026〕1号')
  const { id: sending } = await sendTo(report)
  expect((await show(report)).state).toBe('sent')
  await api.reports.acknowledge({ report, sending, by: '曾科' })
  expect(await show(report)).toMatchObject({
    state: 'acknowledged',
    reviewer: '赖建平',
    signedBy: '王海燕',
    sendings: [{ to: '市应急局', meansWord: '传真', receipt: { by: '曾科' } }],
  })
  expect(lines().slice(1)).toEqual([
    '起草首报：小松镇罗源村森林火灾（伤亡待核，正在核实）',
    '送审 首报：审核中',
    '王海燕 签发 首报 石应急值〔2026〕1号：已签发',
    '首报 石应急值〔2026〕1号 报送市应急局，接收人 曾科',
    '首报 石应急值〔2026〕1号 市应急局 曾科 签收',
  ])
})

it('fills in what the record knows and lists what is missing without blocking the signature', async () => {
  const { api, draft, show } = await desk()
  const report = await draft()
  const shown = await show(report)
  const text = (key: string) => shown.elements.find((element) => element.key === key)?.text
  expect(text('location')).toBe('小松镇罗源村')
  expect(text('info_source')).toBe('刘支书 13970000000')
  expect(shown.elements.find(({ key }) => key === 'location')?.auto).toBe(true)
  expect(shown.missing).toContain('人员伤亡和失联')
  await api.reports.step({ report, to: 'signed' })
  expect(await show(report)).toMatchObject({ state: 'signed', urgent: true })
})

it('refuses the signature of somebody without the role and loses nothing', async () => {
  const { api, draft, show } = await desk(officer)
  const report = await draft()
  await api.reports.setText({ report, element: 'cause', text: '疑似烧荒' })
  await expect(api.reports.step({ report, to: 'signed' })).rejects.toMatchObject({
    code: 'NOT_ENTITLED',
    message: expect.stringContaining('带班领导') as string,
  })
  const shown = await show(report)
  expect(shown.state).toBe('draft')
  expect(shown.elements.find(({ key }) => key === 'cause')?.text).toBe('疑似烧荒')
})

it('takes a leader’s word by telephone, and only a leader’s', async () => {
  const bench = await desk(officer)
  const { api, draft, show, lines } = bench
  registerLeader(bench)
  const report = await draft('phone_flash')
  await expect(
    api.reports.step({ report, to: 'signed', authority: { person: 'p-nobody', how: 'phone' } }),
  ).rejects.toMatchObject({ code: 'NOT_ENTITLED' })
  await api.reports.step({ report, to: 'signed', authority: { person: 'p-li', how: 'phone' } })
  expect(await show(report)).toMatchObject({ signedBy: '李文斌（电话批准）', urgent: true })
  expect(lines().at(-1)).toContain('李文斌（电话批准） 紧急直签（未经审核）')
})

it('locks the text at the signature and keeps what was signed', async () => {
  const { api, draft, show } = await desk()
  const report = await draft()
  await api.reports.setText({ report, element: 'trend', text: '蔓延' })
  const before = await show(report)
  await api.reports.step({ report, to: 'signed' })
  const refused = api.reports.setText({ report, element: 'trend', text: '好转' })
  await expect(refused).rejects.toMatchObject({
    code: 'LOCKED',
    data: { sentence: expect.stringContaining('内容不能再改') as string },
  })
  const after = await show(report)
  expect(after.elements.map(({ text }) => text)).toEqual(before.elements.map(({ text }) => text))
  expect(after.hash).toMatch(/^[0-9a-f]{64}$/)
})

it('keeps apart what another place wrote without seeing the signature', async () => {
  const { api, draft, show, test } = await desk()
  const report = await draft()
  await api.reports.setText({ report, element: 'trend', text: '蔓延' })
  await api.reports.step({ report, to: 'signed' })
  const { hash } = await show(report)
  test.write([
    {
      kind: 'report.text-set',
      entity: report,
      body: { element: 'trend', text: '好转', by: '邓涛' },
    },
  ])
  const shown = await show(report)
  expect(shown.elements.find(({ key }) => key === 'trend')?.text).toBe('蔓延')
  expect(shown.leftOut).toEqual([{ label: '发展趋势', text: '好转', by: '邓涛' }])
  expect(shown.hash).toBe(hash)
})

it('shows both texts where two people wrote one element without seeing each other', async () => {
  const { api, draft, show } = await desk()
  const report = await draft()
  const seen = (await show(report)).elements.find(({ key }) => key === 'cause')?.seen ?? []
  await api.reports.setText({ report, element: 'cause', text: '烧荒', seen })
  await api.reports.setText({ report, element: 'cause', text: '雷击', seen })
  const cause = (await show(report)).elements.find(({ key }) => key === 'cause')
  expect(new Set([cause?.text, ...(cause?.others ?? []).map(({ text }) => text)])).toEqual(
    new Set(['烧荒', '雷击']),
  )
  await api.reports.setText({ report, element: 'cause', text: '待查', seen: cause?.seen ?? [] })
  expect((await show(report)).conflict).toBe(false)
})

it('counts 文号 without gaps: what was never signed has none', async () => {
  const { api, draft } = await desk()
  const first = await draft()
  const given = await draft()
  await api.reports.step({ report: given, to: 'void', reason: '重复起草' })
  const third = await draft('phone_flash')
  const sign = (report: string) => api.reports.step({ report, to: 'signed' })
  expect((await sign(third)).documentNo).toBe('石应急值〔2026〕1号')
  expect((await sign(first)).documentNo).toBe('石应急值〔2026〕2号')
})

it('numbers follow-ups, names the report before, and takes its place only when it is sent', async () => {
  const { api, draft, show, sendTo } = await desk()
  const first = await draft()
  await api.reports.step({ report: first, to: 'signed' })
  await sendTo(first)
  const follow = await draft('follow_up')
  expect(await show(follow)).toMatchObject({
    name: '续报一',
    earlier: { name: '首报', documentNo: '石应急值〔2026〕1号' },
  })
  expect((await show(first)).state).toBe('sent')
  await api.reports.step({ report: follow, to: 'signed' })
  await sendTo(follow)
  expect((await show(first)).state).toBe('superseded')
  expect((await show(await draft('follow_up'))).name).toBe('续报二')
})

it('waits for the receipt of every office it went to', async () => {
  const { api, draft, show, sendTo } = await desk()
  const report = await draft()
  await api.reports.step({ report, to: 'signed' })
  const one = await sendTo(report)
  const other = await sendTo(report, { to: '市政府值班室', means: 'wechat', receiver: '吴主任' })
  await api.reports.acknowledge({ report, sending: one.id, by: '曾科' })
  expect((await show(report)).state).toBe('sent')
  await api.reports.acknowledge({ report, sending: other.id, by: '吴主任' })
  expect((await show(report)).state).toBe('acknowledged')
  await sendTo(report, { to: '省应急厅', level: 'province' })
  expect((await show(report)).state).toBe('sent')
  await expect(
    api.reports.acknowledge({ report, sending: one.id, by: '曾科' }),
  ).rejects.toMatchObject({ code: 'ALREADY_ACKNOWLEDGED' })
})

it('refuses to send what nobody signed, and times that cannot be', async () => {
  const { api, draft, sendTo, test } = await desk()
  const report = await draft()
  await expect(sendTo(report)).rejects.toMatchObject({
    code: 'NOT_ALLOWED',
    data: { sentence: '报告现在是“草稿”，不能直接转为“已报送”。须依次：紧急直签 → 报送。' },
  })
  await api.reports.step({ report, to: 'signed' })
  const now = test.world.clock.nowMs()
  await expect(sendTo(report, { at: now + 10 * minute })).rejects.toMatchObject({
    code: 'IN_FUTURE',
  })
  await expect(sendTo(report, { at: now - 10 * minute })).rejects.toMatchObject({
    code: 'TOO_EARLY',
  })
  const sent = await sendTo(report, { at: now })
  await expect(
    api.reports.acknowledge({ report, sending: sent.id, by: '曾科', at: now + 9 * minute }),
  ).rejects.toMatchObject({ code: 'IN_FUTURE' })
})

it('returns with remarks and takes the report back into hand at the next word', async () => {
  const { api, draft, show } = await desk()
  const report = await draft()
  await api.reports.step({ report, to: 'reviewing' })
  await expect(api.reports.step({ report, to: 'returned' })).rejects.toMatchObject({
    code: 'REASON_NEEDED',
  })
  await api.reports.step({ report, to: 'returned', reason: '补伤亡' })
  expect((await show(report)).remarks).toBe('补伤亡')
  await api.reports.setText({ report, element: 'casualties', text: '无人伤亡' })
  expect((await show(report)).state).toBe('draft')
})

it('refuses a signature under a text that changed since the leader read it', async () => {
  const { api, draft } = await desk()
  const report = await draft()
  await expect(
    api.reports.step({ report, to: 'signed', seenHash: '0'.repeat(64) }),
  ).rejects.toMatchObject({ code: 'CHANGED' })
})

it('refuses an element that is too long and changes nothing', async () => {
  const { api, draft, show } = await desk()
  const report = await draft()
  await expect(
    api.reports.setText({ report, element: 'course', text: '火'.repeat(20_000) }),
  ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  expect((await show(report)).elements.find(({ key }) => key === 'course')?.text).toBe('')
})

it('reaches the same rows on a console that gets the facts in another order, and twice', async () => {
  const { api, draft, sendTo, test } = await desk()
  const first = await draft()
  await api.reports.setText({ report: first, element: 'cause', text: '烧荒' })
  await api.reports.step({ report: first, to: 'reviewing' })
  test.world.advance(minute)
  await api.reports.step({ report: first, to: 'signed' })
  const { id: sending } = await sendTo(first)
  await api.reports.acknowledge({ report: first, sending, by: '曾科' })
  const follow = await draft('follow_up')
  await api.reports.step({ report: follow, to: 'signed' })
  await sendTo(follow, { means: 'oa' })
  const here = test.db.prepare('select * from report order by id').all()
  expect(here).toHaveLength(2)
  for (let seed = 1; seed <= 20; seed++) {
    expect(rowsElsewhere(test, [reportProjection], reportFacts, 'report', seed)).toEqual(here)
  }
})
