import { expect, it } from 'vitest'
import { openBench } from '../../../../tests/support/module-bench.ts'
import { modules } from '../index.ts'

const gateway = {
  name: '中心',
  driver: 'fake',
  link: { kind: 'serial', path: '/dev/ttyUSB0', baud: 115200 },
} as const

async function desk(commands: readonly string[] = ['sendText', 'ackEmergency']) {
  const bench = openBench(modules)
  const drivers = bench.hub.drivers()
  Object.assign(bench.hub, { drivers: () => drivers.map((one) => ({ ...one, commands })) })
  const { id } = await bench.api.gateways.add(gateway)
  bench.hub.health(id, { state: 'ready', reason: 'working' })
  const team = (callSign: string, radio: string, township?: string) =>
    bench.api.teams.register({
      name: `${callSign}队`,
      callSign,
      group: 'township',
      type: 'fire',
      radios: [radio],
      ...(township === undefined ? {} : { township }),
    })
  return { ...bench, id, team }
}
type Desk = Awaited<ReturnType<typeof desk>>

const fixOf = ({ hub, id }: Desk, radio: string, lat: number, lon: number) =>
  hub.say(id, { kind: 'position', fix: { radio, lat, lon, valid: true } })
const sos = ({ hub, id }: Desk, radio: string, state: 'raised' | 'cleared' = 'raised') =>
  hub.say(id, { kind: 'emergency', from: radio, how: 'man-down', state })

it('tells where it is and who is near, with the reasons, and never proposes the team itself', async () => {
  const bench = await desk()
  const { id: own } = await bench.team('小松01', '101')
  await bench.team('小松02', '102')
  await bench.team('小松03', '103')
  await bench.team('小松04', '104')
  fixOf(bench, '101', 26.442, 116.306)
  fixOf(bench, '102', 26.46, 116.306)
  fixOf(bench, '103', 26.445, 116.306)
  sos(bench, '101')
  const [emergency] = await bench.api.emergencies.list()
  expect(emergency).toMatchObject({
    callSign: '小松01',
    radio: '101',
    unit: own,
    position: { lat: 26.442, lon: 116.306 },
    nearestNote: '',
    canAck: true,
    takenBack: false,
  })
  expect(emergency?.position?.words).toMatch(/政府/)
  expect(emergency?.nearest.map(({ callSign }) => callSign).slice(0, 2)).toEqual([
    '小松03',
    '小松02',
  ])
  expect(emergency?.nearest[0]?.reasons).toEqual(['直线 330 米，位置刚更新', '待命'])
  expect(await bench.api.radio.presence()).toMatchObject([
    { number: '101', emergency: true },
    { emergency: false },
    { emergency: false },
  ])
})

it('says so where the position is not known, and where nothing is', async () => {
  const bench = await desk(['sendText'])
  await bench.team('小松01', '101')
  sos(bench, '101')
  sos(bench, '4471')
  const list = await bench.api.emergencies.list()
  expect(list.map(({ nearestNote, canAck }) => [nearestNote, canAck])).toEqual([
    ['位置和驻地都不明，不能排近处的队伍', false],
    ['位置和驻地都不明，不能排近处的队伍', false],
  ])
})

it('stands until contact is noted, also when the radio takes it back', async () => {
  const bench = await desk()
  sos(bench, '101')
  bench.test.world.advance(1000)
  sos(bench, '101', 'cleared')
  const [emergency] = await bench.api.emergencies.list()
  expect(emergency).toMatchObject({ takenBack: true, radio: '101' })
  const alarm = emergency?.alarm ?? ''
  const over = { alarm, reason: '误触' }
  await expect(bench.api.alarms.clear(over)).rejects.toMatchObject({ code: 'CONTACT_NEEDED' })
  expect(await bench.api.emergencies.list()).toHaveLength(1)
  await bench.api.alarms.clear({ ...over, contact: '14:05 与刘队长通话，人员安全' })
  expect(await bench.api.emergencies.list()).toEqual([])
  expect(await bench.api.radio.presence()).toMatchObject([{ emergency: false }])
})

it('is answered on the air only when a person orders it', async () => {
  const bench = await desk()
  sos(bench, '101')
  expect(bench.hub.ordered).toEqual([])
  await bench.api.radio.ackEmergency({ target: '101' })
  expect(bench.hub.ordered.map(({ command }) => command)).toEqual([
    { kind: 'ackEmergency', radio: '101' },
  ])
  expect(await bench.api.emergencies.list()).toHaveLength(1)
})
