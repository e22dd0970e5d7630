import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { describeProfileProblem, parseProfile, profileFiles, type ProfileFile } from './profile.ts'

const folder = new URL('../../../resources/counties/shicheng/', import.meta.url)

type Files = Record<ProfileFile, unknown>
const read = (file: string) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as unknown
/** A fresh copy of the shipped profile, free to be damaged. */
function shipped(): Files {
  return Object.fromEntries(profileFiles.map((file) => [file, read(file)])) as Files
}
function accepted() {
  const parsed = parseProfile(shipped())
  if (!parsed.ok) throw new Error(parsed.data.problems.map(describeProfileProblem).join('\n'))
  return parsed.value
}
/** The problems found after `damage`, as sentences. */
function problemsAfter(damage: (files: Files) => void): string[] {
  const files = shipped()
  damage(files)
  const parsed = parseProfile(files)
  return parsed.ok ? [] : parsed.data.problems.map(describeProfileProblem)
}
type Step = string | number
function objectAt(files: Files, path: readonly Step[]): object {
  const found = path.reduce<unknown>(
    (value, step) => (value as Record<Step, unknown> | undefined)?.[step],
    files,
  )
  if (typeof found !== 'object' || found === null) throw new Error(`nothing at ${path.join('/')}`)
  return found
}
/** Puts `value` at the end of `path`. */
function set(files: Files, path: readonly Step[], value: unknown): void {
  Object.assign(objectAt(files, path.slice(0, -1)), { [path.at(-1) ?? '']: value })
}
const ring = (files: Files) => objectAt(files, ['outline.json', 'ring']) as unknown[]

it('holds 11 townships and 155 villages and committees, each counted where it belongs', () => {
  const { townships, villages, county } = accepted()
  expect(county).toMatchObject({ adcode: '360735', productTitle: '石城县应急指挥调度台' })
  expect(townships).toHaveLength(11)
  expect(townships.filter((row) => row.kind === '镇')).toHaveLength(6)
  expect(villages).toHaveLength(155)
  for (const { code, name, villages: own, residents } of townships) {
    const here = villages.filter((row) => row.township === code)
    const counts = [own, residents]
    expect(
      [
        here.filter((row) => row.kind === 'village').length,
        here.filter((row) => row.kind === 'residents').length,
      ],
      name,
    ).toEqual(counts)
  }
})

it('does not draw 赣江源镇 until its seat is confirmed, and calls every other seat approximate', () => {
  const { townships } = accepted()
  const unconfirmed = townships.filter((row) => row.seat === null)
  expect(unconfirmed.map((row) => row.name)).toEqual(['赣江源镇'])
  expect(unconfirmed[0]?.seatCandidates).toEqual(['洋地', '秋溪'])
  expect(JSON.stringify(unconfirmed)).not.toMatch(/\d\.\d/)
  expect(townships.every((row) => row.approximate)).toBe(true)
  expect(new Set(townships.map((row) => row.precision))).toEqual(
    new Set(['approximate', 'township-only']),
  )
})

it('keeps every seat inside the extent of the county and inside the outline', () => {
  const { townships, county, outline } = accepted()
  for (const { seat, name } of townships) {
    if (seat === null) continue
    expect(seat.lat > county.bbox.south && seat.lat < county.bbox.north, name).toBe(true)
    expect(seat.lon > county.bbox.west && seat.lon < county.bbox.east, name).toBe(true)
    expect(isInside(seat, outline.ring), name).toBe(true)
  }
})

it('draws an outline of at most 30 points on the 0.02° grid, closed and marked as schematic', () => {
  const { outline, county } = accepted()
  expect(outline.label).toBe('示意，非标准地图')
  expect(outline.ring.length).toBeLessThanOrEqual(30)
  expect(outline.ring.at(-1)).toEqual(outline.ring[0])
  for (const { lat, lon } of outline.ring) {
    expect(Math.round(lat * 100) % 2).toBe(0)
    expect(Math.round(lon * 100) % 2).toBe(0)
    expect(lat).toBe(Number(lat.toFixed(2)))
    expect(lon).toBe(Number(lon.toFixed(2)))
    expect(lat > county.bbox.south && lat < county.bbox.north).toBe(true)
    expect(lon > county.bbox.west && lon < county.bbox.east).toBe(true)
  }
})

it('knows the class, the parent and the certainty of every event category', () => {
  const { rows } = accepted().eventCategories
  expect(rows).toHaveLength(327)
  expect(rows.filter((row) => row.certainty === 'C')).toHaveLength(38)
  expect(rows.find((row) => row.code === '11A51')).toEqual({
    code: '11A51',
    parent: '11A00',
    name: '山洪',
    first: true,
    certainty: 'C',
    class: 'natural_disaster',
  })
  expect(rows.filter((row) => row.class === null).map((row) => row.code)).toEqual(['10000'])
})

