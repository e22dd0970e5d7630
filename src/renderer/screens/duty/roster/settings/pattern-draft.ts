/** A pattern while it is typed: clock and hours as text, so that nothing typed is lost or corrected. */
import type { RosterPattern } from '../../../../../core/modules/rosters/contract.ts'

export const dayKinds = [
  ['workday', '工作日'],
  ['weekend', '周末'],
  ['holiday', '节假日'],
] as const
export type DayKind = (typeof dayKinds)[number][0]

export interface PartDraft {
  readonly word: string
  /** `08:30` */
  readonly start: string
  /** Hours: `24`, `8.5` */
  readonly hours: string
  readonly night: boolean
  readonly needs: Readonly<Record<string, number>>
}

export interface PatternDraft {
  readonly key: string
  readonly word: string
  readonly parts: Readonly<Record<DayKind, readonly PartDraft[]>>
}

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

export function draftOf({ key, word, parts }: RosterPattern): PatternDraft {
  const drafts = (kind: DayKind) =>
    parts[kind].map((part) => ({
      word: part.word,
      start: clock(part.startMin),
      hours: String(part.lengthMin / 60),
      night: part.night,
      needs: Object.fromEntries(part.needs.map(({ post, count }) => [post, count])),
    }))
  return {
    key,
    word,
    parts: { workday: drafts('workday'), weekend: drafts('weekend'), holiday: drafts('holiday') },
  }
}

function minutesOf(start: string): number | undefined {
  const read = /^(\d{1,2}):(\d{2})$/.exec(start.normalize('NFKC').trim())
  if (!read) return undefined
  const minutes = Number(read[1]) * 60 + Number(read[2])
  return Number(read[1]) < 24 && Number(read[2]) < 60 ? minutes : undefined
}

/** What is wrong with a line, in a sentence; nothing where it can be stored. */
export function partProblem({ word, start, hours, needs }: PartDraft): string | undefined {
  if (word.trim() === '') return '请填班次名称，如 夜班。'
  if (minutesOf(start) === undefined) return `“${word}”的上班时间写成 08:30。`
  const length = Number(hours.normalize('NFKC'))
  if (!(length >= 0.5 && length <= 24)) return `“${word}”的时长在 0.5 到 24 小时之间。`
  if (Object.values(needs).every((count) => count === 0)) return `“${word}”至少要有一个岗位。`
  return undefined
}

/** @throws never on a draft that `partProblem` finds nothing wrong with */
export function patternFrom(draft: PatternDraft): RosterPattern {
  const parts = (kind: DayKind) =>
    draft.parts[kind].map(({ word, start, hours, night, needs }) => ({
      word: word.trim(),
      startMin: minutesOf(start) ?? 0,
      lengthMin: Math.round(Number(hours.normalize('NFKC')) * 60),
      night,
      needs: Object.entries(needs)
        .filter(([, count]) => count > 0)
        .map(([post, count]) => ({ post, count })),
    }))
  return {
    key: draft.key,
    word: draft.word.trim(),
    parts: { workday: parts('workday'), weekend: parts('weekend'), holiday: parts('holiday') },
  }
}
