/**
 * The timeline as a drawing of its own: SVG without style sheets or scripts, so that the page's
 * policy lets it in and the PDF writer understands it. It reads in black and white: kinds differ
 * by shape, states by word and grey.
 */
import { beijingDate, beijingTime } from '../../kernel/beijing-time.ts'
import type { MarkKind, TimelineMark } from './contract.ts'
import { markKinds } from './contract.ts'
import type { Lane, Timeline } from './timeline.ts'

/** Colours by their work; on screen they are the theme's variables. */
export interface ChartLook {
  readonly ink: string
  readonly quiet: string
  readonly line: string
  readonly paper: string
  readonly fills: readonly [string, string, string]
  readonly mark: string
}

export const printLook: ChartLook = {
  ink: '#000000',
  quiet: '#444444',
  line: '#999999',
  paper: '#ffffff',
  fills: ['#ffffff', '#e6e6e6', '#bdbdbd'],
  mark: '#000000',
}

export const screenLook: ChartLook = {
  ink: 'var(--text-1)',
  quiet: 'var(--text-2)',
  line: 'var(--line-control)',
  paper: 'var(--bg-panel)',
  fills: ['var(--bg-panel)', 'var(--bg-raised)', 'var(--accent-soft)'],
  mark: 'var(--accent-text)',
}

const font = `font-family="NotoSansSC, 'Noto Sans SC Variable', sans-serif"`
const labelWidth = 92
/** Behind the axis: what happened after the work ended. */
const afterWidth = 46
const axisHeight = 34
const laneHeight = 50
const legendRow = 18
const hourMs = 3_600_000
const minuteMs = 60_000
const dayMs = 24 * hourMs
/** Beijing time has no summer time. */
const beijingOffsetMs = 8 * hourMs

const steps = [5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 7200, 14_400].map(
  (minutes) => minutes * minuteMs,
)

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

function rounded(value: number): string {
  return String(Math.round(value * 10) / 10)
}

interface Words {
  readonly x: number
  readonly y: number
  readonly text: string
  readonly size?: number
  readonly anchor?: 'start' | 'middle' | 'end'
  readonly bold?: boolean
  readonly fill: string
}

function words({ x, y, text, size = 10, anchor = 'start', bold = false, fill }: Words): string {
  const weight = bold ? ' font-weight="bold"' : ''
  return `<text x="${rounded(x)}" y="${rounded(y)}" ${font} font-size="${size}" text-anchor="${anchor}"${weight} fill="${fill}">${escaped(text)}</text>`
}

/** Chinese characters are as wide as they are high, digits and letters about half. */
function widthOf(text: string, size: number): number {
  return [...text].reduce((sum, char) => sum + (char.charCodeAt(0) < 0x2e80 ? 0.58 : 1) * size, 0)
}

function shortened(text: string, room: number, size: number): string {
  if (widthOf(text, size) <= room) return text
  const chars = [...text]
  while (chars.length > 0 && widthOf(`${chars.join('')}…`, size) > room) chars.pop()
  return chars.length === 0 ? '' : `${chars.join('')}…`
}

/** One shape per kind, about 9 wide. */
function shape(kind: MarkKind, x: number, y: number, look: ChartLook): string {
  const at = (dx: number, dy: number) => `${rounded(x + dx)} ${rounded(y + dy)}`
  const solid = `fill="${look.mark}" stroke="${look.paper}" stroke-width="1"`
  const open = `fill="${look.paper}" stroke="${look.mark}" stroke-width="1.4"`
  const path = (points: readonly (readonly [number, number])[], paint: string) =>
    `<path d="M${points.map(([dx, dy]) => at(dx, dy)).join(' L')} Z" ${paint}/>`
  const square: readonly (readonly [number, number])[] = [
    [-4, -4],
    [4, -4],
    [4, 4],
    [-4, 4],
  ]
  switch (kind) {
    case 'call':
      return `<circle cx="${rounded(x)}" cy="${rounded(y)}" r="4" ${open}/>`
    case 'state':
      return `<path d="M${at(0, -8)} L${at(0, 8)}" fill="none" stroke="${look.mark}" stroke-width="2"/>`
    case 'order':
      return path(
        [
          [-5, -4],
          [5, -4],
          [0, 5],
        ],
        open,
      )
    case 'arrival':
      return path(
        [
          [-5, 4],
          [5, 4],
          [0, -5],
        ],
        solid,
      )
    case 'release':
      return path(square, open)
    case 'report':
      return path(square, solid)
    case 'casualty':
      return path(
        [
          [0, -6],
          [6, 0],
          [0, 6],
          [-6, 0],
        ],
        solid,
      )
    case 'grade':
      return path(
        [
          [0, -6],
          [6, 0],
          [0, 6],
          [-6, 0],
        ],
        open,
      )
    case 'relief':
      return `<path d="M${at(-5, 0)} L${at(5, 0)} M${at(0, -5)} L${at(0, 5)}" fill="none" stroke="${look.mark}" stroke-width="2.6"/>`
  }
}

interface Frame {
  readonly timeline: Timeline
  readonly look: ChartLook
  readonly width: number
  readonly lanesHeight: number
  readonly x: (at: number) => number
}

function ticks({ timeline: { from, to }, x, width }: Frame): number[] {
  const room = Math.max(2, Math.floor((width - labelWidth - afterWidth) / 52))
  const step = steps.find((one) => (to - from) / one <= room) ?? dayMs * 30
  const firstTick = Math.ceil((from + beijingOffsetMs) / step) * step - beijingOffsetMs
  const found: number[] = []
  for (let at = firstTick; at <= to; at += step) if (x(at) <= width - afterWidth) found.push(at)
  return found
}

