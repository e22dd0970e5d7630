import { expect, it, vi } from 'vitest'
import { openBench } from '../../../../tests/support/module-bench.ts'
import type { DetectReport, DetectStep } from '../../gateway/detect.ts'
import type { RingEntry } from '../../gateway/frame-ring.ts'
import { alarmsModule } from '../alarms/index.ts'
import { gatewaysModule } from '../gateways/index.ts'
import { logbookModule } from '../logbook/index.ts'
import { peopleModule } from '../people/index.ts'
import { diagnosisModule } from './index.ts'
import { conclusion } from './words.ts'

const modules = [alarmsModule, logbookModule, peopleModule, diagnosisModule, gatewaysModule]

const nothing: DetectReport = {
  findings: [],
  heard: [],
  asked: [],
  echo: false,
  problem: undefined,
  stopped: false,
}
const serial = { kind: 'serial', path: '/dev/ttyUSB0', baud: 9600 } as const
const found = {
  driver: 'nmea',
  title: '卫星定位接收机',
  baud: 9600,
  certainty: 'certain',
  how: 'heard',
  good: 12,
  damaged: 0,
  noise: 0,
  says: 'GPS接收机',
} as const

const ring: RingEntry[] = [1, 2, 3].map((seq) => ({
  seq,
  at: Date.UTC(2026, 6, 1, 4) + seq,
  frame: {
    direction: 'in',
    outcome: 'ok',
    kind: 'nmea/GPRMC',
    channel: 0,
    bytes: Uint8Array.of(0x24, seq),
    decoded: { lat: 26.33 },
  },
}))

async function desk() {
  const bench = openBench(modules)
  const { id } = await bench.api.gateways.add({
    name: '定位',
    driver: 'fake',
    link: { kind: 'memory', name: 'm' },
  })
  bench.hub.frames = () => ring
  return { ...bench, id }
}

it('detects one port at a time, tells its steps and its end, and adds nothing by itself', async () => {
  const { api, hub, changed } = await desk()
  let step: ((step: DetectStep) => void) | undefined
  let end: ((report: DetectReport) => void) | undefined
  hub.detect = (_link, { onStep }) => {
    step = onStep
    return new Promise((resolve) => (end = resolve))
  }
  expect(await api.diagnosis.detection()).toMatchObject({ running: false, words: '' })
  await api.diagnosis.startDetection({ kind: 'serial', path: '/dev/ttyUSB0' })
  await expect(
    api.diagnosis.startDetection({ kind: 'serial', path: '/dev/ttyUSB1' }),
  ).rejects.toThrow('正在识别')
  step?.({ kind: 'listening', baud: 9600, n: 1, of: 8 })
  expect(await api.diagnosis.detection()).toMatchObject({
    running: true,
    words: '正在听 9600 波特（1/8）…',
  })
  step?.({ kind: 'asking', title: '北斗', baud: 9600 })
  expect((await api.diagnosis.detection()).words).toBe('没有听到数据，正在问「北斗」 9600 波特…')
  end?.({ ...nothing, findings: [found] })
  await vi.waitFor(async () => expect((await api.diagnosis.detection()).running).toBe(false))
  expect(await api.diagnosis.detection()).toMatchObject({
    words: '可以确定是「卫星定位接收机」，9600 波特：听到 12 帧，校验全对；GPS接收机。',
    findings: [{ driver: 'nmea', baud: 9600, certainty: 'certain' }],
  })
  expect(changed.filter((topic) => topic === 'diagnosis').length).toBeGreaterThanOrEqual(4)
  expect(await api.gateways.list()).toHaveLength(1)
})

