import { expect, it } from 'vitest'
import { openBench, type Bench } from '../../../../tests/support/module-bench.ts'
import { rowsElsewhere } from '../../../../tests/support/shuffled-console.ts'
import { modules as all } from '../index.ts'
import { makePeopleModule } from '../people/index.ts'
import { handoverFacts, handoverProjection, handoverState, verifyHandovers } from './index.ts'

/** A thousandth of the real cost. */
const cheap = { n: 2 ** 7, r: 8, p: 1 }
const modules = all.map((one) => (one.name === 'people' ? makePeopleModule(cheap) : one))
const password = '石城-调度-2026'

async function desk() {
  const bench = openBench(modules)
  const person = async (name: string, role: 'shift_chief' | 'duty_leader' | 'duty_officer') => {
    const { id } = await bench.api.people.register({ name, roles: [role] })
    await bench.api.people.enrol({ person: id, password })
    return id
  }
  const chen = await person('陈志远', 'shift_chief')
  const wen = await person('温雅琴', 'shift_chief')
  const li = await person('李文斌', 'duty_leader')
  return { bench, chen, wen, li }
}
type Desk = Awaited<ReturnType<typeof desk>>

const incidentAt = (bench: Bench, place: string) =>
  bench.api.incidents.open({
    source: '刘支书',
    contact: '13970000000',
    place: { text: place, precision: 'township-only' },
    category: '11G01',
  })

const begin = ({ bench, chen, wen }: Desk, api = bench.api) =>
  api.handovers.begin({
    outgoing: chen,
    incoming: wen,
    proof: { with: 'password', secret: password },
  })

const sheet = (bench: Bench) => bench.api.handovers.now()

async function itemOf(bench: Bench, key: string) {
  const item = (await sheet(bench)).items.find((one) => one.key === key)
  if (!item) throw new Error(`no item ${key}`)
  return item
}

/** The item as it stands on the screen now, accepted. */
async function acceptOne(bench: Bench, key: string) {
  const { key: item, seen, note } = await itemOf(bench, key)
  return bench.api.handovers.accept({ item, seen, note: note?.text ?? '' })
}

async function acceptAll(bench: Bench) {
  for (const { key, state } of (await sheet(bench)).items) {
    if (state !== 'accepted') await acceptOne(bench, key)
  }
}

const sign = (bench: Bench, role: 'out' | 'in' | 'witness', person: string) =>
  bench.api.handovers.sign({ role, person, with: 'password', secret: password })

it('hands a night with two incidents over: accepted one by one, one returned, three signatures', async () => {
  const night = await desk()
  const { bench, chen, wen, li } = night
  await incidentAt(bench, '小松镇罗源村')
  await incidentAt(bench, '丰山乡丘坊村')
  await bench.api.handovers.setNote({ item: 'incidents', text: '看守复燃，10:00 前不得撤。' })
  await begin(night)
  const begun = await sheet(bench)
  expect(begun).toMatchObject({
    phase: 'handing_over',
    outgoing: { name: '陈志远' },
    incoming: { name: '温雅琴' },
    mayAccept: true,
  })
  expect(begun.items[0]).toMatchObject({ key: 'incidents', count: 2, state: 'waiting' })
  await bench.api.handovers.returnItem({ item: 'reports', question: '续报谁来写？' })
  expect(handoverState(bench.context)).toMatchObject({
    outgoing: ['陈志远'],
    incoming: ['温雅琴'],
    unaccepted: begun.items.length,
    returned: 1,
  })
  await bench.api.handovers.answer({ item: 'reports', text: '陈志远 09:00 前写好。' })
  expect((await itemOf(bench, 'reports')).state).toBe('answered')
  await acceptAll(bench)
  await bench.api.handovers.setLeader({ leader: li, onSite: true })
  expect((await sheet(bench)).missing).toEqual(['还差签名：交班人、接班人、监交人。'])
  await sign(bench, 'out', chen)
  await sign(bench, 'in', wen)
  expect((await sheet(bench)).phase).toBe('signing')
  expect(await sign(bench, 'witness', li)).toMatchObject({ closed: true })
  expect(handoverState(bench.context)).toBeNull()
  const [past] = await bench.api.handovers.history({})
  expect(past).toMatchObject({
    outgoing: '陈志远',
    incoming: '温雅琴',
    leader: '李文斌',
    returned: 1,
  })
  const shown = await bench.api.handovers.show({ handover: past?.id ?? '' })
  expect(shown.signatures.map(({ name }) => name)).toEqual(['陈志远', '温雅琴', '李文斌'])
  expect(shown.sheet.items.find(({ key }) => key === 'reports')?.talk).toMatchObject([
    { words: '问：续报谁来写？', by: '温雅琴' },
    { words: '答：陈志远 09:00 前写好。', by: '王海燕' },
  ])
  expect(await bench.api.handovers.verify({ handover: past?.id ?? '' })).toMatchObject({
    good: true,
  })
  bench.stop()
})

