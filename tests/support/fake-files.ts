/** Attachments and tickets in memory. */
import { createHash } from 'node:crypto'
import type { FileStore, OfferedFile } from '../../src/core/module.ts'

export interface FakeFiles extends FileStore {
  readonly offered: OfferedFile[]
}

export function fakeFiles(): FakeFiles {
  const kept = new Map<string, Uint8Array>()
  const offered: OfferedFile[] = []
  return {
    offered,
    store(bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      kept.set(sha256, bytes)
      return { ok: true, value: sha256 }
    },
    read: (sha256) => kept.get(sha256),
    offer: (file) => `/files/${offered.push(file)}`,
    expect: () => '/files/in',
  }
}
