import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { createPlaceSearch, type OwnPlace } from './place-search.ts'
import { parseProfile, profileFiles, type CountyProfile } from './profile.ts'

const folder = new URL('../../../resources/counties/shicheng/', import.meta.url)
const read = (file: string) => [file, JSON.parse(readFileSync(new URL(file, folder), 'utf8'))]
function shicheng(): CountyProfile {
  const parsed = parseProfile(Object.fromEntries(profileFiles.map(read)))
  if (!parsed.ok) throw new Error('the shipped profile does not parse')
  return parsed.value
}
const profile = shicheng()
const search = createPlaceSearch(profile)
const labels = (query: string, limit = 5) =>
  search.findPlaces(query, limit).map((place) => place.label)

it.each(['小松', 'xiaosong', 'xs', 'XiaoSong', "xiao'song", 'ｘｓ', ' 小 松 '])(
  'finds the town first, then its village and its committee, for %j',
  (query) => {
    expect(labels(query, 3)).toEqual(['小松镇', '小松村（小松镇）', '小松社区（小松镇）'])
  },
)

it('finds a village while its pinyin is still being typed', () => {
  for (const query of ['luoxi', 'luox', 'luoxicun', 'lxc', 'luoxc']) {
    expect(labels(query), query).toContain('罗溪村（小松镇）')
  }
})

it('ranks the name above pinyin and pinyin above initials', () => {
  const own: OwnPlace[] = [
    { id: 'a', name: '山', position: { precision: 'unknown' } },
    { id: 'b', name: '善安', position: { precision: 'unknown' } },
    { id: 'c', name: '石河安农场', position: { precision: 'unknown' } },
  ]
  const { findPlaces } = createPlaceSearch({ ...profile, villages: [], townships: [] }, own)
  expect(findPlaces('山', 5).map((place) => place.id)).toEqual(['a'])
  expect(findPlaces('shan', 5).map((place) => place.id)).toEqual(['a', 'b', 'c'])
  expect(findPlaces('sha', 5).map((place) => place.id)).toEqual(['a', 'b', 'c'])
})

it('knows every reading of a character, and both ways to type ü', () => {
  expect(labels('zhuolong')).toContain('濯龙村（大由乡）')
  expect(labels('zhaolong')).toContain('濯龙村（大由乡）')
  expect(labels('lvshui')).toContain('绿水村（龙岗乡）')
  expect(labels('lushui')).toContain('绿水村（龙岗乡）')
})

it('finds a village behind its township, as in an address', () => {
  for (const query of ['小松镇罗溪村', '小松罗溪', 'xiaosongluoxi', 'xslx', '小松lx']) {
    expect(labels(query, 1), query).toEqual(['罗溪村（小松镇）'])
  }
})

it('finds the middle of a name, after names that begin so', () => {
  expect(labels('江源')).toEqual(['赣江源镇', '赣江源村（赣江源镇）', '赣江源社区（赣江源镇）'])
  expect(labels('江', 20).every((label) => label.startsWith('江'))).toBe(true)
})

it('names the township where the same village name occurs in several', () => {
  const twins: CountyProfile = {
    ...profile,
    villages: [
      { code: '360735101299', name: '石城村', kind: 'village', township: '360735101' },
      { code: '360735104299', name: '石城村', kind: 'village', township: '360735104' },
    ],
  }
  const found = createPlaceSearch(twins).findPlaces('石城', 5)
  expect(found.map((place) => place.label)).toEqual(['石城村（小松镇）', '石城村（高田镇）'])
  expect(found.map((place) => place.township?.code)).toEqual(['360735101', '360735104'])
  expect(
    createPlaceSearch(twins)
      .findPlaces('高田石城', 5)
      .map((place) => place.id),
  ).toEqual(['360735104299'])
})

it('says of a village that it is known only to its township, of a seat that it is approximate', () => {
  expect(search.findPlaces('罗溪村', 1)[0]?.position).toEqual({
    precision: 'township-only',
    township: '360735101',
  })
  expect(search.findPlaces('小松镇', 1)[0]?.position.precision).toBe('approximate')
  expect(search.findPlaces('赣江源镇', 1)[0]?.position.precision).toBe('township-only')
})

it('uses a point that somebody set later, and puts own places before the list', () => {
  const point = { lat: 26.45, lon: 116.3 }
  const own: OwnPlace[] = [
    {
      id: 'bridge',
      name: '罗溪桥',
      township: '360735101',
      position: { precision: 'surveyed', point },
    },
    { id: 'depot', name: '罗溪仓库', position: { precision: 'unknown' } },
  ]
  const located = new Map([['360735101208', { precision: 'surveyed', point }] as const])
  const { findPlaces } = createPlaceSearch(profile, own, located)
  expect(findPlaces('罗溪桥', 1)[0]).toMatchObject({ id: 'bridge', label: '罗溪桥（小松镇）' })
  expect(findPlaces('罗溪仓', 1)[0]).toMatchObject({ label: '罗溪仓库', township: undefined })
  const village = profile.villages.find((row) => row.code === '360735101208')
  expect(findPlaces(village?.name ?? '', 1)[0]?.position.precision).toBe('surveyed')
})

it('finds every township and village by its name and by its address', () => {
  for (const { code, name, township } of profile.villages) {
    expect(search.findPlaces(name, 1)[0]?.id, name).toBe(code)
    const town = profile.townships.find((row) => row.code === township)
    expect(search.findPlaces(`${town?.name}${name}`, 1)[0]?.id, name).toBe(code)
  }
  for (const { code, name } of profile.townships) {
    expect(search.findPlaces(name, 1)[0]?.id, name).toBe(code)
  }
})

it('finds nothing for nothing, for noise and beyond the limit', () => {
  expect(labels('')).toEqual([])
  expect(labels('   ')).toEqual([])
  expect(labels('qqqq')).toEqual([])
  expect(labels('不存在的地方')).toEqual([])
  expect(labels('s', 3)).toHaveLength(3)
})
