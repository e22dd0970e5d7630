/** Townships that have not reported by their time raise one alarm a slot; calling them is a person's. */
import { beijingDate } from '../../kernel/beijing-time.ts'
import { every } from '../../kernel/every.ts'
import type { CoreContext } from '../../module.ts'
import { keepAlarms, type Raise } from '../alarms/index.ts'
import { ruleMs } from '../rules/index.ts'
import { townshipBoard } from './board.ts'
import { silentKind } from './commands.ts'

const tickMs = 30_000
/** A console that was off all evening does not ring for what is long past. */
const dueForMs = 6 * 3_600_000

function silentSlots(context: CoreContext, now: number): Raise[] {
  const graceMs = ruleMs(context, 'duty.reportGrace')
  // A report that was due shortly before midnight is missed after it.
  const days = new Set([beijingDate(now - dueForMs), beijingDate(now)])
  const slots = [...days].flatMap((day) =>
    townshipBoard(context, day).slots.map((slot) => ({ ...slot, day })),
  )
  return slots.flatMap(({ day, id, word, time, enabled, dueAt, rows }) => {
    const missing = rows.filter(({ report }) => report === null)
    const due = enabled && now >= dueAt + graceMs && now < dueAt + dueForMs
    if (!due || missing.length === 0) return []
    const names = missing.map(({ name }) => name).join('、')
    return [
      {
        kind: silentKind,
        subject: `${day} ${id}`,
        priority: 'normal' as const,
        title: `${word} ${missing.length} 个乡镇未报`,
        detail: `${time} 前应报，未报：${names}；到“值班 › 在岗与查岗”催报`,
      },
    ]
  })
}

export function watchTownships(context: CoreContext): () => void {
  const { clock, timers } = context.world
  return every(timers, tickMs, () =>
    keepAlarms(context, {
      source: 'township-reports',
      kinds: [silentKind],
      wanted: silentSlots(context, clock.nowMs()),
      because: '已报到或早已过时',
      inLog: true,
    }),
  )
}
