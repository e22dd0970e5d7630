import { expect, it } from 'vitest'
import { openBench } from '../../../../tests/support/module-bench.ts'
import { attachmentsModule } from '../attachments/index.ts'
import { logbookModule } from '../logbook/index.ts'
import { rulesModule } from '../rules/index.ts'
import { teamsModule } from '../teams/index.ts'
import { incidentsModule } from './index.ts'

const modules = [attachmentsModule, incidentsModule, logbookModule, rulesModule, teamsModule]
const rough = {
  text: '小松镇罗源村',
  township: '360735101',
  village: '360735101201',
  precision: 'township-only' as const,
}
const point = { lat: 26.4805, lon: 116.3105 }

async function opened(place: { text: string; precision: 'township-only' | 'unknown' } = rough) {
  const bench = openBench(modules)
  const { id } = await bench.api.incidents.open({ source: '村支书刘某', place, category: '11G01' })
  const shown = async () => (await bench.api.incidents.show({ incident: id })).place
  return { ...bench, id, shown }
}

it('sets the point of an incident by one click, and takes it back by another fact', async () => {
  const { api, id, shown, lines, stop } = await opened()
  expect((await api.incidents.boxes()).noPlace).toEqual([id])
  await api.incidents.setPoint({ incident: id, point })
  expect(await shown()).toEqual({ ...rough, ...point, precision: 'approximate' })
  expect((await api.incidents.boxes()).noPlace).toEqual([])
  expect(lines().at(-1)).toBe('位置：小松镇罗源村 26.48050,116.31050（原：仅到乡镇）')
  await api.incidents.setPoint({ incident: id, point: null })
  expect(await shown()).toEqual(rough)
  expect((await api.incidents.boxes()).noPlace).toEqual([id])
  expect(lines().at(-1)).toBe('位置：小松镇罗源村 仅到乡镇（原：26.48050,116.31050）')
  stop()
})

it('knows no township again where none was told', async () => {
  const { api, id, shown, stop } = await opened({ text: '206国道边', precision: 'unknown' })
  await api.incidents.setPoint({ incident: id, point })
  await api.incidents.setPoint({ incident: id, point: null })
  expect(await shown()).toEqual({ text: '206国道边', precision: 'unknown' })
  stop()
})

it('refuses to take back what is not there, and changes nothing', async () => {
  const { api, id, shown, lines, stop } = await opened()
  const before = lines().length
  await expect(api.incidents.setPoint({ incident: id, point: null })).rejects.toMatchObject({
    code: 'NO_POINT',
  })
  await expect(api.incidents.setPoint({ incident: 'nobody', point })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  await expect(
    api.incidents.setPoint({ incident: id, point: { lat: 126, lon: 26 } }),
  ).rejects.toThrow('Input validation failed')
  expect(await shown()).toEqual(rough)
  expect(lines()).toHaveLength(before)
  stop()
})
