/** Attachments and tickets in memory. */
import { createHash } from 'node:crypto'
import type { FileStore, OfferedFile, StreamedFile } from '../../src/core/module.ts'

export interface FakeFiles extends FileStore {
  readonly offered: OfferedFile[]
  /** As a page puts a file: what the taker answered, or the sentence of the refusal. */
  put(path: string, bytes: Uint8Array): unknown
  readonly streamed: StreamedFile[]
}

type Taker = Parameters<FileStore['expect']>

export function fakeFiles(): FakeFiles {
  const kept = new Map<string, Uint8Array>()
  const offered: OfferedFile[] = []
  const streamed: StreamedFile[] = []
  const expected: Taker[] = []
  const looked: Parameters<FileStore['receive']>[] = []
  const store = (bytes: Uint8Array) => {
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    kept.set(sha256, bytes)
    return sha256
  }
  return {
    offered,
    streamed,
    store: (bytes) => ({ ok: true, value: store(bytes) }),
    read: (sha256) => kept.get(sha256),
    offer: (file) => `/files/${offered.push(file)}`,
    offerStream: (file) => `/files/stream-${streamed.push(file)}`,
    expect: (...taker) => `/files/in/${expected.push(taker)}`,
    receive: (...looker) => `/files/look/${looked.push(looker)}`,
    put(path, bytes) {
      if (path.startsWith('/files/look/')) {
        const [most = 0, looker] = looked[Number(path.split('/').at(-1)) - 1] ?? []
        return bytes.length > most ? '文件太大' : looker?.(bytes)
      }
      const [limitBytes, taken, refused] = expected[Number(path.split('/').at(-1)) - 1] ?? []
      if (limitBytes === undefined || !taken) throw new Error(`no ticket ${path}`)
      if (bytes.length > limitBytes) return '文件太大'
      return refused?.(bytes) ?? taken(store(bytes), bytes)
    },
  }
}