function axis(frame: Frame): string[] {
  const { look, lanesHeight, x, width, timeline } = frame
  let day = ''
  const drawn = ticks(frame).flatMap((at) => {
    const date = beijingDate(at)
    const label =
      day === date
        ? []
        : [words({ x: x(at), y: 12, text: date.slice(5), anchor: 'middle', fill: look.quiet })]
    day = date
    return [
      `<path d="M${rounded(x(at))} ${axisHeight - 5} L${rounded(x(at))} ${axisHeight + lanesHeight}" fill="none" stroke="${look.line}" stroke-width="0.5" stroke-dasharray="2 3"/>`,
      ...label,
      words({
        x: x(at),
        y: 25,
        text: beijingTime(at).slice(0, 5),
        anchor: 'middle',
        fill: look.ink,
      }),
    ]
  })
  const late = timeline.marks.some(({ at }) => at > timeline.to)
  const after = width - afterWidth
  return [
    words({ x: 2, y: 12, text: '北京时间', fill: look.quiet }),
    ...drawn,
    ...(late
      ? [
          words({
            x: after + afterWidth / 2,
            y: 25,
            text: '之后',
            anchor: 'middle',
            fill: look.quiet,
          }),
          `<path d="M${rounded(after)} ${axisHeight - 5} L${rounded(after)} ${axisHeight + lanesHeight}" fill="none" stroke="${look.ink}" stroke-width="0.8" stroke-dasharray="5 3"/>`,
        ]
      : []),
  ]
}

function laneOf({ look, width, x }: Frame, lane: Lane, top: number): string[] {
  const middle = top + laneHeight / 2
  return [
    `<path d="M0 ${top} L${width} ${top}" fill="none" stroke="${look.line}" stroke-width="0.6"/>`,
    words({
      x: 2,
      y: middle + 4,
      text: shortened(lane.title, labelWidth - 6, 11),
      size: 11,
      bold: true,
      fill: look.ink,
    }),
    ...lane.spans.flatMap(({ from, to, word, weight }) => {
      const left = x(from)
      const wide = Math.max(1, x(to) - left)
      const text = shortened(word, wide - 11, 10)
      return [
        `<rect x="${rounded(left)}" y="${middle - 8}" width="${rounded(wide)}" height="16" fill="${look.fills[weight]}" stroke="${look.ink}" stroke-width="0.6"/>`,
        ...(text === '' ? [] : [words({ x: left + 8, y: middle + 3.5, text, fill: look.ink })]),
      ]
    }),
  ]
}

/** Where a mark's number stands: above, below, or one line further out, wherever there is room. */
const slots = [-12, 20, -21] as const

function marksOf({ look, x, timeline, width }: Frame, lane: Lane, top: number): string[] {
  const middle = top + laneHeight / 2
  const taken: number[] = slots.map(() => Number.NEGATIVE_INFINITY)
  let late = 0
  return timeline.marks
    .filter((mark) => mark.lane === lane.key)
    .flatMap((mark: TimelineMark) => {
      const outside = mark.at > timeline.to
      const place = outside ? Math.min(width - 6, width - afterWidth + 8 + 12 * late++) : x(mark.at)
      const number = String(mark.number)
      const half = widthOf(number, 9) / 2 + 1
      const free = taken.findIndex((right) => place - half > right)
      const slot = free < 0 ? slots.length - 1 : free
      taken[slot] = place + half
      return [
        `<g data-mark="${mark.number}">${shape(mark.kind, place, middle, look)}${words({ x: place, y: middle + (slots[slot] ?? -12), text: number, size: 9, anchor: 'middle', fill: look.ink })}</g>`,
      ]
    })
}

function legend({ look, width, lanesHeight, timeline }: Frame): {
  parts: string[]
  height: number
} {
  const used = markKinds.filter(([kind]) => timeline.marks.some((mark) => mark.kind === kind))
  let x = labelWidth
  let row = 0
  const parts = used.flatMap(([kind, word]) => {
    const wide = 22 + widthOf(word, 10)
    if (x + wide > width && x > labelWidth) {
      x = labelWidth
      row += 1
    }
    const y = axisHeight + lanesHeight + 14 + row * legendRow
    const drawn = [
      shape(kind, x + 6, y, look),
      words({ x: x + 15, y: y + 4, text: word, fill: look.quiet }),
    ]
    x += wide
    return drawn
  })
  return { parts, height: used.length === 0 ? 0 : (row + 1) * legendRow + 8 }
}

export interface DrawnChart {
  readonly svg: string
  readonly width: number
  readonly height: number
}

export function timelineSvg(timeline: Timeline, width: number, look: ChartLook): DrawnChart {
  const lanesHeight = timeline.lanes.length * laneHeight
  const span = Math.max(1, timeline.to - timeline.from)
  const left = labelWidth + 8
  const room = width - left - afterWidth - 4
  const frame: Frame = {
    timeline,
    look,
    width,
    lanesHeight,
    x: (at) => left + (Math.min(Math.max(at - timeline.from, 0), span) / span) * room,
  }
  const below = legend(frame)
  const height = axisHeight + lanesHeight + below.height
  const lanes = timeline.lanes.map((lane, index) => ({
    lane,
    top: axisHeight + index * laneHeight,
  }))
  const body = [
    ...axis(frame),
    ...lanes.flatMap(({ lane, top }) => laneOf(frame, lane, top)),
    `<path d="M0 ${axisHeight + lanesHeight} L${width} ${axisHeight + lanesHeight}" fill="none" stroke="${look.line}" stroke-width="0.6"/>`,
    ...lanes.flatMap(({ lane, top }) => marksOf(frame, lane, top)),
    ...below.parts,
  ]
  return {
    svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="时间线">${body.join('')}</svg>`,
    width,
    height,
  }
}
