/** What was done with a base map, as a line of the log: who brought it, from where. */
import type { CoreContext, Seat } from '../../module.ts'
import { recordFor } from '../../seat-log.ts'
import { logLines } from '../logbook/index.ts'

export function note(context: CoreContext, seat: Seat, text: string): void {
  const line = { kind: 'system', source: { kind: 'text', text: '系统' }, text } as const
  const heardAt = context.world.clock.nowMs()
  recordFor(context, seat, [logLines(context)({ ...line, heardAt })])
}
