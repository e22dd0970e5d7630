/** How a report limit looks at a moment. The core says when it is due; the page counts. */
import { beijingDateTime, beijingTime } from '../../core/kernel/beijing-time.ts'
import type { ReportClock } from '../../core/modules/reports/contract.ts'

export type ClockTone = 'plan' | 'due' | 'over' | 'met' | 'idle'

export interface ClockLook {
  readonly tone: ClockTone
  /** `剩 28:49`, `超 5:12`, `用时 20:54`, `未起算` */
  readonly words: string
  /** How much of the limit is used, 0 … 1. */
  readonly used: number
}

/** `28:49`, `2 时 05 分`, `3 天 2 时`: seconds only while they matter. */
export function spanWords(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const minutes = Math.floor(seconds / 60)
  if (minutes < 120) return `${minutes}:${String(seconds % 60).padStart(2, '0')}`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return `${hours} 时 ${String(minutes % 60).padStart(2, '0')} 分`
  return `${Math.floor(hours / 24)} 天 ${hours % 24} 时`
}

export function clockLook(clock: ReportClock, now: number): ClockLook {
  const { state, startsAt, dueAt, amberAt, metAt, late, immediate } = clock
  if (startsAt === null || dueAt === null) return { tone: 'idle', words: '未起算', used: 0 }
  if (state === 'met') {
    const words = clock.repeats ? '已终报' : `用时 ${spanWords((metAt ?? startsAt) - startsAt)}`
    return { tone: late ? 'over' : 'met', words: late ? `${words} 超时` : words, used: 1 }
  }
  if (immediate) return { tone: 'due', words: `已 ${spanWords(now - startsAt)}`, used: 1 }
  const used = Math.min(1, Math.max(0, (now - startsAt) / Math.max(1, dueAt - startsAt)))
  if (now >= dueAt) return { tone: 'over', words: `超 ${spanWords(now - dueAt)}`, used: 1 }
  const tone = amberAt !== null && now >= amberAt ? 'due' : 'plan'
  return { tone, words: `剩 ${spanWords(dueAt - now)}`, used }
}

/** `14:31`, with the day where it is not today's; 立即 where the law has no number. */
export function dueWords({ dueAt, immediate, waitsFor }: ReportClock, now: number): string {
  if (immediate) return '立即'
  if (dueAt === null) return waitsFor
  return timeWords(dueAt, now)
}

export function timeWords(ms: number, now: number): string {
  const [day, today] = [beijingDateTime(ms), beijingDateTime(now)].map((words) =>
    words.slice(5, 10),
  )
  const time = beijingTime(ms).slice(0, 5)
  return day === today ? time : `${day} ${time}`
}
