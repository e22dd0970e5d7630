/**
 * A shift in which nobody wrote anything for hours: 无异常 is written by a person's own key, never
 * by the console (domain §12.3).
 */
import type { CancelTimer } from '../../kernel/world.ts'
import type { CoreContext } from '../../module.ts'
import type { FactDraft } from '../../oplog/types.ts'
import { recordBySystem } from '../../seat-log.ts'
import { clearDrafts, everRaised, raiseDrafts, standingOfKind } from '../alarms/index.ts'
import { lastTypedAt } from '../logbook/index.ts'
import { shiftAt } from '../rosters/index.ts'
import { ruleMs, ruleValue } from '../rules/index.ts'

const kind = 'duty-quiet'
const tickMs = 30_000

/** The facts that end the alarm, in the append of the line that ends the silence. */
export function quietOver(context: CoreContext): FactDraft[] {
  return standingOfKind(context.db, kind).flatMap(({ subject }) =>
    clearDrafts(context, kind, subject, '已记日志'),
  )
}

/** Which silence it is, so that each is told once; `undefined` while there is none to tell of. */
function silence(context: CoreContext): string | undefined {
  const now = context.world.clock.nowMs()
  const shift = shiftAt(context, now)
  if (!shift) return undefined
  const since = Math.max(shift.from, lastTypedAt(context.db) ?? 0)
  return now - since >= ruleMs(context, 'duty.quiet') ? `${shift.id}:${since}` : undefined
}

export function checkQuiet(context: CoreContext): void {
  const subject = silence(context)
  const fresh = subject !== undefined && !everRaised(context.db, kind, subject)
  const over = standingOfKind(context.db, kind).filter(
    (alarm) => alarm.state.startsWith('active') && alarm.subject !== subject,
  )
  if (!fresh && over.length === 0) return
  const hours = ruleValue(context, 'duty.quiet')
  const result = recordBySystem(context, 'duty-log', () => [
    ...over.flatMap((alarm) => clearDrafts(context, kind, alarm.subject, '已记日志或班次已结束')),
    ...(fresh
      ? raiseDrafts(context, {
          kind,
          subject,
          priority: 'normal',
          title: `值班日志 ${hours} 小时无记录`,
          detail: '确无情况的，由值班员本人记一条“无异常”：到“值班 › 值班日志”按提示的键',
        })
      : []),
  ])
  // Tried again at the next tick; the disk's own alarm says why.
  if (!result.ok) context.logger.warn('duty-log.alarm-not-recorded', { code: result.code })
}

export function watchQuiet(context: CoreContext): () => void {
  let cancel: CancelTimer | undefined
  const tick = () => {
    cancel = context.world.timers.after(tickMs, tick)
    checkQuiet(context)
  }
  cancel = context.world.timers.after(tickMs, tick)
  return () => cancel?.()
}
