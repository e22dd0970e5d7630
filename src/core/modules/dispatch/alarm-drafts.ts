/** Alarms of an order that a step ends in the same append. */
import type { CoreContext } from '../../module.ts'
import type { FactDraft } from '../../oplog/types.ts'
import { clearDrafts } from '../alarms/index.ts'
import { arrivalSubject, readBackSubject } from './alarm-subjects.ts'
import type { AssignmentRow } from './tables.ts'
import { onTheWay, type AssignmentState } from './words.ts'

/** @param to absent where a new order begins */
export function clearedBySteps(
  context: CoreContext,
  before: AssignmentRow,
  to?: AssignmentState,
): FactDraft[] {
  const arrived =
    to === undefined || !onTheWay.has(to)
      ? clearDrafts(context, 'dispatch-late', arrivalSubject(before), '已到达或已结束')
      : []
  return [
    ...clearDrafts(context, 'dispatch-unacknowledged', readBackSubject(before), '已复诵或已结束'),
    ...arrived,
  ]
}
