/** Frames as lines of a file, and back: what support takes away and replays. */
import type { EpochMs } from '../kernel/world.ts'
import { accept, refuse, type Refusal, type Result } from '../kernel/result.ts'
import type { FrameRecord } from './driver.ts'
import { fromHex, toHex } from './frame-kit.ts'

export interface TimedFrame {
  readonly at: EpochMs
  readonly frame: FrameRecord
}

/** Decoded values may hold bytes or bigints. */
function plainValue(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString()
  return value instanceof Uint8Array ? toHex(value) : value
}

/** Time (UTC), direction, channel, outcome, kind, hex, decoded as JSON; tabs between. */
export function exportLine({ at, frame }: TimedFrame): string {
  const decoded = frame.decoded === undefined ? '' : JSON.stringify(frame.decoded, plainValue)
  const direction = frame.direction === 'in' ? '<-' : '->'
  const { channel, outcome, kind, bytes } = frame
  const fields = [new Date(at).toISOString(), direction, String(channel), outcome, kind]
  return [...fields, toHex(bytes), decoded].join('\t')
}

export type ExportRefusal =
  | Refusal<'not-an-export', { readonly line: number; readonly text: string }>
  | Refusal<'too-long', { readonly limit: number }>
  | Refusal<'empty'>

/** Forty rings; a session over more would hold the console up. */
export const maxReplayed = 20_000
const outcomes = ['ok', 'damaged', 'noise', 'unknown'] as const

function readLine(line: string): TimedFrame | undefined {
  const [time = '', arrow, channel = '', outcome = '', kind = '', hex = ''] = line.split('\t')
  const at = Date.parse(time)
  const bytes = fromHex(hex)
  const known = outcomes.find((one) => one === outcome)
  const place = Number(channel)
  if (!Number.isFinite(at) || bytes === undefined || known === undefined) return undefined
  if ((arrow !== '<-' && arrow !== '->') || !Number.isInteger(place) || place < 0) return undefined
  const direction = arrow === '<-' ? 'in' : 'out'
  return { at, frame: { direction, channel: place, outcome: known, kind, bytes } }
}

/** Blank lines are left out; what was decoded then is not read: the replay decodes anew. */
export function readExport(text: string): Result<TimedFrame[], ExportRefusal> {
  const frames: TimedFrame[] = []
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    const frame = readLine(line)
    if (!frame) return refuse('not-an-export', { line: i + 1, text: line.slice(0, 60) })
    frames.push(frame)
    if (frames.length > maxReplayed) return refuse('too-long', { limit: maxReplayed })
  }
  return frames.length === 0 ? refuse('empty') : accept(frames)
}