it('gives the same rows in any order of arrival', async () => {
  const night = await desk()
  const { bench, chen, wen } = night
  await incidentAt(bench, '小松镇罗源村')
  await begin(night)
  await bench.api.handovers.returnItem({ item: 'teams', question: '谁在现场？' })
  await bench.api.handovers.returnAll({ reason: '接班人去现场' })
  await begin(night)
  await bench.api.handovers.setNote({ item: 'all', text: '夜间风小' })
  await bench.api.handovers.setNote({ item: 'all', text: '夜间风小，清晨有雾' })
  await acceptAll(bench)
  await bench.api.handovers.setLeader({ leader: null, onSite: false })
  await sign(bench, 'out', chen)
  await bench.api.handovers.unseal({ reason: '漏写一句' })
  await sign(bench, 'out', chen)
  await sign(bench, 'in', wen)
  const here = bench.test.db.prepare('select * from handover order by id').all()
  expect(here).toHaveLength(1)
  for (const seed of [1, 2, 3]) {
    expect(
      rowsElsewhere(bench.test, [handoverProjection], handoverFacts, 'handover', seed),
    ).toEqual(here)
  }
  bench.stop()
})

it('says when it is and that nobody may take over from themselves', async () => {
  const { bench, chen } = await desk()
  await expect(bench.api.handovers.begin({ outgoing: chen, incoming: chen })).rejects.toMatchObject(
    { code: 'SAME_PERSON' },
  )
  expect((await sheet(bench)).phase).toBe('on_duty')
  bench.stop()
})

it('survives a restart in the middle: what was accepted stays, the incoming proves it once more', async () => {
  const night = await desk()
  const { bench } = night
  await incidentAt(bench, '小松镇罗源村')
  await begin(night)
  await acceptOne(bench, 'incidents')
  await bench.api.handovers.returnItem({ item: 'teams', question: '谁在现场？' })
  const after = bench.restart()
  const now = await sheet(after)
  expect(now).toMatchObject({ phase: 'handing_over', mayAccept: false })
  expect((await itemOf(after, 'incidents')).accepted).toMatchObject({ name: '温雅琴' })
  expect((await itemOf(after, 'teams')).state).toBe('returned')
  await expect(acceptOne(after, 'lent')).rejects.toMatchObject({
    code: 'NOT_INCOMING',
    data: { name: '温雅琴' },
  })
  await after.api.handovers.identify({ with: 'password', secret: password })
  await acceptOne(after, 'lent')
  expect((await itemOf(after, 'lent')).state).toBe('accepted')
  after.stop()
})

it('asks again for an item that changed after it was accepted, and shows what is new', async () => {
  const night = await desk()
  const { bench } = night
  await incidentAt(bench, '小松镇罗源村')
  await begin(night)
  const read = await itemOf(bench, 'incidents')
  await incidentAt(bench, '丰山乡丘坊村')
  await expect(
    bench.api.handovers.accept({ item: 'incidents', seen: read.seen, note: '' }),
  ).rejects.toMatchObject({ code: 'CHANGED' })
  await acceptOne(bench, 'incidents')
  await incidentAt(bench, '小松镇桐江村')
  const changed = await itemOf(bench, 'incidents')
  expect(changed.state).toBe('changed')
  expect(changed.lines.filter(({ fresh }) => fresh)).toHaveLength(1)
  await acceptOne(bench, 'incidents')
  await bench.api.handovers.setNote({ item: 'incidents', text: '又来一起' })
  expect((await itemOf(bench, 'incidents')).state).toBe('changed')
  bench.stop()
})

