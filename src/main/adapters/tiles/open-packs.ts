/**
 * The packs that are open in the reading thread. A file that went away, came back or was replaced
 * is noticed, said, and opened again; nothing a file contains ends the thread.
 */
import { statSync } from 'node:fs'
import type { FileSource, SourceState } from '../../../core/map-packs.ts'
import { flipRow } from './tile-grid.ts'
import { openPack, problemSentence } from './look.ts'
import { readTile } from './tile-format.ts'
import type { TileAnswer } from './tile-messages.ts'
import type { Pack } from './pack.ts'

interface Held {
  readonly source: FileSource
  pack: Pack | undefined
  /** Size and time of change when it was opened. */
  stamp: string
  state: SourceState
}

const partly = '部分瓦片已损坏，读不出来，那里显示为空白。请重新复制或重新导出这个底图文件。'

/** What changes when another file lies in its place. @throws the system's error */
function stampOf(path: string): string {
  const found = statSync(path)
  // Tiles are put into a folder one by one; that is no other base map.
  return found.isDirectory() ? 'folder' : `${found.ino} ${found.size} ${found.mtimeMs}`
}

export interface OpenPacks {
  serve(sources: readonly FileSource[]): Promise<void>
  read(id: string, z: number, x: number, y: number): Promise<TileAnswer>
  /** Looks whether every file is still what it was. */
  watch(): Promise<void>
}

export function openPacks(
  onState: (id: string, state: SourceState) => void,
  onMistake: (error: unknown) => void,
): OpenPacks {
  const held = new Map<string, Held>()

  /** Whatever a file makes of our code ends in a sentence; our own mistakes are told apart. */
  function sentenceOf(error: unknown): string {
    try {
      return problemSentence(error)
    } catch (mistake) {
      onMistake(mistake)
      return '文件的内容不合规范，读不出来。'
    }
  }

  function say(entry: Held, change: Partial<SourceState>): void {
    const state = { ...entry.state, ...change }
    const isNews = Object.entries(state).some(
      ([key, value]) => entry.state[key as keyof SourceState] !== value,
    )
    entry.state = state
    if (isNews && held.get(entry.source.id) === entry) onState(entry.source.id, state)
  }

  function shut(entry: Held): void {
    entry.pack?.close()
    entry.pack = undefined
  }

  async function open(entry: Held): Promise<void> {
    const { container, path } = entry.source
    try {
      entry.stamp = stampOf(path)
      entry.pack = await openPack(container, path)
      say(entry, { trouble: null, damage: null, version: entry.state.version + 1 })
    } catch (error) {
      say(entry, { trouble: `底图文件不能用：${sentenceOf(error)}` })
    }
  }

  async function check(entry: Held): Promise<void> {
    try {
      if (entry.pack && stampOf(entry.source.path) === entry.stamp) return
    } catch (error) {
      shut(entry)
      return say(entry, { trouble: `底图文件不能用：${sentenceOf(error)}` })
    }
    shut(entry)
    await open(entry)
  }

  return {
    async serve(sources) {
      const wanted = new Map(sources.map((source) => [source.id, source]))
      for (const [id, entry] of held) {
        const same = wanted.get(id)
        if (same?.path === entry.source.path && same.rows === entry.source.rows) continue
        held.delete(id)
        shut(entry)
      }
      for (const source of sources) {
        if (held.has(source.id)) continue
        const state: SourceState = { trouble: null, damage: null, version: 0 }
        const entry: Held = { source, pack: undefined, stamp: '', state }
        held.set(source.id, entry)
        await open(entry)
      }
    },
    async read(id, z, x, y) {
      const entry = held.get(id)
      if (!entry?.pack) return null
      try {
        const row = entry.source.rows === 'xyz' ? y : flipRow(z, y)
        const bytes = await entry.pack.read(z, x, row)
        const tile = bytes && readTile(bytes)
        // Bytes that are no tile are damage as well, and nobody's file is shown by a link to it.
        if (bytes && !tile) say(entry, { damage: partly })
        return tile ? { format: tile.format, bytes: tile.bytes } : null
      } catch (error) {
        sentenceOf(error)
        say(entry, { damage: partly })
        return null
      }
    },
    async watch() {
      for (const entry of held.values()) await check(entry)
    },
  }
}
