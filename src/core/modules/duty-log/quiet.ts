/**
 * A shift in which nobody wrote anything for hours: 无异常 is written by a person's own key, never
 * by the console (domain §12.3).
 */
import { every } from '../../kernel/every.ts'
import type { CoreContext } from '../../module.ts'
import type { FactDraft } from '../../oplog/types.ts'
import { clearDrafts, keepAlarms, standingOfKind, type Raise } from '../alarms/index.ts'
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

function wanted(context: CoreContext): Raise[] {
  const subject = silence(context)
  if (subject === undefined) return []
  return [
    {
      kind,
      subject,
      priority: 'normal',
      title: `值班日志 ${ruleValue(context, 'duty.quiet')} 小时无记录`,
      detail: '确无情况的，由值班员本人记一条“无异常”：到“值班 › 值班日志”按提示的键',
    },
  ]
}

export function watchQuiet(context: CoreContext): () => void {
  return every(context.world.timers, tickMs, () =>
    keepAlarms(context, {
      source: 'duty-log',
      kinds: [kind],
      wanted: wanted(context),
      because: '已记日志或班次已结束',
      inLog: false,
    }),
  )
}
