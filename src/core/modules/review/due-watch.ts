/** Says when a review is due: an alarm, thirty days (`review.due`) after the response ended. */
import type { CoreContext } from '../../module.ts'
import { recordBySystem } from '../../seat-log.ts'
import { raiseDrafts, standingAlarm } from '../alarms/index.ts'
import { endedUnarchived } from '../incidents/index.ts'
import { logLines } from '../logbook/index.ts'
import { reviewDoneOrWaived } from '../review-record/index.ts'
import { dueAt } from './queries.ts'

const everyMs = 60_000

function raiseDue(context: CoreContext): void {
  const now = context.world.clock.nowMs()
  for (const { id, number, title, responseEndedAt } of endedUnarchived(context)) {
    const due = dueAt(context, responseEndedAt)
    if (due === null || now < due || reviewDoneOrWaived(context.db, id)) continue
    if (standingAlarm(context.db, 'review-due', id)) continue
    const text = `复盘到期：${number} ${title}`
    const done = recordBySystem(context, 'review', () => [
      ...raiseDrafts(context, {
        kind: 'review-due',
        subject: id,
        priority: 'normal',
        title: text,
        detail: '响应终止后的复盘期限已到：请开始并签发复盘，或由带班领导免除。',
        incident: id,
        at: due,
      }),
      logLines(context)({
        kind: 'alarm',
        source: { kind: 'text', text: '系统' },
        incident: id,
        text,
      }),
    ])
    // Refused (disk full): tried again at the next look.
    if (!done.ok) context.logger.warn('review-due', { code: done.code })
  }
}

export function watchDue(context: CoreContext): () => void {
  let cancel: (() => void) | undefined
  const look = () => {
    raiseDue(context)
    cancel = context.world.timers.after(everyMs, look)
  }
  // After the start, so that every module listens.
  cancel = context.world.timers.after(0, look)
  return () => cancel?.()
}
