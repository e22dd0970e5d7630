/** Several teams in one line, each with its answer and nothing else: 森防01 正常 小松01 正常 医疗01 没应. */
import type { Decision } from './decision.ts'
import type { CheckInAnswer, CheckInResult, Doubt } from './proposal.ts'
import { checkInResults } from './proposal.ts'
import { doubt, unitRef, type Seen } from './seen.ts'
import { answerWords } from './words.ts'

const answers = answerWords.map(
  ([result, words]) => [result as CheckInResult, new RegExp(`^(?:${words})$`)] as const,
)

export function decideCheckIn(seen: Seen): Decision | undefined {
  const { sheet, units } = seen
  if (units.length < 2 || units[0]?.start !== 0) return undefined
  const made: CheckInAnswer[] = []
  const doubts: Doubt[] = []
  const notes = units.map((unit, at) =>
    sheet.words
      .slice(unit.end, units[at + 1]?.start ?? sheet.words.length)
      .replaceAll(/^[,;:、/.和跟]+|[,;:、/.!和跟]+$|^都|^均/g, ''),
  )
  const states = notes.every((note) => /^(?:到|在|好)?$/.test(note))
  for (const [at, unit] of units.entries()) {
    // 小松01 医疗01 平安: the word is of both.
    const note = notes.slice(at).find((one) => one !== '') ?? ''
    const result = answers.find(([, pattern]) => pattern.test(note))?.[0]
    // 到, said of two teams, is a state and no answer.
    if (!result || (states && /^(?:到|在|好)$/.test(note))) return undefined
    const [team] = unit.candidates
    const sure = unit.candidates.length === 1 && team
    made.push({
      said: sheet.said(unit.start, unit.end).slice(0, 30),
      unit: sure ? unitRef(team) : null,
      result,
      note: note.slice(0, 100),
    })
    if (!sure)
      doubts.push(
        doubt(
          seen,
          'which-unit',
          `“${sheet.said(unit.start, unit.end)}”有几支队伍，按文字记应答。`,
          unit,
        ),
      )
  }
  for (const [at, unit] of units.entries()) {
    const to = units[at + 1]?.start ?? sheet.words.length
    const word = checkInResults.find(([key]) => key === made[at]?.result)?.[1] ?? ''
    sheet.take(unit.end, to, 'status', word)
  }
  return { proposal: { kind: 'checkIn', text: sheet.text, answers: made.slice(0, 100) }, doubts }
}
