/** Recorded sound in memory. */
import { createHash } from 'node:crypto'
import type { SoundStore } from '../../src/core/module.ts'

export interface FakeSounds extends SoundStore {
  /** Set: every further piece is refused with it. */
  full: boolean
  readonly finished: ReadonlyMap<string, Uint8Array>
}

export function fakeSounds(): FakeSounds {
  const parts = new Map<string, Map<number, Uint8Array>>()
  const finished = new Map<string, Uint8Array>()
  const fake: FakeSounds = {
    full: false,
    finished,
    append(recording, part, bytes) {
      if (fake.full) return Promise.resolve({ ok: false, code: 'disk-full', data: undefined })
      const known = parts.get(recording) ?? new Map<number, Uint8Array>()
      parts.set(
        recording,
        known.set(
          part,
          Buffer.concat([known.get(part) ?? [], bytes].map((one) => Uint8Array.from(one))),
        ),
      )
      return Promise.resolve({ ok: true, value: undefined })
    },
    parts: (recording) =>
      [...(parts.get(recording) ?? [])]
        .map(([part, bytes]) => ({ part, bytes }))
        .toSorted((a, b) => a.part - b.part),
    unfinished: () => [...parts.keys()],
    finish(recording, bytes) {
      if (fake.full) return { ok: false, code: 'disk-full', data: undefined }
      finished.set(recording, bytes)
      return { ok: true, value: undefined }
    },
    dropParts: (recording) => void parts.delete(recording),
    has: (recording) => finished.has(recording),
    read(recording, sha256) {
      const bytes = finished.get(recording)
      return bytes && createHash('sha256').update(bytes).digest('hex') === sha256
        ? bytes
        : undefined
    },
    remove: (recording) => void finished.delete(recording),
  }
  return fake
}
