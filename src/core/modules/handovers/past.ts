/** Closed handovers, as they were signed. */
import type { CoreContext } from '../../module.ts'
import { closedRows, handoverRow } from './stores.ts'
import { signerWord } from './words.ts'

export function handoverHistory(context: CoreContext, limit: number) {
  return closedRows(context, limit).flatMap(({ id, sealed, closedAt, returned }) => {
    if (!sealed || closedAt === null) return []
    const { out, outgoing, incoming, leader, leaderOnSite, lateByMin } = sealed.sheet
    return [
      {
        id,
        closedAt,
        outWord: out.word,
        outgoing: outgoing.name,
        incoming: incoming.name,
        leader: leaderOnSite ? (leader?.name ?? '') : '',
        returned: returned.length,
        lateByMin,
        hash: sealed.hash,
      },
    ]
  })
}

/** Undefined where it is not closed. */
export function closedSheet(context: CoreContext, id: string) {
  const row = handoverRow(context, id)
  if (!row?.sealed || row.closedAt === null) return undefined
  const { sheet, hash, head } = row.sealed
  return {
    id,
    sheet,
    hash,
    head,
    closedAt: row.closedAt,
    signatures: row.signatures.map(({ role, by, at }) => ({
      role,
      word: signerWord(role),
      name: by.name,
      at,
    })),
  }
}