it('concludes in words what to do where nothing was found', () => {
  const conclude = (report: DetectReport) => conclusion(report, serial)
  expect(conclude(nothing).words).toContain('什么也没有听到')
  expect(conclude({ ...nothing, heard: [{ baud: 9600, bytes: 80, hex: '00' }] }).words).toBe(
    '听到 80 字节，但各种速率都认不出是什么。',
  )
  const busy = conclude({ ...nothing, problem: { reason: 'busy', detail: '车台' } })
  expect(busy.words).toBe('端口打不开：端口被其他程序占用：「车台」正在用它。')
  expect(busy.todo[0]).toContain('先「停用」那个网关')
  expect(conclude({ ...nothing, stopped: true }).words).toBe('已停下，还没有结论。')
  expect(conclude({ ...nothing, echo: true }).todo.at(-1)).toContain('原样回来')
  const two = conclude({
    ...nothing,
    findings: [found, { ...found, driver: 'x', certainty: 'likely' }],
  })
  expect(two.todo[0]).toContain('也可能是下面第二种')
})

it('says what to do about a port that does not open, by its reason', () => {
  const gone: DetectReport = { ...nothing, problem: { reason: 'not-found', detail: 'ENOENT' } }
  const unplugged = conclusion(gone, serial)
  expect(unplugged.words).toBe('端口打不开：找不到端口或主机。')
  expect(unplugged.todo[0]).toContain('插好 USB 串口线')
  expect(unplugged.todo.join()).not.toContain('停用')
  const refused: DetectReport = { ...nothing, problem: { reason: 'refused', detail: '' } }
  const server = conclusion(refused, { kind: 'tcp', host: '10.0.0.7', port: 4001 })
  expect(server.todo[0]).toBe('核对端口号')
})

it('keeps frames with a note though the ring rolls on, over a restart, and gives them back as a file', async () => {
  const bench = await desk()
  const { api, id, hub, restart } = bench
  await api.diagnosis.keep({ gateway: id, seqs: [1, 3], note: '位置跳了' })
  hub.frames = () => []
  await expect(api.diagnosis.keep({ gateway: id, seqs: [2], note: '' })).rejects.toThrow(
    '已经滚动出去',
  )
  const after = restart()
  const [kept] = await after.api.diagnosis.kept()
  expect(kept).toMatchObject({ gatewayName: '定位', note: '位置跳了', by: '王海燕' })
  expect(kept?.frames).toMatchObject([
    { kind: 'nmea/GPRMC', hex: '2401', decoded: { lat: 26.33 } },
    { hex: '2403' },
  ])
  const file = await after.api.diagnosis.exportSelection({ kept: kept?.id ?? '' })
  expect(file.text.split('\n')).toHaveLength(3)
  expect(file.fileName).toMatch(/^frames-.*\.tsv$/)
  const replayed = await after.api.diagnosis.replay({ driver: 'fake', text: file.text })
  expect(replayed.words).toContain('没有写入记录，也没有发到线路上')
  await after.api.diagnosis.forget({ id: kept?.id ?? '' })
  expect(await after.api.diagnosis.kept()).toEqual([])
})

it('exports only what was selected', async () => {
  const { api, id } = await desk()
  const { text } = await api.diagnosis.exportSelection({ gateway: id, seqs: [2] })
  expect(text).toBe('2026-07-01T04:00:00.002Z\t<-\t0\tok\tnmea/GPRMC\t2402\t{"lat":26.33}\n')
})

it('names the line of a file that is no export', async () => {
  const { api } = await desk()
  await expect(api.diagnosis.replay({ driver: 'fake', text: 'hello' })).rejects.toThrow(
    '第 1 行不是',
  )
  await expect(api.diagnosis.replay({ driver: 'fake', text: '\n' })).rejects.toThrow('没有数据')
})

it('hands the doctor how far the device clock is off', async () => {
  const { api, hub, id } = await desk()
  const asked: unknown[] = []
  hub.examine = (gateway, besides) => {
    asked.push([gateway, besides.clockOffsetMs])
    return [{ code: 'fine', severity: 'fine', title: '没有发现问题', because: '', todo: [] }]
  }
  await api.diagnosis.examine({ id })
  hub.say(id, { kind: 'clockQuality', offsetMs: -90_000, source: 'gps' })
  expect(await api.diagnosis.examine({ id })).toMatchObject([{ title: '没有发现问题' }])
  expect(asked).toEqual([
    [id, undefined],
    [id, -90_000],
  ])
})
