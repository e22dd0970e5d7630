/**
 * A year for fourteen people, recounted from the spreadsheet that was exported: what is checked here
 * is read from its cells alone and shares no code with the generator or the rules.
 */
import { expect, it } from 'vitest'
import { openRosterDesk } from '../../../../tests/support/roster-desk.ts'
import { readSheets } from '../../../main/adapters/table-reader.ts'

const leaders = ['李文斌', '陈志强', '黄建国']
const officers = [
  '王海燕',
  '张伟',
  '刘洋',
  '周敏',
  '李静',
  '吴磊',
  '郑浩',
  '孙丽',
  '马超',
  '林涛',
  '何军',
]
const hour = 3_600_000
const day = 24 * hour
const beijing = (text: string) => Date.parse(`${text}T00:00:00+08:00`)

/** Annual leave, a training course, an illness: first and last day. */
const leave = [
  ['王海燕', '2026-02-09', '2026-02-13'],
  ['张伟', '2026-03-16', '2026-03-20'],
  ['刘洋', '2026-05-06', '2026-05-15'],
  ['周敏', '2026-07-06', '2026-07-10'],
  ['李静', '2026-08-03', '2026-08-14'],
  ['吴磊', '2026-09-07', '2026-09-11'],
  ['郑浩', '2026-10-12', '2026-10-16'],
  ['孙丽', '2026-11-02', '2026-11-06'],
  ['马超', '2026-12-07', '2026-12-18'],
  ['黄建国', '2026-06-08', '2026-06-12'],
] as const

interface Row {
  readonly day: string
  readonly from: number
  readonly to: number
  readonly night: boolean
  readonly holiday: boolean
  readonly rest: boolean
  readonly people: Readonly<Record<string, readonly string[]>>
}

/** The rows of one page, by its headings. */
function rowsOf(name: string, table: readonly (readonly string[])[]): Row[] {
  const [, , headings = [], ...rows] = table
  return rows.map((cells) => {
    const at = (title: string) => cells[headings.indexOf(title)] ?? ''
    const [, month = '', date = ''] = /^(\d+)月(\d+)日$/.exec(at('日期')) ?? []
    const text = `${name.slice(0, 4)}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
    const begin = beijing(text)
    const [, h1, m1, next, h2, m2] =
      /^(\d\d):(\d\d)–(次日)?(\d\d):(\d\d)$/.exec(at('起止时间')) ?? []
    const note = at('备注')
    const holiday = note !== '' && note !== '调休上班'
    const weekend = [0, 6].includes(new Date(`${text}T00:00:00Z`).getUTCDay())
    const posts = ['带班领导', '主班', '副班', '备班']
    return {
      day: text,
      from: begin + Number(h1) * hour + Number(m1) * 60_000,
      to: begin + (next ? day : 0) + Number(h2) * hour + Number(m2) * 60_000,
      night: next !== undefined,
      holiday,
      rest: weekend && !holiday && note !== '调休上班',
      people: Object.fromEntries(
        posts.map((post) => [
          post,
          at(post)
            .split('、')
            .filter((one) => one !== ''),
        ]),
      ),
    }
  })
}

it(
  'keeps every rule for a year and is as even as can be, as the exported file shows',
  { timeout: 300_000 },
  async () => {
    const { api, id, files } = await openRosterDesk()
    const set = (name: string, posts: string[], serves = true) =>
      api.rosters.setPerson({ person: id(name), serves, posts, share: 1 })
    for (const name of leaders) await set(name, ['leader'])
    for (const name of officers) await set(name, ['chief', 'officer', 'standby'])
    for (const name of ['赵卫东', '罗斌']) await set(name, [], false)
    const { patterns } = await api.rosters.settings()
    // Two officers beside the chief on holidays.
    const reinforced = patterns.map((pattern) => ({
      ...pattern,
      parts: {
        ...pattern.parts,
        holiday: pattern.parts.weekend.map((part) => ({
          ...part,
          word: '节假日班',
          needs: part.needs.map((need) => (need.post === 'officer' ? { ...need, count: 2 } : need)),
        })),
      },
    }))
    await api.rosters.setPatterns({
      patterns: reinforced,
      uses: [{ pattern: 'two-shift', from: '2026-01-01', to: '2026-12-31' }],
    })

    for (const [name, from, to] of leave) {
      await api.rosters.fileLeave({
        person: id(name),
        from: beijing(from),
        to: beijing(to) + day,
        kind: 'annual',
      })
    }
    const { job } = await api.rosters.generate({ from: '2026-01', to: '2026-12', seed: 1 })
    await expect
      .poll(async () => (await api.rosters.generation({}))?.state, {
        timeout: 240_000,
        interval: 100,
      })
      .toBe('done')
    const why = (await api.rosters.generation({}))?.result?.why ?? []
    await api.rosters.takeGeneration({ job })
    await api.rosters.exportSheet({ form: 'month', from: '2026-01-01', to: '2026-12-31' })
    const read = await readSheets('a.xlsx', files.offered.at(-1)?.bytes ?? new Uint8Array())
    if (!read.ok) throw new Error(read.code)
    const rows = read.value.flatMap(({ name, table }) => rowsOf(name, table))

    expect(new Set(rows.map((row) => row.day)).size).toBe(365)
    expect(rows.filter(({ holiday }) => holiday).length).toBeGreaterThan(25)
    rows.forEach((row, at) => {
      expect(row.from, row.day).toBe(rows[at - 1]?.to ?? row.from)
      expect(row.people['带班领导']).toHaveLength(1)
      expect(row.people['主班']).toHaveLength(1)
      expect(row.people['副班']).toHaveLength(row.holiday ? 2 : 1)
      expect(row.people['备班']).toHaveLength(1)
      const all = Object.values(row.people).flat()
      expect(new Set(all).size, row.day).toBe(all.length)
    })
    for (const [name, from, to] of leave) {
      const onLeave = rows.filter((row) => row.from < beijing(to) + day && row.to > beijing(from))
      expect(onLeave.filter(({ people }) => Object.values(people).flat().includes(name))).toEqual(
        [],
      )
    }
    const awake = (name: string) =>
      rows.filter(({ people }) => people['主班']?.includes(name) || people['副班']?.includes(name))
    for (const name of officers) {
      const duties = awake(name)
      const tired = duties.filter((duty, at) => {
        const before = duties[at - 1]
        return before && duty.from - before.to < (before.night ? 24 : 12) * hour
      })
      expect(tired, name).toEqual([])
    }
    const spread = (count: (name: string) => number, names: readonly string[]) =>
      Math.max(...names.map(count)) - Math.min(...names.map(count))
    const measures: readonly ((row: Row) => boolean)[] = [
      ({ rest }) => rest,
      ({ holiday }) => holiday,
      ({ night }) => night,
      () => true,
    ]
    const days = (name: string, is: (row: Row) => boolean) =>
      new Set(
        rows
          .filter((row) => row.people['带班领导']?.includes(name) && is(row))
          .map((row) => row.day),
      ).size
    const seen = measures.map((is) => [
      spread((name) => awake(name).filter(is).length, officers),
      spread((name) => days(name, is), leaders),
    ])
    // Among those who may stand at the same posts nobody serves two more than another.
    expect(
      seen.flat().filter((one) => one > 1),
      why.join(''),
    ).toEqual([])
  },
)