it('never closes with an unaccepted item, and says which', async () => {
  const night = await desk()
  const { bench, chen } = night
  await begin(night)
  await bench.api.handovers.setLeader({ leader: null, onSite: false })
  for (const { key } of (await sheet(bench)).items) if (key !== 'lent') await acceptOne(bench, key)
  await expect(sign(bench, 'out', chen)).rejects.toMatchObject({
    code: 'NOT_READY',
    message: '还有 1 项未接：借出未归装备。',
  })
  expect((await sheet(bench)).phase).toBe('handing_over')
  bench.stop()
})

it('takes a signature only from the one it belongs to, with the right secret, once', async () => {
  const night = await desk()
  const { bench, chen, wen, li } = night
  await begin(night)
  await acceptAll(bench)
  await bench.api.handovers.setLeader({ leader: li, onSite: false })
  await expect(sign(bench, 'out', wen)).rejects.toMatchObject({ code: 'NOT_THE_ONE' })
  await expect(sign(bench, 'witness', li)).rejects.toMatchObject({ code: 'NOT_NOW' })
  await expect(
    bench.api.handovers.sign({ role: 'out', person: chen, with: 'password', secret: '不对' }),
  ).rejects.toMatchObject({ code: 'WRONG_SECRET' })
  await expect(
    bench.api.handovers.sign({ role: 'out', person: chen, with: 'pin', secret: '1234' }),
  ).rejects.toMatchObject({ code: 'PIN_NOT_ALLOWED' })
  bench.test.world.advance(60_000)
  await sign(bench, 'out', chen)
  await expect(sign(bench, 'out', chen)).rejects.toMatchObject({ code: 'ALREADY_SIGNED' })
  await expect(
    bench.api.handovers.setNote({ item: 'all', text: '再补一句' }),
  ).rejects.toMatchObject({ code: 'NOT_NOW' })
  expect(await sign(bench, 'in', wen)).toMatchObject({ closed: true })
  bench.stop()
})

it('sends a clock that was set back its sentence, loses nothing, and goes on when somebody compared it', async () => {
  const night = await desk()
  const { bench } = night
  await begin(night)
  await acceptOne(bench, 'incidents')
  const { clock } = bench.test.world
  bench.test.world.setNow(clock.nowMs() - 40 * 60_000)
  expect((await sheet(bench)).clockBackMs).toBe(40 * 60_000)
  await expect(acceptOne(bench, 'reports')).rejects.toMatchObject({ code: 'CLOCK_BACK' })
  await expect(
    bench.api.handovers.setNote({ item: 'all', text: '夜间有雾' }),
  ).rejects.toMatchObject({ code: 'CLOCK_BACK' })
  expect((await itemOf(bench, 'incidents')).state).toBe('accepted')
  await bench.api.handovers.noteClock({ reason: '与 117 报时一致' })
  await acceptOne(bench, 'reports')
  expect((await itemOf(bench, 'reports')).state).toBe('accepted')
  await expect(bench.api.handovers.noteClock({ reason: '再来' })).rejects.toMatchObject({
    code: 'NOT_NOW',
  })
  bench.stop()
})

it('takes a correction of seconds as it is, and never writes a step before the last one', async () => {
  const night = await desk()
  const { bench } = night
  await begin(night)
  await acceptOne(bench, 'incidents')
  const { clock } = bench.test.world
  bench.test.world.setNow(clock.nowMs() - 3000)
  await acceptOne(bench, 'reports')
  const [first, second] = [await itemOf(bench, 'incidents'), await itemOf(bench, 'reports')]
  expect(second.accepted?.at).toBeGreaterThanOrEqual(first.accepted?.at ?? Infinity)
  bench.stop()
})

it('goes back as a whole with a reason: the outgoing stays alone and the notes stay', async () => {
  const night = await desk()
  const { bench } = night
  await bench.api.handovers.setNote({ item: 'all', text: '夜间风小' })
  await begin(night)
  await acceptOne(bench, 'incidents')
  await bench.api.handovers.returnAll({ reason: '接班人去现场' })
  expect(handoverState(bench.context)).toBeNull()
  const again = await sheet(bench)
  expect(again).toMatchObject({ phase: 'on_duty', note: { text: '夜间风小' } })
  expect(again.items.every(({ state }) => state === 'open')).toBe(true)
  await begin(night)
  expect((await itemOf(bench, 'incidents')).state).toBe('waiting')
  bench.stop()
})

