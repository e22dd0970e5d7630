/**
 * Opus packets out of the WebM that a browser's MediaRecorder streams (EBML: RFC 8794; Matroska:
 * RFC 9559; packet lengths: RFC 6716 §3.1). Bytes never throw: what is cut off or broken ends the
 * reading, and what came before is kept.
 */

export interface OpusPacket {
  /** Since the first packet of its part, milliseconds. */
  readonly atMs: number
  readonly durationMs: number
  readonly bytes: Uint8Array
}

export interface SoundPart {
  /** The `EBML` and `Tracks` elements as they came. */
  readonly head: Uint8Array
  readonly tracks: Uint8Array
  readonly packets: readonly OpusPacket[]
}

const ids = {
  ebml: 0x1a45dfa3,
  segment: 0x18538067,
  tracks: 0x1654ae6b,
  cluster: 0x1f43b675,
  timestamp: 0xe7,
  simpleBlock: 0xa3,
  blockGroup: 0xa0,
  block: 0xa1,
} as const
/** Their children are read one after the other; whether their length is known does not matter. */
const opened: ReadonlySet<number> = new Set([ids.segment, ids.cluster, ids.blockGroup])

interface Element {
  readonly id: number
  readonly start: number
  readonly body: number
  /** End of the body; the body's begin where the length is unknown. */
  readonly end: number
}

function vintLength(first: number): number {
  return Math.clz32(first) - 23
}

/** `undefined` where the bytes end inside it. */
function elementAt(bytes: Uint8Array, start: number): Element | undefined {
  const idLength = vintLength(bytes[start] ?? 0)
  if (idLength > 4) return undefined
  const sizeAt = start + idLength
  const sizeLength = vintLength(bytes[sizeAt] ?? 0)
  const body = sizeAt + sizeLength
  if (sizeLength > 8 || body > bytes.length) return undefined
  let id = 0
  for (let at = start; at < sizeAt; at++) id = id * 256 + (bytes[at] ?? 0)
  let size = (bytes[sizeAt] ?? 0) & (0xff >> sizeLength)
  let unknown = size === 0xff >> sizeLength
  for (let at = sizeAt + 1; at < body; at++) {
    const byte = bytes[at] ?? 0
    size = size * 256 + byte
    unknown &&= byte === 0xff
  }
  return { id, start, body, end: unknown ? body : body + size }
}

function unsigned(bytes: Uint8Array): number {
  return bytes.reduce((value, byte) => value * 256 + byte, 0)
}

/** RFC 6716 table 2: configurations 0–11 SILK, 12–15 hybrid, 16–31 CELT. */
function frameMs(configuration: number): number {
  if (configuration < 12) return [10, 20, 40, 60][configuration % 4] ?? 20
  if (configuration < 16) return configuration % 2 === 0 ? 10 : 20
  return [2.5, 5, 10, 20][configuration % 4] ?? 20
}

export function packetMs(packet: Uint8Array): number {
  const toc = packet[0]
  if (toc === undefined) return 0
  const code = toc & 3
  const frames = code === 0 ? 1 : code === 3 ? (packet[1] ?? 0) & 0x3f : 2
  return Math.min(120, frames * frameMs(toc >> 3))
}

/** A block: track number, 16 bits of time relative to its cluster, flags, then one packet. */
function blockAt(bytes: Uint8Array, { body, end }: Element) {
  const at = body + vintLength(bytes[body] ?? 0)
  if (at + 3 >= end) return undefined
  const relative = (((bytes[at] ?? 0) << 24) >> 16) | (bytes[at + 1] ?? 0)
  return { relative, packet: bytes.subarray(at + 3, end) }
}

/** `undefined` where not even the description of the track is whole. */
export function readSoundPart(bytes: Uint8Array): SoundPart | undefined {
  let head: Uint8Array | undefined
  let tracks: Uint8Array | undefined
  let clusterMs = 0
  const found: { readonly ms: number; readonly packet: Uint8Array }[] = []
  for (let at = 0; at < bytes.length;) {
    const element = elementAt(bytes, at)
    if (!element) break
    const { id, start, body, end } = element
    if (opened.has(id)) {
      at = body
      continue
    }
    if (end > bytes.length) break
    if (id === ids.ebml) head = bytes.subarray(start, end)
    else if (id === ids.tracks) tracks = bytes.subarray(start, end)
    else if (id === ids.timestamp) clusterMs = unsigned(bytes.subarray(body, end))
    else if (id === ids.simpleBlock || id === ids.block) {
      const block = blockAt(bytes, element)
      if (block) found.push({ ms: clusterMs + block.relative, packet: block.packet })
    }
    // An element of length zero, or of unknown length where none may be: go on behind its head.
    at = Math.max(end, body)
  }
  if (!head || !tracks) return undefined
  const first = found[0]?.ms ?? 0
  const packets = found.map(({ ms, packet }) => ({
    atMs: ms - first,
    durationMs: packetMs(packet),
    bytes: packet,
  }))
  return { head, tracks, packets }
}

/** How long a part sounds. */
export function partMs({ packets }: SoundPart): number {
  const last = packets.at(-1)
  return last ? last.atMs + last.durationMs : 0
}
