import { expect, it } from 'vitest'
import { openBench, type Bench } from '../../../../tests/support/module-bench.ts'
import { rowsElsewhere } from '../../../../tests/support/shuffled-console.ts'
import { modules as all } from '../index.ts'
import { makePeopleModule } from '../people/index.ts'
import { handoverFacts, handoverProjection, handoverState } from './index.ts'

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
