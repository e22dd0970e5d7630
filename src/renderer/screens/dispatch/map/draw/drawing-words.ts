import { beijingTime } from '../../../../../core/kernel/beijing-time.ts'
import type { DrawingShown } from '../../../../../core/modules/drawings/contract.ts'

const hourMinute = (at: number) => beijingTime(at).slice(0, 5)

/** `火线「东线」` */
export function nameWords({ word, name }: Pick<DrawingShown, 'word' | 'name'>): string {
  return name === '' ? word : `${word}「${name}」`
}

/** `王海燕 14:02 画 · 李建国 14:30 改`: who drew and when. */
export function authorWords({ by, at, changedBy, changedAt, removed }: DrawingShown): string {
  const drawn = `${by} ${hourMinute(at)} 画`
  if (removed) return `${drawn} · ${removed.by} ${hourMinute(removed.at)} 删：${removed.reason}`
  return changedAt === at ? drawn : `${drawn} · ${changedBy} ${hourMinute(changedAt)} 改`
}

/** `14:30 李建国`: who had it in hand last, for a narrow column. */
export function lastHandWords({ changedBy, changedAt }: DrawingShown): string {
  return `${hourMinute(changedAt)} ${changedBy}`
}

/** All that hovering and the list say of one drawing. */
export function drawingWords(drawing: DrawingShown): string {
  const { size, incidentNumber, note, others } = drawing
  return [
    nameWords(drawing),
    size,
    incidentNumber === null ? '县级标绘' : `事件 ${incidentNumber}`,
    authorWords(drawing),
    note,
    others.length === 0 ? '' : '两处同时改动，请核对',
  ]
    .filter((words) => words !== '')
    .join(' · ')
}
