/** The handover that goes on, for the frame and for who is on duty. */
import type { CoreContext } from '../../module.ts'
import type { HandoverStateShown } from './contract.ts'
import { isAccepted } from './acceptance.ts'
import { buildItems } from './items/index.ts'
import { neededRoles } from './signatures.ts'
import { currentRow } from './stores.ts'
import type { HandoverRow } from './tables.ts'

/** The named chief first; a person of the roster is not named twice. */
function namesOf(first: { readonly name: string }, people: readonly { readonly name: string }[]) {
  return [...new Set([first.name, ...people.map(({ name }) => name)])]
}

function openCounts(context: CoreContext, row: HandoverRow) {
  if (row.phase !== 'handing_over') return { unaccepted: 0, returned: 0 }
  const items = buildItems(context)
  return {
    unaccepted: items.filter((item) => !isAccepted(row, item)).length,
    returned: row.unanswered.length,
  }
}

/** Null where nobody hands over: before the relieving chief has come, and after the signatures. */
export function handoverState(context: CoreContext): HandoverStateShown | null {
  const row = currentRow(context)
  if (!row?.begun || (row.phase !== 'handing_over' && row.phase !== 'signing')) return null
  const { begun } = row
  const onDuty = ({ post }: { readonly post: string }) => post !== 'leader' && post !== 'standby'
  const signed = new Set(row.signatures.map(({ role }) => role))
  return {
    id: row.id,
    phase: row.phase,
    shiftOut: begun.out.shift ?? null,
    shiftIn: begun.in.shift ?? null,
    outgoing: namesOf(begun.outgoing, begun.out.people.filter(onDuty)),
    incoming: namesOf(begun.incoming, begun.in.people.filter(onDuty)),
    since: begun.at,
    arrivedAt: begun.arrivedAt,
    ...openCounts(context, row),
    unsigned: neededRoles(row).filter((role) => !signed.has(role)).length,
  }
}
