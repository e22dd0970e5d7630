import { expect, it } from 'vitest'
import { timelineOf, type Happened, type HappenedLane } from './timeline.ts'
import { printLook, screenLook, timelineSvg } from './timeline-svg.ts'

const start = Date.UTC(2026, 2, 1, 14, 0)
const at = (minutes: number) => start + minutes * 60_000

const lanes: HappenedLane[] = [
  {
    key: 'incident',
    title: '事件',
    states: [
      { at: at(0), word: '接报', weight: 0 },
      { at: at(5), word: '处置中', weight: 2 },
      { at: at(300), word: '已控制', weight: 1 },
    ],
    endedAt: at(360),
  },
  { key: 'reports', title: '报送', states: [], endedAt: null },
  { key: 'casualties', title: '伤亡', states: [], endedAt: null },
  {
    key: 'a1',
    title: '森防01',
    states: [
      { at: at(6), word: '已下令', weight: 0 },
      { at: at(20), word: '途中', weight: 1 },
      { at: at(70), word: '处置中', weight: 2 },
    ],
    endedAt: at(340),
  },
]
const happened: Happened[] = [
  { at: at(0), lane: 'incident', kind: 'call', text: '接报（王海燕）' },
  { at: at(5), lane: 'incident', kind: 'state', text: '处置中（王海燕）' },
  { at: at(6), lane: 'a1', kind: 'order', text: '下令 森防01 <&"' },
  { at: at(70), lane: 'a1', kind: 'arrival', text: '到达 森防01' },
  { at: at(12), lane: 'reports', kind: 'report', text: '电话快报' },
  { at: at(14), lane: 'reports', kind: 'report', text: '首报' },
  { at: at(90), lane: 'casualties', kind: 'casualty', text: '受伤 2' },
  { at: at(120), lane: 'incident', kind: 'grade', text: '定级 较大' },
  { at: at(2000), lane: 'reports', kind: 'report', text: '终报' },
]
const timeline = timelineOf(lanes, happened, { workEndedAt: at(360), asOf: at(2000) })

it('numbers what happened in order of time, through all lanes', () => {
  expect(timeline.marks.map(({ number, text }) => `${number} ${text}`)).toEqual([
    '1 接报（王海燕）',
    '2 处置中（王海燕）',
    '3 下令 森防01 <&"',
    '4 电话快报',
    '5 首报',
    '6 到达 森防01',
    '7 受伤 2',
    '8 定级 较大',
    '9 终报',
  ])
})

it('draws every mark once with its number, every state with its word, and the axis in Beijing time', () => {
  for (const look of [printLook, screenLook]) {
    const { svg } = timelineSvg(timeline, 1000, look)
    for (const { number } of timeline.marks) {
      expect(svg.split(`data-mark="${number}"`)).toHaveLength(2)
    }
    for (const word of [
      '处置中',
      '已控制',
      '途中',
      '北京时间',
      '22:00',
      '03-01',
      '之后',
      '森防01',
    ]) {
      expect(svg).toContain(word)
    }
    // Neither the page's policy nor the PDF writer takes these.
    expect(svg).not.toMatch(/style=|<style|<script|undefined|NaN/)
  }
})

it('puts marks where their time is, and what came after the work behind the axis', () => {
  const { svg, width } = timelineSvg(timeline, 1000, printLook)
  const placeOf = (number: number) =>
    Number(new RegExp(`data-mark="${number}">.*?<text x="([\\d.]+)"`).exec(svg)?.[1])
  expect(placeOf(1)).toBe(100)
  expect(placeOf(6) - placeOf(1)).toBeCloseTo((70 / 360) * (1000 - 100 - 46 - 4), 0)
  expect(placeOf(9)).toBeGreaterThan(width - 46)
})

it('is drawn for an incident with a single moment, and for one that lasted ten days', () => {
  for (const minutes of [0, 14_400]) {
    const short = timelineOf(
      [{ key: 'incident', title: '事件', states: [], endedAt: null }],
      [
        { at: at(0), lane: 'incident', kind: 'call', text: '接报' },
        { at: at(minutes), lane: 'incident', kind: 'state', text: '误报' },
      ],
      { workEndedAt: null, asOf: at(minutes) },
    )
    const { svg } = timelineSvg(short, 700, printLook)
    expect(svg).not.toMatch(/NaN|Infinity/)
    expect(svg.match(/stroke-dasharray="2 3"/g)?.length ?? 0).toBeLessThan(13)
  }
})
