/** Everything that happened to one instruction, in words. */
import { entryWord } from '../logbook/contract.ts'
import type { InstructionStepped } from './facts.ts'
import type { InstructionRow } from './tables.ts'
import { amendableWord } from './words.ts'

export interface HistoryLine {
  readonly at: number
  readonly by: string
  readonly words: string
}

/** `向 李文斌 回报（手机）：火已扑灭` */
export function stepWords({ step, reason, report }: InstructionStepped): string {
  switch (step) {
    case 'doing':
      return '承办单位开始办理'
    case 'returned':
      return `退回重办：${reason}`
    case 'reopened':
      return `重新办理：${reason}`
    case 'withdrawn':
      return `领导撤销：${reason}`
    case 'closed':
      return report === undefined
        ? '办结'
        : `办结，向 ${report.to} 回报（${entryWord(report.means)}）${report.words === '' ? '' : `：${report.words}`}`
  }
}

export function historyOf(row: InstructionRow): HistoryLine[] {
  const lines: HistoryLine[] = [
    {
      at: row.recordedAt,
      by: row.recordedBy,
      words: `登记（${entryWord(row.channel)}）`,
    },
    ...row.assignees.flatMap(({ name, conveyed, feedbacks, chases }) => [
      ...conveyed.map(({ receiver, means, readback, at, by }) => ({
        at,
        by,
        words: `传达 ${name} ${receiver}（${entryWord(means)}），复诵：${readback}`,
      })),
      ...chases.map(({ spokenTo, means, said, at, by }) => ({
        at,
        by,
        words: `催办 ${name} ${spokenTo}（${entryWord(means)}）${said === '' ? '' : `：${said}`}`,
      })),
      ...feedbacks.map(({ text, evidence, reporter, means, at, by }) => ({
        at,
        by,
        words: `${name} ${reporter} 反馈（${entryWord(means)}）：${text}${evidence === '' ? '' : `；佐证：${evidence}`}`,
      })),
    ]),
    ...row.steps.map((step) => ({ at: step.at, by: step.by, words: stepWords(step) })),
    ...row.amendments.map(({ field, reason, at, by }) => ({
      at,
      by,
      words: `更正${amendableWord(field)}：${reason}`,
    })),
  ]
  return lines.toSorted((one, other) => one.at - other.at)
}