it('brings what is still open back to the next handover, and says how often', async () => {
  const night = await desk()
  const { bench, chen, wen } = night
  await incidentAt(bench, '小松镇罗源村')
  await bench.api.handovers.noteLoan({
    what: '对讲机 6 部',
    borrower: '森林消防大队',
    since: bench.test.world.clock.nowMs(),
  })
  await bench.api.handovers.count({ entries: [{ name: '钥匙', count: 7, note: '' }] })
  await begin(night)
  await acceptAll(bench)
  await bench.api.handovers.setLeader({ leader: null, onSite: false })
  await sign(bench, 'out', chen)
  await sign(bench, 'in', wen)
  const next = await sheet(bench)
  expect(next).toMatchObject({ id: null, phase: 'on_duty' })
  for (const key of ['incidents', 'lent']) {
    const lines = next.items.find((one) => one.key === key)?.lines ?? []
    expect(lines.map(({ carried }) => carried)).toEqual([1])
  }
  const [loan] = await bench.api.handovers.loans()
  await bench.api.handovers.returnLoan({ loan: loan?.id ?? '' })
  expect((await itemOf(bench, 'lent')).lines).toEqual([])
  await expect(bench.api.handovers.returnLoan({ loan: loan?.id ?? '' })).rejects.toMatchObject({
    code: 'NOT_NOW',
  })
  bench.stop()
})

it('finds a signed sheet that was changed, an acceptance that was, and a head that is gone', async () => {
  const night = await desk()
  const { bench, chen, wen } = night
  await incidentAt(bench, '小松镇罗源村')
  await bench.api.handovers.setNote({ item: 'incidents', text: '看守复燃' })
  await begin(night)
  await acceptAll(bench)
  await bench.api.handovers.setLeader({ leader: null, onSite: false })
  await sign(bench, 'out', chen)
  await sign(bench, 'in', wen)
  const { db, world } = bench.test
  const bad = () =>
    verifyHandovers(db, world.crypto).flatMap(({ findings }) =>
      findings.filter(({ good }) => !good).map(({ words }) => words),
    )
  expect(bad()).toEqual([])
  const plant = (column: string, from: string, to: string) =>
    db.exec(`update handover set ${column} = replace(${column}, '${from}', '${to}')`)
  plant('sealed', '罗源村', '桐江村')
  expect(bad()).toEqual(['交接单内容与签名时的摘要不一致', '与接收记录不一致：在办事件及下一步'])
  plant('sealed', '桐江村', '罗源村')
  expect(bad()).toEqual([])
  plant('accepted', '温雅琴', '别的人')
  expect(bad()).toHaveLength(1)
  plant('accepted', '别的人', '温雅琴')
  plant('accepted', '看守复燃', '不用看守')
  expect(bad()).toEqual(['与接收记录不一致：在办事件及下一步'])
  plant('accepted', '不用看守', '看守复燃')
  plant('sealed', '"seq":', '"seq":9')
  expect(bad()).toEqual(['签名时的记录链链头在本机日志里找不到'])
  bench.stop()
})

it('refuses what cannot be: a loan from tomorrow, a thing counted twice', async () => {
  const { bench } = await desk()
  const now = bench.test.world.clock.nowMs()
  const lend = (more: object) =>
    bench.api.handovers.noteLoan({ what: '油锯', borrower: '小松镇', since: now, ...more })
  await expect(lend({ since: now + 3_600_000 })).rejects.toMatchObject({ code: 'IN_FUTURE' })
  await expect(lend({ due: now - 1 })).rejects.toMatchObject({ code: 'DUE_BEFORE' })
  const key = { name: '钥匙', count: 1, note: '' }
  await expect(
    bench.api.handovers.count({ entries: [key, { ...key, name: ' 钥匙' }] }),
  ).rejects.toMatchObject({ code: 'TWICE' })
  expect(bench.lines().filter((text) => /借出|清点/.test(text))).toEqual([])
  bench.stop()
})
