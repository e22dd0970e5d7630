/** The sheet as it will be signed: what was accepted, as it was accepted. */
import type { CoreContext } from '../../module.ts'
import type { FrozenSheet } from './frozen.ts'
import { shiftFigures } from './shift-figures.ts'
import type { HandoverRow } from './tables.ts'
import { talkOf } from './talk.ts'
import { itemKinds } from './words.ts'

/** @throws where an item was not accepted: the caller has made sure that all are */
export function frozenSheet(context: CoreContext, row: HandoverRow, at: number): FrozenSheet {
  const { begun } = row
  if (!begun) throw new Error('a handover nobody began cannot be frozen')
  return {
    site: row.site,
    out: begun.out,
    in: begun.in,
    outgoing: begun.outgoing,
    incoming: begun.incoming,
    leader: row.leader?.leader ?? null,
    leaderOnSite: row.leader?.onSite ?? false,
    beganAt: begun.at,
    arrivedAt: begun.arrivedAt,
    lateByMin: begun.lateByMin,
    items: itemKinds.map(({ key, title, mandatory }) => {
      const accepted = row.accepted[key]
      if (!accepted) throw new Error(`item ${key} was not accepted`)
      return {
        key,
        title,
        mandatory,
        count: accepted.lines.filter(({ mark }) => mark !== null).length,
        lines: accepted.lines.map(({ words }) => words),
        note: accepted.note,
        talk: talkOf(row, key).map(({ kind, words, by, at: said }) => ({
          words: `${kind === 'question' ? '问' : '答'}：${words}`,
          by,
          at: said,
        })),
        acceptedBy: accepted.by.name,
        acceptedAt: accepted.at,
      }
    }),
    note: row.notes.all?.text ?? '',
    shift: shiftFigures(context, begun.out),
    clockNotes: [...row.clockNotes],
    at,
  }
}
