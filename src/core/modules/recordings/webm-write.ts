/**
 * One finished WebM from the parts of a recording: with a length and with cues, so that every
 * player can seek, and with silence where the recording has a gap, so that a place in the file is
 * a time of the call.
 */
import { partMs, type OpusPacket, type SoundPart } from './webm-read.ts'

export interface PlacedPart {
  /** Since the beginning of the recording, milliseconds. */
  readonly fromMs: number
  readonly part: SoundPart
}

export interface ComposedSound {
  readonly bytes: Uint8Array
  readonly durationMs: number
}

/** 20 ms of silence, one channel, full band: RFC 6716 §3.1, configuration 31, code 0. */
const silence: OpusPacket = { atMs: 0, durationMs: 20, bytes: Uint8Array.of(0xf8, 0xff, 0xfe) }
/** Less than this is the browser's own unsteadiness, not a gap. */
const steadyMs = 100
const clusterMs = 5000

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    all.set(chunk, at)
    at += chunk.length
  }
  return all
}

function idBytes(id: number): Uint8Array {
  const bytes: number[] = []
  for (let rest = id; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256)
  return Uint8Array.from(bytes)
}

/** Eight bytes always: then the length of everything is known before it is written. */
function sizeBytes(size: number): Uint8Array {
  const bytes = new Uint8Array(8)
  bytes[0] = 0x01
  let rest = size
  for (let place = 7; place > 0; place--) {
    bytes[place] = rest % 256
    rest = Math.floor(rest / 256)
  }
  return bytes
}

function element(id: number, ...body: readonly Uint8Array[]): Uint8Array {
  const content = joined(body)
  return joined([idBytes(id), sizeBytes(content.length), content])
}

function number(id: number, value: number): Uint8Array {
  const bytes = sizeBytes(value)
  bytes[0] = 0
  return element(id, bytes)
}

function float(id: number, value: number): Uint8Array {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setFloat64(0, value)
  return element(id, bytes)
}

function text(id: number, ascii: string): Uint8Array {
  return element(
    id,
    Uint8Array.from(ascii, (letter) => letter.charCodeAt(0)),
  )
}

/** Every packet at its time, the gaps filled. */
function timeline(parts: readonly PlacedPart[]): OpusPacket[] {
  const all: OpusPacket[] = []
  let endMs = 0
  for (const { fromMs, part } of parts) {
    // Two parts never sound at once: the later one waits for the end of the earlier.
    const beginMs = all.length === 0 ? fromMs : Math.max(fromMs, endMs)
    for (const packet of part.packets) {
      const wanted = beginMs + packet.atMs
      if (wanted - endMs > steadyMs) {
        for (; endMs + silence.durationMs <= wanted; endMs += silence.durationMs)
          all.push({ ...silence, atMs: endMs })
      }
      all.push({ ...packet, atMs: endMs })
      endMs += packet.durationMs
    }
  }
  return all
}

function simpleBlock(relativeMs: number, packet: Uint8Array): Uint8Array {
  const head = Uint8Array.of(0x81, (relativeMs >> 8) & 0xff, relativeMs & 0xff, 0x80)
  return element(0xa3, head, packet)
}

function clustersOf(packets: readonly OpusPacket[]) {
  const clusters: { readonly atMs: number; readonly blocks: Uint8Array[] }[] = []
  for (const { atMs, bytes } of packets) {
    const last = clusters.at(-1)
    const ms = Math.round(atMs)
    if (last && ms - last.atMs < clusterMs) last.blocks.push(simpleBlock(ms - last.atMs, bytes))
    else clusters.push({ atMs: ms, blocks: [simpleBlock(0, bytes)] })
  }
  return clusters.map(({ atMs, blocks }) => ({
    atMs,
    bytes: element(0x1f43b675, number(0xe7, atMs), ...blocks),
  }))
}

function cue(atMs: number, position: number): Uint8Array {
  return element(0xbb, number(0xb3, atMs), element(0xb7, number(0xf7, 1), number(0xf1, position)))
}

/** `undefined` where there is no sound at all. */
export function composeSound(parts: readonly PlacedPart[]): ComposedSound | undefined {
  const [first] = parts
  const packets = timeline(parts)
  const last = packets.at(-1)
  if (!first || !last) return undefined
  const durationMs = Math.round(last.atMs + last.durationMs)
  const about = element(
    0x1549a966,
    number(0x2ad7b1, 1_000_000),
    float(0x4489, durationMs),
    text(0x4d80, 'console'),
    text(0x5741, 'console'),
  )
  const clusters = clustersOf(packets)
  const cuesLength = element(0x1c53bb6b, ...clusters.map(() => cue(0, 0))).length
  let position = about.length + first.part.tracks.length + cuesLength
  const cues: Uint8Array[] = []
  for (const { atMs, bytes } of clusters) {
    cues.push(cue(atMs, position))
    position += bytes.length
  }
  const bytes = joined([
    first.part.head,
    element(
      0x18538067,
      about,
      first.part.tracks,
      element(0x1c53bb6b, ...cues),
      ...clusters.map((cluster) => cluster.bytes),
    ),
  ])
  return { bytes, durationMs }
}

/** The end of one part, as a time. */
export function partEnd(at: number, part: SoundPart | undefined): number {
  return at + (part ? Math.round(partMs(part)) : 0)
}
