import { expect, it } from 'vitest'
import type { StationReading } from '../../../core/gateway/events.ts'
import { fromLatin1, toHex } from '../../../core/gateway/frame-kit.ts'
import { crc16 } from './crc.ts'
import { asciiUp, fixtures, packet, river, station, up } from './fixtures/frames.ts'
import { readFrame } from './frame.ts'
import { sl651Framer } from './framer.ts'
import { packetStore } from './packets.ts'
import { readContents, stationTime } from './readings.ts'
import { bcdTime, confirmation, question } from './write.ts'

const noon = Date.UTC(2026, 6, 1, 4)
const minute = 60_000
const none = new Uint8Array()

const cut = (bytes: Uint8Array) => {
  const framer = sl651Framer()
  return [...framer.push(bytes), ...framer.flush()]
}
function contentsOf(bytes: Uint8Array) {
  const frame = readFrame(bytes)
  if (!frame) throw new Error('no frame')
  return readContents(frame, frame.rest, noon)
}
const words = ({ element, value, unit }: StationReading) =>
  `${element} ${value ?? '-'} ${unit}`.trim()

it('sums as MODBUS does', () => {
  expect(crc16(fromLatin1('123456789'))).toBe(0x4b37)
})

it.each(fixtures.map((one) => [one.why, one] as const))(
  'reads: %s',
  (_why, { bytes, readings, report }) => {
    expect(cut(bytes)).toEqual([{ kind: 'frame', bytes }])
    const contents = contentsOf(bytes)
    expect(contents.readings.map(words)).toEqual(readings)
    for (const reading of contents.readings) {
      expect(reading).toMatchObject({ station, report, at: noon })
    }
  },
)

it('finds each damaged when one byte is another', () => {
  for (const { bytes } of fixtures) {
    const wrong = bytes.slice()
    wrong[20] = (wrong[20] ?? 0) ^ 1
    expect(cut(wrong).map(({ kind }) => kind)).not.toContain('frame')
  }
})

it('gives each value of a uniform report its own time', () => {
  const values = '00000122 00000285 ffffffff 00010490'
  const { readings } = contentsOf(
    up('31', `f1f1 ${station} 48 f0f0 2607011105 0418 000005 3923 ${values}`),
  )
  expect(readings.map(({ element, value, at }) => [element, value, (at - noon) / minute])).toEqual([
    ['Z', 0.122, -55],
    ['Z', 0.285, -50],
    ['Z', undefined, -45],
    ['Z', 10.49, -40],
  ])
})

it('reads twelve five-minute values from their beginning or to their end, never into the future', () => {
  const rain = 'f460 05 00 00 00 14 ff ff ff ff ff 00 00'
  const times = (time: string) =>
    contentsOf(up('34', `f1f1 ${station} 48 f0f0 ${time} ${rain}`)).readings.map(
      ({ at }) => (at - noon) / minute,
    )
  expect(times('2607011105')[0]).toBe(-55)
  expect(times('2607011105').at(-1)).toBe(0)
  expect(times('2607011200')).toEqual(times('2607011105'))
  const { readings } = contentsOf(
    up('34', `${river} ${rain} f5c0 ${'0aaa'.repeat(2)}${'ffff'.repeat(10)}`),
  )
  expect(readings.slice(0, 6).map(words)).toEqual([
    'DRP 0.5 mm',
    'DRP 0 mm',
    'DRP 0 mm',
    'DRP 0 mm',
    'DRP 2 mm',
    'DRP - mm',
  ])
  expect(readings.slice(12, 15).map(words)).toEqual(['DRZ1 27.3 m', 'DRZ1 27.3 m', 'DRZ1 - m'])
})

it('keeps its hands off what it cannot read', () => {
  expect(contentsOf(up('32', `${river} 2019 0001`)).readings).toEqual([])
  expect(contentsOf(up('32', `${river} ff01 19 000125`)).elements.at(-1)).toMatchObject({
    kind: 'unread',
  })
  expect(contentsOf(up('41', `f1f1 ${station} 0120 00000002`)).readings).toEqual([])
  expect(contentsOf(up('46', `f1f1 ${station} 4520 00000004`)).statusBits).toBe(4)
})

