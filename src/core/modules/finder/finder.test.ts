import { expect, it } from 'vitest'
import { openBench } from '../../../../tests/support/module-bench.ts'
import { alarmsModule } from '../alarms/index.ts'
import { directoryModule } from '../directory/index.ts'
import { featuresModule } from '../features/index.ts'
import { gatewaysModule } from '../gateways/index.ts'
import { incidentsModule } from '../incidents/index.ts'
import { logbookModule } from '../logbook/index.ts'
import { peopleModule } from '../people/index.ts'
import { placesModule } from '../places/index.ts'
import { positionsModule } from '../positions/index.ts'
import { radioModule } from '../radio/index.ts'
import { rulesModule } from '../rules/index.ts'
import { stationsModule } from '../stations/index.ts'
import { teamsModule } from '../teams/index.ts'
import { finderModule } from './index.ts'

const modules = [
  alarmsModule,
  directoryModule,
  featuresModule,
  finderModule,
  incidentsModule,
  logbookModule,
  peopleModule,
  placesModule,
  positionsModule,
  radioModule,
  rulesModule,
  stationsModule,
  teamsModule,
  gatewaysModule,
]

const luoyuan = { lat: 26.48, lon: 116.31 }

async function desk() {
  const bench = openBench(modules)
  const { api } = bench
  const team = await api.teams.register({
    name: '森林消防大队',
    callSign: '森防01',
    group: 'professional',
    type: 'forest_fire',
    radios: ['20123'],
  })
  const incident = await api.incidents.open({
    category: '11G01',
    place: {
      text: '小松镇罗源村下坑组',
      ...luoyuan,
      precision: 'approximate',
      township: '360735101',
    },
    source: '村支书刘某',
  })
  await api.stations.describe({
    station: '6230010001',
    name: '罗源水文站',
    place: '小松镇罗源村河口',
    point: luoyuan,
    note: '',
  })
  await api.features.add({
    layer: 'shelter',
    name: '罗源小学',
    geometry: null,
    township: '360735101',
    properties: {},
  })
  const found = async (query: string) =>
    (await api.finder.find({ query })).map(({ kind, label }) => `${kind} ${label}`)
  return { ...bench, team, incident, found }
}

it('finds incidents, teams, places, stations and shelters in one box', async () => {
  const { found, stop } = await desk()
  const all = await found('罗源')
  expect(all).toEqual(
    expect.arrayContaining(['place 罗源村（小松镇）', 'station 罗源水文站', 'feature 罗源小学']),
  )
  expect(all.some((one) => one.startsWith('incident #1'))).toBe(true)
  expect(await found('sf01')).toEqual(['unit 森防01 森林消防大队'])
  expect(await found('slxfdd')).toEqual(['unit 森防01 森林消防大队'])
  expect(await found('20123')).toEqual(['unit 森防01 森林消防大队'])
  expect(await found('xiaosongluoyuanxiaoxue')).toEqual(['feature 罗源小学'])
  stop()
})

it('goes where a thing is, and never where only its township is', async () => {
  const { api, stop } = await desk()
  const [station] = await api.finder.find({ query: '罗源水文站' })
  expect(station).toMatchObject({ point: luoyuan, precision: 'surveyed' })
  const [shelter] = await api.finder.find({ query: '罗源小学' })
  expect(shelter).toMatchObject({
    point: null,
    precision: 'township-only',
    township: '360735101',
    kindWord: '避难场所',
  })
  const [village] = await api.finder.find({ query: '罗源村' })
  expect(village).toMatchObject({ point: null, precision: 'township-only' })
  stop()
})

it('shows a team with the state it has now, and a renamed one by its new name', async () => {
  const { api, team, found, stop } = await desk()
  const [before] = await api.finder.find({ query: 'sf01' })
  await api.teams.setStatus({ team: team.id, status: 'en_route' })
  const [after] = await api.finder.find({ query: 'sf01' })
  expect(after?.note).not.toBe(before?.note)
  await api.teams.setField({ team: team.id, field: 'callSign', value: '雄鹰01' })
  expect(await found('xy01')).toEqual(['unit 雄鹰01 森林消防大队'])
  stop()
})

it('uses local readings for every kind of name', async () => {
  const { api, found, stop } = await desk()
  expect(await found('lonyuan')).toEqual([])
  await api.places.setReading({ word: '罗源', spelling: 'lon yuan' })
  expect(await found('lonyuanxiaoxue')).toEqual(['feature 罗源小学'])
  stop()
})