it('has a status word on every digit and uses the words of the team status enumeration', () => {
  const { unitStatuses, enums } = accepted()
  expect(new Set(unitStatuses.map((row) => row.digit)).size).toBe(10)
  const steps = unitStatuses
    .filter((row) => row.step !== undefined)
    .toSorted((one, other) => (one.step ?? 0) - (other.step ?? 0))
  const words = enums.get('unit_status')?.rows.map(({ key, label }) => [key, label])
  expect(steps.map((row) => [row.key, row.word])).toEqual(words)
  expect(unitStatuses.filter((row) => row.step === undefined).map((row) => row.word)).toEqual([
    '紧急求救',
    '要求通话',
  ])
})

it('carries all enumerations with a certainty on every word', () => {
  const { enums } = accepted()
  expect(enums.size).toBe(28)
  expect([...enums.values()].flatMap((one) => one.rows)).toHaveLength(177)
  expect(enums.get('message_status')?.rows.map((row) => row.label)).toEqual([
    '实际',
    '演练',
    '测试',
  ])
})

it('marks the sample teams as a demo and gives each radio to one team', () => {
  const { sampleTeams } = accepted()
  const radios = sampleTeams.flatMap((team) => team.radios)
  expect(sampleTeams).toHaveLength(10)
  expect(new Set(radios).size).toBe(radios.length)
})

it('names the file and the field of a mistake inside one file', () => {
  const files = problemsAfter((all) => {
    set(all, ['villages.json', 'rows', 3, 'kind'], 'hamlet')
    set(all, ['county.json', 'adcode'], 360735)
  })
  expect(files).toHaveLength(2)
  expect(files[0]).toMatch(/^county\.json 的 adcode：.*[一-鿿]/)
  expect(files[1]).toMatch(/^villages\.json 的 rows\[3\]\.kind：.*[一-鿿]/)
})

it.each<[string, (files: Files) => void, string]>([
  [
    'a village of no township',
    (all) => set(all, ['villages.json', 'rows', 0, 'township'], '360735999'),
    'villages.json 的 rows[0].township',
  ],
  [
    'a category without its parent',
    (all) => set(all, ['event-categories.json', 'rows', 9, 'parent'], '11Z00'),
    'event-categories.json 的 rows[9].parent',
  ],
  [
    'a category that is its own parent',
    (all) => set(all, ['event-categories.json', 'rows', 9, 'parent'], '11A04'),
    'event-categories.json 的 rows[9].parent',
  ],
  [
    'the same village code twice',
    (all) => set(all, ['villages.json', 'rows', 1, 'code'], '360735100001'),
    'villages.json 的 rows[1].code：重复',
  ],
  [
    'a township code of another county',
    (all) => set(all, ['townships.json', 'rows', 5, 'code'], '360734105'),
    'townships.json 的 rows[5].code',
  ],
  [
    'a seatless township called approximate',
    (all) => set(all, ['townships.json', 'rows', 5, 'precision'], 'approximate'),
    'townships.json 的 rows[5].precision',
  ],
  [
    'a seat in a township known to no point',
    (all) => set(all, ['townships.json', 'rows', 0, 'precision'], 'township-only'),
    'townships.json 的 rows[0].precision',
  ],
  [
    'an outline point between the grid lines',
    (all) => set(all, ['outline.json', 'ring', 4, 'lat'], 26.4713),
    'outline.json 的 ring[4]',
  ],
  ['an outline that is not closed', (all) => ring(all).pop(), 'outline.json 的 ring'],
  [
    'an outline of more than 30 points',
    (all) => ring(all).splice(1, 0, { lat: 26.6, lon: 116.46 }),
    'outline.json 的 ring',
  ],
  [
    'an outline without its label',
    (all) => set(all, ['outline.json', 'label'], '石城县地图'),
    'outline.json 的 label',
  ],
  [
    'a village with a point',
    (all) => set(all, ['villages.json', 'rows', 0, 'lat'], 26.3),
    'villages.json 的 rows[0]',
  ],
  [
    'a team type for a category nobody knows',
    (all) => set(all, ['team-types.json', 'rows', 0, 'fits'], ['99Z']),
    'team-types.json 的 rows[0].fits',
  ],
  [
    'a sample team of an unknown type',
    (all) => set(all, ['sample-teams.json', 'rows', 0, 'type'], 'wizard'),
    'sample-teams.json 的 rows[0].type',
  ],
  [
    'sample teams that are not marked',
    (all) => set(all, ['sample-teams.json', 'demo'], false),
    'sample-teams.json 的 demo',
  ],
])('refuses %s', (_, damage, where) => {
  const found = problemsAfter(damage)
  expect(found.length).toBeGreaterThan(0)
  expect(
    found.some((sentence) => sentence.startsWith(where)),
    found.join('\n'),
  ).toBe(true)
})

function isInside(
  point: { lat: number; lon: number },
  ring: readonly { lat: number; lon: number }[],
): boolean {
  let inside = false
  for (const [at, from] of ring.slice(0, -1).entries()) {
    const to = ring[at + 1] ?? from
    if (from.lat > point.lat === to.lat > point.lat) continue
    const crossing = from.lon + ((point.lat - from.lat) * (to.lon - from.lon)) / (to.lat - from.lat)
    if (point.lon < crossing) inside = !inside
  }
  return inside
}
