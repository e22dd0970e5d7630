/** Segment files as they lie in the folder, for whoever reads them. */
import { readFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { decodeEnvelope } from '../../../core/oplog/envelope.ts'
import type { WireOp } from '../../../core/oplog/types.ts'
import { itemsOf, seqOfItem } from './cbor-sequence.ts'
import { namesIn } from './durable-file.ts'
import { readSeals, type Seal } from './segment-manifest.ts'
import { addSeq, type SeqRange } from './seq-ranges.ts'

const namePattern = /^([0-9A-Z]{16})-(\d+)\.cborseq$/

export interface SegmentName {
  readonly file: string
  readonly origin: string
  readonly number: number
}

export function segmentName(origin: string, number: number): string {
  return `${origin}-${number}.cborseq`
}

/** In origin and number order. */
export function segmentsIn(dir: string): readonly SegmentName[] {
  const found: SegmentName[] = []
  for (const file of namesIn(dir)) {
    const [, origin, number] = namePattern.exec(file) ?? []
    if (origin !== undefined) found.push({ file, origin, number: Number(number) })
  }
  return found.sort((a, b) =>
    a.origin < b.origin ? -1 : a.origin > b.origin ? 1 : a.number - b.number,
  )
}

/** What an unsealed file holds, up to the first torn item. */
export function sealOf(dir: string, { file, origin }: SegmentName): Seal {
  const bytes = readFileSync(join(dir, file))
  let ranges: readonly SeqRange[] = []
  let length = 0
  for (const item of itemsOf(bytes)) {
    const seq = seqOfItem(item)
    if (seq === undefined) break
    ranges = addSeq(ranges, seq)
    length += item.length
  }
  return { file, origin, bytes: length, sha256: hashOf(bytes.subarray(0, length)), ranges }
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** A damaged file and what is wrong with it; its readable ops are given all the same. */
export interface SegmentFault {
  readonly file: string
  readonly fault: 'hash-differs' | 'too-short' | 'torn-tail' | 'not-an-op' | 'missing'
  readonly atByte: number
}

/**
 * Every readable op of every segment; `onFault` hears of what is damaged. A torn tail of an
 * unsealed file is what a power cut leaves and is told as `torn-tail`.
 */
export function* readSegments(
  dir: string,
  onFault: (fault: SegmentFault) => void,
): Generator<WireOp> {
  const seals = readSeals(dir)
  const names = segmentsIn(dir)
  const present = new Set(names.map((name) => name.file))
  for (const file of seals.keys())
    if (!present.has(file)) onFault({ file, fault: 'missing', atByte: 0 })
  for (const name of names) yield* readOne(dir, name, seals.get(name.file), onFault)
}

function* readOne(
  dir: string,
  name: SegmentName,
  seal: Seal | undefined,
  onFault: (fault: SegmentFault) => void,
): Generator<WireOp> {
  const { file } = name
  const all = readFileSync(join(dir, file))
  const bytes = seal ? all.subarray(0, seal.bytes) : all
  if (seal && all.length < seal.bytes) onFault({ file, fault: 'too-short', atByte: all.length })
  else if (seal && hashOf(bytes) !== seal.sha256)
    onFault({ file, fault: 'hash-differs', atByte: 0 })
  let at = 0
  for (const item of itemsOf(bytes)) {
    const envelope = decodeEnvelope(item)
    if (envelope.ok && envelope.value.origin === name.origin) {
      yield { origin: name.origin, seq: envelope.value.seq, bytes: new Uint8Array(item) }
    } else {
      onFault({ file, fault: 'not-an-op', atByte: at })
    }
    at += item.length
  }
  if (at < bytes.length) onFault({ file, fault: 'torn-tail', atByte: at })
}
