import { expect, it } from 'vitest'
import { openBench } from '../../../../tests/support/module-bench.ts'
import { rowsElsewhere } from '../../../../tests/support/shuffled-console.ts'
import { mapViewProjection } from './apply.ts'
import { mapViewFacts } from './facts.ts'
import { mapViewsModule } from './index.ts'

const view = {
  name: '全县',
  centre: { lat: 26.33, lon: 116.34 },
  zoom: 10.5,
  layers: ['incidents', 'units'],
  bases: null,
  incident: null,
}

it('keeps a view of a seat on this console only, also after a restart', async () => {
  const bench = openBench([mapViewsModule])
  const ops = () => [...bench.test.log.missingFor(new Map())].length
  const before = ops()
  await bench.api.mapViews.save(view)
  expect(ops()).toBe(before)
  const again = bench.restart()
  expect(await again.api.mapViews.list()).toMatchObject([{ ...view, by: '王海燕' }])
})

it('keeps a view of an incident in the log, and shows it beside that incident only', async () => {
  const { api } = openBench([mapViewsModule])
  const { id } = await api.mapViews.save({ ...view, name: '火场', incident: 'i-12' })
  expect(await api.mapViews.list({ incident: 'i-12' })).toMatchObject([{ id, name: '火场' }])
  expect(await api.mapViews.list({ incident: 'i-13' })).toEqual([])
})

it('saves over a view and removes one', async () => {
  const { api } = openBench([mapViewsModule])
  const { id } = await api.mapViews.save(view)
  await api.mapViews.save({ ...view, zoom: 12, over: id })
  expect(await api.mapViews.list()).toMatchObject([{ id, zoom: 12 }])
  await api.mapViews.remove({ view: id })
  expect(await api.mapViews.list()).toEqual([])
  await expect(api.mapViews.remove({ view: id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

it('refuses the forty-first', async () => {
  const { api } = openBench([mapViewsModule])
  for (let n = 0; n < 40; n++) await api.mapViews.save({ ...view, name: `视图 ${n}` })
  await expect(api.mapViews.save(view)).rejects.toMatchObject({ code: 'TOO_MANY' })
})

it('gives the same rows on a console that hears everything shuffled and twice', async () => {
  const { api, test } = openBench([mapViewsModule])
  const { id } = await api.mapViews.save({ ...view, incident: 'i-1' })
  await api.mapViews.save({ ...view, incident: 'i-1', name: '近', over: id })
  const gone = await api.mapViews.save({ ...view, incident: 'i-1' })
  await api.mapViews.remove({ view: gone.id })
  const here = test.db.prepare('select * from map_view order by id').all()
  expect(here).toHaveLength(1)
  for (let seed = 1; seed <= 5; seed++) {
    expect(rowsElsewhere(test, [mapViewProjection], mapViewFacts, 'map_view', seed)).toEqual(here)
  }
})
