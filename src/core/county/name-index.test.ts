import { array, assert, constantFrom, property } from 'fast-check'
import { expect, it } from 'vitest'
import { createNameIndex, type NamedThing } from './name-index.ts'
import { reach, readingDictionary, styles, typedForm } from './reading-match.ts'

const thing = (name: string, prefixes: readonly string[] = []): NamedThing<string> => ({
  value: name,
  names: [name, name.replace(/村$/, '')],
  prefixes,
  rank: 0,
  order: name,
})
const find = (index: ReturnType<typeof createNameIndex<string>>, typed: string) =>
  index.find(typed, 5).map(({ value }) => value)

it('finds what a plain look at every name finds, for whatever is typed', () => {
  const characters = Array.from('小松罗溪村长乐重单石上下源')
  const letters = [...characters, ...Array.from('xslcdgzhuoiany')]
  const name = array(constantFrom(...characters), { minLength: 1, maxLength: 4 })
  const word = name.map((one) => one.join(''))
  const typedWord = array(constantFrom(...letters), { minLength: 2, maxLength: 6 })
  const readable = readingDictionary()
  assert(
    property(array(word, { maxLength: 20 }), typedWord, (names, parts) => {
      const typed = typedForm(parts.join(''))
      const plain = new Set(
        names.filter((one) => {
          const full = readable(one)
          const wholes = [full.length]
          return styles.some((style) =>
            full.some((_, at) => reach(full, wholes, at, typed, 0, style) !== 'none'),
          )
        }),
      )
      const index = createNameIndex(names.map((one) => thing(one)))
      const found = index.find(typed, 100).map(({ value }) => value)
      expect(new Set(found)).toEqual(plain)
    }),
    { numRuns: 300 },
  )
})

it('finds a name behind its prefix in any mixture, and all of a prefix that is still being typed', () => {
  const index = createNameIndex([
    thing('罗溪村', ['小松镇', '小松']),
    thing('石马村', ['小松镇', '小松']),
    thing('罗家村', ['屏山镇', '屏山']),
  ])
  for (const typed of [
    '小松罗溪',
    '小松镇罗溪村',
    'xiaosongluoxi',
    'xslx',
    '小松lx',
    'xiaosonglx',
  ]) {
    expect(find(index, typed), typed).toEqual(['罗溪村'])
  }
  expect(find(index, 'xiaos')).toEqual(['石马村', '罗溪村'].toSorted())
  expect(find(index, 'pingshanl')).toEqual(['罗家村'])
})

it('knows how people here say a word, beside what the dictionary says', () => {
  const local = [
    { word: '宁都', syllables: ['ning', 'du'] },
    { word: '圳', syllables: ['zun'] },
  ]
  const index = createNameIndex([thing('宁都路'), thing('都宁村'), thing('圳下村')], local)
  expect(find(index, 'ningdu')).toEqual(['宁都路'])
  expect(find(index, 'zunxia')).toEqual(['圳下村'])
  expect(find(index, 'zhenxia')).toEqual(['圳下村'])
  const without = createNameIndex([thing('圳下村')])
  expect(find(without, 'zunxia')).toEqual([])
})

it('says how good a find is, so that finds of different lists can be mixed', () => {
  const index = createNameIndex([thing('罗溪村'), thing('大罗溪桥')])
  expect(index.find('罗溪', 5)).toEqual([
    { value: '罗溪村', penalty: 0 },
    { value: '大罗溪桥', penalty: 8 },
  ])
})
