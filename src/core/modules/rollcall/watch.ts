/** A roll call that is due and not begun raises an alarm; it never begins by itself. */
import { beijingTime } from '../../kernel/beijing-time.ts'
import { every } from '../../kernel/every.ts'
import type { CoreContext } from '../../module.ts'
import { recordBySystem } from '../../seat-log.ts'
import { clearDrafts, everRaised, raiseDrafts, standingOfKind } from '../alarms/index.ts'
import { logLines } from '../logbook/index.ts'
import { dueSlots } from './slots.ts'

const tickMs = 15_000

export function checkDue(context: CoreContext): void {
  const due = dueSlots(context)
  const late = due.filter(({ amber, id }) => amber && !everRaised(context.db, 'roll-call-due', id))
  const ids = new Set(due.map(({ id }) => id))
  const over = standingOfKind(context.db, 'roll-call-due')
    .filter(({ state, subject }) => state.startsWith('active') && !ids.has(subject))
    .map(({ subject }) => subject)
  if (late.length === 0 && over.length === 0) return
  const result = recordBySystem(context, 'roll-call', () => {
    const write = logLines(context)
    return [
      ...over.flatMap((subject) =>
        clearDrafts(context, 'roll-call-due', subject, '已过点名时段，未进行'),
      ),
      ...late.flatMap(({ id, schedule, net, slotAt }) => {
        const title = `${schedule.label}未开始`
        const detail = `${net.name} ${beijingTime(slotAt).slice(0, 5)} 应点名，${net.stations.length} 台；到“通信 › 点名”开始，或写明本次不点的原因`
        return [
          ...raiseDrafts(context, {
            kind: 'roll-call-due',
            subject: id,
            priority: 'normal',
            title,
            detail,
          }),
          write({
            kind: 'alarm',
            source: { kind: 'text', text: '系统' },
            text: `${title}：${detail}`,
          }),
        ]
      }),
    ]
  })
  // Tried again at the next tick; the disk's own alarm says why.
  if (!result.ok) context.logger.warn('roll-call.alarm-not-recorded', { code: result.code })
}

/** What a page shows of it changes with the clock alone: told when it does. */
export function watchDue(context: CoreContext): () => void {
  let told = ''
  return every(context.world.timers, tickMs, () => {
    checkDue(context)
    const now = dueSlots(context)
      .map(({ id, amber }) => `${id} ${amber}`)
      .join()
    if (now !== told) context.changed('rollcall', [])
    told = now
  })
}
