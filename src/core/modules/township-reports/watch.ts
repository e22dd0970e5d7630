/** Townships that have not reported by their time raise one alarm a slot; calling them is a person's. */
import { beijingDate } from '../../kernel/beijing-time.ts'
import type { CancelTimer } from '../../kernel/world.ts'
import type { CoreContext } from '../../module.ts'
import { recordBySystem } from '../../seat-log.ts'
import { clearDrafts, everRaised, raiseDrafts, standingOfKind } from '../alarms/index.ts'
import { logLines } from '../logbook/index.ts'
import { ruleMs } from '../rules/index.ts'
import { townshipBoard } from './board.ts'
import { silentKind } from './commands.ts'

const tickMs = 30_000
/** A console that was off all evening does not ring for what is long past. */
const dueForMs = 6 * 3_600_000

interface Silent {
  readonly subject: string
  readonly title: string
  readonly detail: string
}

function silentSlots(context: CoreContext, now: number): Silent[] {
  const graceMs = ruleMs(context, 'duty.reportGrace')
  const { day, slots } = townshipBoard(context, beijingDate(now))
  return slots.flatMap(({ id, word, time, enabled, dueAt, rows }) => {
    const missing = rows.filter(({ report }) => report === null)
    const due = enabled && now >= dueAt + graceMs && now < dueAt + dueForMs
    if (!due || missing.length === 0) return []
    const names = missing.map(({ name }) => name).join('、')
    return [
      {
        subject: `${day} ${id}`,
        title: `${word} ${missing.length} 个乡镇未报`,
        detail: `${time} 前应报，未报：${names}；到“值班 › 在岗与查岗”催报`,
      },
    ]
  })
}

export function checkTownships(context: CoreContext): void {
  const silent = silentSlots(context, context.world.clock.nowMs())
  const subjects = new Set(silent.map(({ subject }) => subject))
  const fresh = silent.filter(({ subject }) => !everRaised(context.db, silentKind, subject))
  const over = standingOfKind(context.db, silentKind).filter(
    ({ state, subject }) => state.startsWith('active') && !subjects.has(subject),
  )
  if (fresh.length === 0 && over.length === 0) return
  const result = recordBySystem(context, 'township-reports', () => {
    const write = logLines(context)
    return [
      ...over.flatMap(({ subject }) =>
        clearDrafts(context, silentKind, subject, '已报到或当日已过'),
      ),
      ...fresh.flatMap(({ subject, title, detail }) => [
        ...raiseDrafts(context, { kind: silentKind, subject, priority: 'normal', title, detail }),
        write({
          kind: 'alarm',
          source: { kind: 'text', text: '系统' },
          text: `${title}：${detail}`,
        }),
      ]),
    ]
  })
  // Tried again at the next tick; the disk's own alarm says why.
  if (!result.ok) context.logger.warn('township-reports.not-recorded', { code: result.code })
}

export function watchTownships(context: CoreContext): () => void {
  let cancel: CancelTimer | undefined
  const tick = () => {
    cancel = context.world.timers.after(tickMs, tick)
    checkTownships(context)
  }
  cancel = context.world.timers.after(tickMs, tick)
  return () => cancel?.()
}
