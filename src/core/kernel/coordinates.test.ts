import { assert, double, property } from 'fast-check'
import { expect, it } from 'vitest'
import { coordinateProblem, coordinatesText, parseCoordinates } from './coordinates.ts'

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
