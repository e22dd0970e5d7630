/** A tile host without files, for modules that have nothing to do with the map. */
import type { TileHost } from '../../src/core/map-packs.ts'
import { refuse } from '../../src/core/kernel/result.ts'

export function fakeTiles(): TileHost {
  const notHere = refuse('bad-pack', '测试台没有底图文件。')
  return {
    look: () => Promise.resolve(notHere),
    serve: () => undefined,
    state: () => ({ trouble: null, damage: null, version: 0 }),
    onState: () => () => undefined,
    takeIn: () => refuse('read-only'),
    adopt: () => Promise.resolve(notHere),
    lookAtSource: () => Promise.resolve(notHere),
    build: () => ({ done: Promise.resolve(notHere), cancel: () => undefined }),
    tryOnline: () => Promise.resolve({ good: false, sentence: '测试台没有网络。' }),
    discard: () => undefined,
    tidy: () => undefined,
  }
}
