/** Every closed handover against its own hash, its acceptances, and the chain it was signed upon. */
import type { Database } from '../../../core/kernel/database.ts'
import type { Crypto } from '../../../core/kernel/world.ts'
import { beijingDateTime } from '../../../core/kernel/beijing-time.ts'
import { verifyHandovers } from '../../../core/modules/handovers/index.ts'
import type { Finding } from './finding.ts'

/** A folder from before handovers has no such table. */
function hasHandovers(db: Database): boolean {
  return (
    db.prepare("select 1 from sqlite_master where type = 'table' and name = 'handover'").get() !==
    undefined
  )
}

export function checkHandovers(
  db: Database,
  crypto: Crypto,
): { readonly count: number; readonly findings: readonly Finding[] } {
  if (!hasHandovers(db)) return { count: 0, findings: [] }
  const closed = verifyHandovers(db, crypto)
  const findings = closed.flatMap(({ closedAt, findings: found }) =>
    found
      .filter(({ good }) => !good)
      .map(({ words }): Finding => ({
        area: 'handover',
        detail: `of ${beijingDateTime(closedAt)}: ${words}`,
      })),
  )
  return { count: closed.length, findings }
}
