import { expect, it } from 'vitest'
import { openBench } from '../../../../tests/support/module-bench.ts'
import { rowsElsewhere } from '../../../../tests/support/shuffled-console.ts'
import { placesModule } from './index.ts'

const modules = [placesModule]

it('finds a place as people here say it, from the moment that is noted', async () => {
  const bench = openBench(modules)
  const { api } = bench
  await api.places.register({ name: '单桥', kind: '桥', township: '360735101' })
  const found = async (query: string) =>
    (await api.places.search({ query, limit: 3 })).map(({ name }) => name)
  expect(await found('dangqiao')).toEqual([])
  await api.places.setReading({ word: '单桥', spelling: 'Dang  qiao' })
  expect(await found('dangqiao')).toEqual(['单桥'])
  expect(await found('danqiao')).toEqual(['单桥'])
  expect(await api.places.readings()).toEqual([{ word: '单桥', syllables: ['dang', 'qiao'] }])
  await api.places.setReading({ word: '单桥', spelling: '' })
  expect(await found('dangqiao')).toEqual([])
  expect(await api.places.readings()).toEqual([])
  bench.stop()
})

it('refuses what is no reading of the word, and changes nothing', async () => {
  const bench = openBench(modules)
  await expect(
    bench.api.places.setReading({ word: '宁都', spelling: 'ning' }),
  ).rejects.toMatchObject({ code: 'SYLLABLES', data: { characters: 2, syllables: 1 } })
  await expect(bench.api.places.setReading({ word: 'ab', spelling: 'a b' })).rejects.toThrow(
    'Input validation failed',
  )
  await expect(bench.api.places.setReading({ word: '宁都', spelling: 'níng dū' })).rejects.toThrow(
    'Input validation failed',
  )
  expect(await bench.api.places.readings()).toEqual([])
  bench.stop()
})

it('gives the same readings on a console that heard it in another order', async () => {
  const bench = openBench(modules)
  await bench.api.places.setReading({ word: '圳', spelling: 'zun' })
  await bench.api.places.setReading({ word: '圳', spelling: 'zhun' })
  await bench.api.places.setReading({ word: '宁都', spelling: 'ning du' })
  await bench.api.places.setReading({ word: '宁都', spelling: '' })
  const here = bench.test.db.prepare('select * from place_reading order by id').all()
  expect(here).toMatchObject([{ word: '圳', syllables: 'zhun' }])
  const { projections, facts } = placesModule
  for (const seed of [1, 2, 3]) {
    expect(rowsElsewhere(bench.test, projections, facts, 'place_reading', seed)).toEqual(here)
  }
  bench.stop()
})
