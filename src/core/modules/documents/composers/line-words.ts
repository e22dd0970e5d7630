/** A log line's words on paper: what was struck stays readable, with why, who and what replaced it. */
import { beijingDateTime, beijingMinute, beijingTime } from '../../../kernel/beijing-time.ts'
import type { Run } from '../../../documents/model.ts'
import type { LogEntry } from '../../logbook/contract.ts'
import type { UndoneStrike } from '../../logbook/index.ts'

export function textRuns(entry: LogEntry, undone: readonly UndoneStrike[] = []): Run[] {
  const struck = entry.struck !== null
  const runs: Run[] = [{ text: entry.text, struck, quiet: entry.generated }]
  const note = (text: string) => void runs.push({ text: ` ${text}`, quiet: true })
  if (entry.late) note('【补录】')
  if (entry.needsAction) {
    note(
      entry.actionClosed
        ? `【待办已办结 ${beijingMinute(entry.actionClosed.at)} ${entry.actionClosed.by}${entry.actionClosed.note === '' ? '' : `：${entry.actionClosed.note}`}】`
        : '【待办未办结】',
    )
  }
  if (entry.corrects) note(`【更正 ${entry.corrects.number ?? '另一处的记录'}】`)
  for (const strike of undone) {
    note(
      `【曾划改 ${moment(strike.struckAt)} ${strike.struckBy}：${strike.struckReason}；已恢复 ${moment(strike.restoredAt)} ${strike.restoredBy}：${strike.restoredReason}】`,
    )
  }
  if (entry.struck) {
    const { at, by, reason, replacedBy } = entry.struck
    const by_ = replacedBy ? `，更正见 ${replacedBy.number ?? '另一处的记录'}` : ''
    note(`【划改 ${moment(at)} ${by}：${reason}${by_}】`)
  }
  return runs
}

function moment(ms: number): string {
  return beijingDateTime(ms).slice(5)
}

/** `14:02:31`, with the date where it is another day than the line's own. */
export function timeOfDay(ms: number, dayOf: number): string {
  const date = beijingDateTime(ms).slice(5, 10)
  return date === beijingDateTime(dayOf).slice(5, 10)
    ? beijingTime(ms)
    : `${date} ${beijingTime(ms)}`
}
