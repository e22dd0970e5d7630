/** Doubts that several decisions share: numbers that are not sure, times that may be others. */
import type { Doubt } from './proposal.ts'
import { type Seen, doubt } from './seen.ts'

export function vagueDoubts(seen: Seen): Doubt[] {
  return seen.casualties.vague.map(({ start, end }) =>
    doubt(seen, 'count', `“${seen.sheet.said(start, end)}”的人数不准，请核实。`, { start, end }),
  )
}

export function timeOf(seen: Seen): { readonly at: number | null; readonly doubts: Doubt[] } {
  const time = seen.times[0]
  if (!time) return { at: null, doubts: [] }
  const past = time.at <= seen.context.now
  if (!time.unsure && past) return { at: time.at, doubts: [] }
  const question = past ? '时间可能是另外半天，请看清。' : '时间在现在之后，没有按它记，按现在记。'
  return { at: past ? time.at : null, doubts: [doubt(seen, 'time', question, time)] }
}

export function timeDoubts(seen: Seen): Doubt[] {
  return seen.times
    .filter(({ unsure }) => unsure)
    .map((time) =>
      doubt(
        seen,
        'time',
        time.at > seen.context.now
          ? '时间在现在之后，没有按它记，请看清。'
          : '时间可能是另外半天，请看清。',
        time,
      ),
    )
}
