/**
 * WebM as a browser's MediaRecorder streams it: lengths of the segment and the clusters unknown,
 * no duration, no cues. Opus packets of 20 ms whose second byte counts them.
 */
function element(id: readonly number[], body: readonly number[]): number[] {
  return [...id, 0x40 | (body.length >> 8), body.length & 0xff, ...body]
}

const unknown = [0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]
const tracks = element(
  [0x16, 0x54, 0xae, 0x6b],
  element([0xae], [...element([0xd7], [1]), ...element([0x86], [...Buffer.from('A_OPUS')])]),
)

export const webmHead = Uint8Array.from([
  ...element([0x1a, 0x45, 0xdf, 0xa3], element([0x42, 0x82], [...Buffer.from('webm')])),
  0x18,
  0x53,
  0x80,
  0x67,
  ...unknown,
  ...element([0x15, 0x49, 0xa9, 0x66], element([0x2a, 0xd7, 0xb1], [0x0f, 0x42, 0x40])),
  ...tracks,
])

/** One cluster of `ms` milliseconds that begins at `fromMs`. */
export function webmCluster(fromMs: number, ms: number): Uint8Array {
  const blocks: number[] = []
  for (let at = 0; at < ms; at += 20) {
    const packet = [0xf8, (fromMs + at) / 20, 0xfe]
    blocks.push(...element([0xa3], [0x81, at >> 8, at & 0xff, 0x80, ...packet]))
  }
  const time = [(fromMs >> 16) & 0xff, (fromMs >> 8) & 0xff, fromMs & 0xff]
  return Uint8Array.from([0x1f, 0x43, 0xb6, 0x75, ...unknown, ...element([0xe7], time), ...blocks])
}

export function fakeWebm(ms: number): Uint8Array {
  return Buffer.concat([webmHead, webmCluster(0, ms)])
}
