import { expect, it } from 'vitest'
import { openMapTiles } from './openmaptiles.ts'
import { plainSources, withGuesses } from './plain.ts'

it('guesses what a layer of a pack of no schema is, in English and Chinese', () => {
  const { areas, lines, names } = plainSources(['roads', '水系', 'building', 'village', 'whatever'])
  const concept = (
    list: readonly { readonly layer: string; readonly concept: string }[],
    of: string,
  ) => list.find(({ layer }) => layer === of)?.concept
  expect(concept(lines, 'roads')).toBe('secondary')
  expect(concept(names, 'roads')).toBe('road-name')
  expect(concept(areas, '水系')).toBe('water')
  expect(concept(areas, 'building')).toBe('building')
  expect(concept(names, 'village')).toBe('town')
  expect(concept(lines, 'whatever')).toBe('small-border')
  // An area that nobody can name is pale, and not hidden.
  expect(concept(areas, 'whatever')).toBe('built')
})

it('hides nothing of a pack that only resembles a schema', () => {
  const mixed = withGuesses(openMapTiles, ['roads', 'waterway', 'building'])
  expect(mixed.lines.some(({ layer }) => layer === 'roads')).toBe(true)
  const drawn = (props: Record<string, unknown>) =>
    mixed.lines.filter(({ layer, of }) => layer === 'waterway' && (!of || of(props)))
  expect(drawn({}).map(({ concept }) => concept)).toEqual(['river'])
  expect(drawn({ class: 'stream' }).map(({ concept }) => concept)).toEqual(['stream'])
  // What says that it is something else stays out.
  expect(drawn({ class: 'dam' })).toEqual([])
})
