import { assert, constantFrom, double, property } from 'fast-check'
import { expect, it } from 'vitest'
import {
  coordinateFormats,
  coordinateProblem,
  coordinatesText,
  parseCoordinates,
  readCoordinates,
  writeCoordinates,
} from './coordinates.ts'
import { distanceM } from './geo.ts'

const read = (text: string) => {
  const result = parseCoordinates(text)
  if (result.ok) return coordinatesText(result.value)
  return result.code === 'bad-coordinates' ? result.data.fault : result.code
}

it.each([
  '26.4805,116.3105',
  '26.4805 116.3105',
  '116.3105,26.4805',
  '116.3105，26.4805',
  '２６．４８０５，１１６．３１０５',
  '(26.4805, 116.3105)',
  'N26.4805 E116.3105',
  'E116.3105 N26.4805',
  '26.4805N, 116.3105E',
  '116.3105°E 26.4805°N',
  '北纬26.4805 东经116.3105',
  '东经116.3105°，北纬26.4805°',
  '北纬26.4805度，东经116.3105度',
  '纬度：26.4805 经度：116.3105',
  'lat:26.4805 lon:116.3105',
  'lng=116.3105'.replace('=', ' ') + ' lat 26.4805',
  '北纬26°28.83′ 东经116°18.63′',
  '26 28.83 116 18.63',
])('reads %s', (text) => {
  expect(read(text)).toBe('26.48050,116.31050')
})

it.each([
  '北纬26°28′50″ 东经116°18′38″',
  '东经116°18′38″，北纬26°28′50″',
  '26°28′50″N 116°18′38″E',
  `26°28'50"N,116°18'38"E`,
  `26°28'50'' 116°18'38''`,
  '北纬26度28分50秒东经116度18分38秒',
  'N26°28’50” E116°18’38”',
  '26º28′50″ 116º18′38″',
  '26°28′50 116°18′38',
  '26 28 50 N 116 18 38 E',
  '26 28 50.0 116 18 38.0',
])('reads %s', (text) => {
  expect(read(text)).toBe('26.48056,116.31056')
})

it.each([
  ['北纬26°72′50″ 东经116°18′38″', 'minutes'],
  ['北纬26°28′75″ 东经116°18′38″', 'seconds'],
  ['北纬26.4805 北纬116.3105', 'same-axis'],
  ['北纬26.4805', 'one-number'],
  ['96.4805 116.3105', 'latitude'],
  ['26.4805,216.3105', 'longitude'],
  ['N26.4805 W116.3105', 'outside-china'],
  ['-26.4805 116.3105', 'outside-china'],
  ['0.0,0.0', 'outside-china'],
] as const)('says what is wrong with %s', (text, fault) => {
  expect(read(text)).toBe(fault)
  expect(coordinateProblem(fault)).toMatch(/。$/)
})

it.each([
  '',
  '小松镇罗源村',
  '206国道 120 公里',
  '26.4805',
  '119 120',
  '13807971234',
  '1.2.3.4',
  '26.5 28 50 116 18 38',
  '26.4805,116.3105,12.5',
  'Elm',
])('takes %j for words, not for coordinates', (text) => {
  expect(read(text)).toBe('not-coordinates')
})

it('reads back every point of China that it writes, whichever number comes first', () => {
  const within = (min: number, max: number) => double({ min, max, noNaN: true })
  assert(
    property(within(3.1, 53.9), within(73.1, 135.9), (lat, lon) => {
      const text = coordinatesText({ lat, lon })
      expect(read(text)).toBe(text)
      expect(read(text.split(',').reverse().join(' '))).toBe(text)
    }),
  )
})

// A form with optional seconds swallowed the degrees that follow the minutes.
it.each([
  `116°20.532' 26°19.597'`,
  `116°20.532′ 26°19.597′`,
  `116°20.532'26°19.597'`,
  '116°20.532 26°19.597',
  '116度20.532分 26度19.597分',
  `26°19.597'N 116°20.532'E`,
  '26°19.597′ 116°20.532′',
])('does not take the next degrees for seconds in %s', (text) => {
  expect(read(text)).toBe('26.32662,116.34220')
})

