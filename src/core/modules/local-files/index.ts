/**
 * A file of this console that an engine works with (roads, heights): taken over after somebody
 * looked at it, kept as an attachment beside a row of the local scope, used again at the next start.
 */
import { ORPCError } from '@orpc/server'
import type { z } from 'zod'
import type { localFileShape } from '../../contract-kit.ts'
import type { Database } from '../../kernel/database.ts'
import type { CoreContext, Seat } from '../../module.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import { logLines } from '../logbook/index.ts'

/** One table per file: a single row. */
export const localFileTable = (table: string): string =>
  `create table ${table} (id integer primary key check (id = 1), sha256 text not null, about text not null) strict`

interface Kind<About> {
  readonly table: string
  readonly about: z.ZodType<About>
  /** Also the prefix of what the host's log says. */
  readonly topic: string
  /** `路网` */
  readonly word: string
  /** What does not work without it: `只有直线距离`. */
  readonly without: string
  readonly use: (bytes: Uint8Array) => Promise<unknown>
  readonly drop: () => Promise<void>
}

interface Described {
  readonly name: string
  readonly source: string
  readonly fileName: string
}

export interface LocalFile<About> {
  /** `trouble`: why it is not in use; null while it is. Null where there is no file. */
  shown(): (About & { readonly trouble: string | null }) | null
  /**
   * @throws ORPCError NOT_SIGNED_IN, FORBIDDEN, DISK_FULL, READ_ONLY; then what there was stays
   */
  adopt(
    seat: Seat,
    bytes: Uint8Array,
    described: Described,
    rest: Omit<About, keyof typeof localFileShape>,
  ): Promise<About & { readonly trouble: string | null }>
  /** Whether there was one. */
  remove(seat: Seat): Promise<boolean>
  /** Brings the kept file into use; what goes wrong is its `trouble`. */
  start(): void
}

function rowOf(local: Database, table: string) {
  return local
    .prepare<{ sha256: string; about: string }>(`select sha256, about from ${table} where id = 1`)
    .get()
}

export function openLocalFile<About extends Described>(
  context: CoreContext,
  kind: Kind<About>,
): LocalFile<About> {
  const { table, topic, word, without } = kind
  const { clock } = context.world
  let trouble: string | null = null

  const note = (seat: Seat, text: string) => {
    const line = { kind: 'system', source: { kind: 'text', text: '系统' }, text } as const
    recordFor(context, seat, [logLines(context)({ ...line, heardAt: clock.nowMs() })])
  }
  const held = () => {
    const row = rowOf(context.local, table)
    return row && { sha256: row.sha256, about: kind.about.parse(JSON.parse(row.about)) }
  }
  async function troubleWith(bytes: Uint8Array | undefined): Promise<string | null> {
    if (!bytes) return `${word}文件丢失或损坏，${without}。请重新导入。`
    try {
      await kind.use(bytes)
      return null
    } catch (error) {
      context.logger.error(`${topic}.not-used`, { error: String(error) })
      return `${word}读不出来，${without}。请重新导入。`
    }
  }
  async function useKept(): Promise<void> {
    const kept = held()
    if (!kept) return
    trouble = await troubleWith(context.files.read(kept.sha256))
    context.changed(topic, [])
  }
  return {
    shown() {
      const kept = held()
      return kept ? { ...kept.about, trouble } : null
    },
    async adopt(seat, bytes, described, rest) {
      const { name: by } = requireRight(seat, 'map.configure')
      const kept = context.files.store(bytes)
      if (!kept.ok) throw new ORPCError(kept.code === 'read-only' ? 'READ_ONLY' : 'DISK_FULL')
      const name = described.name.trim()
      const source = described.source.trim()
      // Parsed, so that what is stored is what will be read.
      const about = kind.about.parse({
        ...rest,
        name,
        source,
        fileName: described.fileName,
        at: clock.nowMs(),
        by,
      })
      note(seat, `${word}「${name}」已导入（${described.fileName}，${by}）`)
      context.local
        .prepare(`insert or replace into ${table} (id, sha256, about) values (1, ?, ?)`)
        .run(kept.value, JSON.stringify(about))
      await useKept()
      return { ...about, trouble }
    },
    async remove(seat) {
      const { name: by } = requireRight(seat, 'map.configure')
      const kept = held()
      if (!kept) return false
      note(seat, `${word}「${kept.about.name}」已移除（${by}）`)
      context.local.prepare(`delete from ${table} where id = 1`).run()
      trouble = null
      await kind.drop()
      context.changed(topic, [])
      return true
    },
    start() {
      void useKept()
    },
  }
}