it('dates by the sending where the observation has no date, and by arrival where neither has', () => {
  const at = (obs: string, sent: string) =>
    contentsOf(up('32', `f1f1 ${station} 48 f0f0 ${obs} 2019 000125`, { time: sent })).readings[0]
      ?.at
  expect(at('0000000000', '260701115500')).toBe(noon - 5 * minute)
  expect(at('0000000000', '000000000000')).toBe(noon)
  expect(stationTime('261301000000')).toBeUndefined()
  expect(stationTime('26070112')).toBeUndefined()
})

it('puts packets together in any order, and keeps messages of two stations apart', () => {
  const store = packetStore()
  const whole = `0007 260701120000 ${river} 2019 000125 3923 00226400`.replaceAll(' ', '')
  const parts = [whole.slice(0, 60), whole.slice(60, 72), whole.slice(72)]
  const frames = parts.map((part, i) =>
    readFrame(packet('32', 3, i + 1, part, i === 2 ? '03' : '17')),
  )
  const [first, second, third] = frames
  if (!first || !second || !third) throw new Error('no frames')
  expect(store.take(second, 0)).toBeUndefined()
  expect(store.take(second, 0)).toBeUndefined()
  expect(store.take(third, 0)).toBeUndefined()
  const done = store.take(first, 0)
  expect(done?.frame.serial).toBe(7)
  const readings = done && readContents(done.frame, done.rest, noon).readings
  expect(readings?.map(words)).toEqual(['PJ 12.5 mm', 'Z 226.4 m'])
  expect(store.take(third, 0)).toBeUndefined()
})

it('gives up a message larger than half a megabyte instead of holding it', () => {
  const ofPackets = (total: number) => {
    const store = packetStore()
    const parts = Array.from({ length: total }, (_, i) => {
      const frame = readFrame(packet('36', total, i + 1, '00'.repeat(4000), '17'))
      return frame && store.take(frame, 0)
    })
    return parts.filter((whole) => whole !== undefined).map(({ rest }) => rest.length)
  }
  expect(ofPackets(100)).toEqual([100 * 4000 - 8])
  expect(ofPackets(140)).toEqual([])
})

it('confirms with the same function, number and password, and asks with ENQ', () => {
  const frame = readFrame(up('32', `${river} 2019 000125`))
  if (!frame) throw new Error('no frame')
  const sent = confirmation(frame, 'EOT', noon)
  expect(toHex(sent, 0, 23)).toBe(`7e7e${station}01123432800802000726070112000004`)
  expect(readFrame(sent)).toMatchObject({
    direction: 'down',
    station,
    code: 0x32,
    serial: 7,
    end: 'EOT',
    sendTime: '260701120000',
  })
  const asked = question(0x4a, {
    station,
    center: 1,
    password: '1234',
    nowMs: noon,
    form: 'binary',
  })
  expect(readFrame(asked)).toMatchObject({
    code: 0x4a,
    serial: 0,
    end: 'ENQ',
    sendTime: '260701120000',
  })
  expect(cut(asked)).toEqual([{ kind: 'frame', bytes: asked }])
  expect(bcdTime(noon)).toEqual([0x26, 0x07, 0x01, 0x12, 0x00, 0x00])
})

it('answers a station of the ASCII form in its form', () => {
  const frame = readFrame(asciiUp('32', `ST ${station} 48 TT 2607011200 PJ 1.0 `))
  if (!frame) throw new Error('no frame')
  const sent = confirmation(frame, 'ESC', noon)
  expect(cut(sent)).toEqual([{ kind: 'frame', bytes: sent }])
  expect(readFrame(sent)).toMatchObject({
    form: 'ascii',
    direction: 'down',
    station,
    center: 1,
    password: '1234',
    end: 'ESC',
  })
})

it('never finds a frame in nothing', () => {
  expect(cut(none)).toEqual([])
})