const seat = { lat: 26.33, lon: 116.34 }

it.each([
  ['X=2913563.7823 Y=39434107.1276', undefined],
  ['X 2913563.7823，Y 39434107.1276', undefined],
  ['2913563.7823, 39434107.1276', undefined],
  ['39434107.1276 2913563.7823', undefined],
  ['Y=39434107.1276, X=2913563.7823', undefined],
  ['北坐标：2913563.7823 东坐标：39434107.1276', undefined],
  ['（2913563.7823，39434107.1276）', undefined],
  ['X：２９１３５６３．７８２３　Ｙ：３９４３４１０７．１２７６', undefined],
  ['X=2913563.7823米 Y=20434107.1276米', undefined],
  // X is the northing: who fills in a form of x and y the other way round is understood and told.
  ['X=39434107.1276 Y=2913563.7823', 'X、Y 与测量上的习惯相反（X 应是北向），已按数值大小认出'],
  ['Y=2913563.7823 X=39434107.1276', 'X、Y 与测量上的习惯相反（X 应是北向），已按数值大小认出'],
  ['2913563.7823 434107.1276', '没有带号，按 39 带'],
  [
    'X=434107.1276 Y=2913563.7823',
    'X、Y 与测量上的习惯相反（X 应是北向），已按数值大小认出；没有带号，按 39 带',
  ],
] as const)('reads CGCS2000 %s', (text, note) => {
  const made = readCoordinates(text, { zone: 39 })
  if (!made.ok) throw new Error(made.code)
  expect(distanceM(made.value.point, seat)).toBeLessThan(0.01)
  expect(made.value).toMatchObject({ format: 'cgcs2000', note })
})

it.each([
  ['X=2913563 Y=434107', 'zone-missing'],
  ['X=2913563 Y=99434107', 'projected'],
  ['X=2913563 Y=2913563', 'projected'],
  ['X=2913563 Y=39034107', 'projected'],
  ['N50J4753A', 'grid-code'],
] as const)('says what is wrong with %s', (text, fault) => {
  expect(read(text)).toBe(fault)
  expect(coordinateProblem(fault)).toMatch(/。$/)
})

it.each(['5712345 5712346', '434107 434108', '2913563', 'N50 国道'])(
  'takes %j for words, not for X and Y',
  (text) => {
    expect(read(text)).toBe('not-coordinates')
  },
)

it('reads a grid code as the middle of its cell, and says how large that is', () => {
  const made = readCoordinates('n50g 44359')
  if (!made.ok) throw new Error(made.code)
  expect(made.value.note).toBe('网格高约 1.8 公里，取格子中心')
  expect(distanceM(made.value.point, seat)).toBeLessThan(1300)
})

it('writes a point in every format', () => {
  expect(coordinateFormats.map((format) => writeCoordinates(seat, format))).toEqual([
    '26.33000°N 116.34000°E',
    '26°19′48.0″N 116°20′24.0″E',
    '26°19.800′N 116°20.400′E',
    'X 2913563.8 Y 39434107.1',
    'N50G443596C000',
  ])
})

it('carries what is rounded up over to minutes and degrees', () => {
  const nearly = { lat: 26.999_999_9, lon: 116.016_666_6 }
  expect(writeCoordinates(nearly, 'dms')).toBe('27°00′00.0″N 116°01′00.0″E')
  expect(writeCoordinates(nearly, 'dm')).toBe('27°00.000′N 116°01.000′E')
})

it('reads back what it writes, in every format, within the size of its last digit', () => {
  const within = (min: number, max: number) => double({ min, max, noNaN: true })
  const format = constantFrom(...coordinateFormats)
  assert(
    property(within(3.1, 53.9), within(73.1, 135.4), format, (lat, lon, one) => {
      const made = readCoordinates(writeCoordinates({ lat, lon }, one))
      if (!made.ok) throw new Error(`${one}: ${writeCoordinates({ lat, lon }, one)}`)
      expect(distanceM(made.value.point, { lat, lon })).toBeLessThan(one === 'grid' ? 6 : 2.5)
    }),
  )
})
