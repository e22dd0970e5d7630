/** Which incarnation wrote last in this file, and how the next one introduces itself. */
import { z } from 'zod'
import type { Database } from '../kernel/database.ts'
import type { BootBody } from './log-facts.ts'
import type { OpLogOptions } from './log-options.ts'
import type { OpStore } from './store.ts'

const ownSchema = z.object({ console: z.string(), origin: z.string() })
type Own = z.infer<typeof ownSchema>

function lastOwn(db: Database): Own | undefined {
  const row = db.prepare<{ v: string }>("select v from meta where k = 'own'").get()
  return row && ownSchema.parse(JSON.parse(row.v))
}

/** In the transaction of the boot op. */
export function noteOwn(db: Database, own: Own): void {
  db.prepare("insert or replace into meta (k, v) values ('own', ?)").run(JSON.stringify(own))
}

export function bootBodyFor(
  options: OpLogOptions,
  store: OpStore,
  publicKey: Uint8Array,
): BootBody {
  const { consoleId, site } = options.console
  const last = lastOwn(options.db)
  // A copied database continues another console's work, but does not end its incarnation.
  const own = last?.console === consoleId ? last : undefined
  const head = own && store.head(own.origin)
  return {
    console: consoleId,
    site,
    reason: options.reason,
    alg: 'sha256+ed25519',
    publicKey,
    prev: own && head ? { origin: own.origin, seq: head.seq, hash: head.hash } : null,
  }
}
