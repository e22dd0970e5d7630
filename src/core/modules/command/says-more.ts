import { readSentence } from '../../command/read.ts'
import type { CoreContext } from '../../module.ts'
import { consoleWords } from './console-words.ts'

/** Words that a generated line of a state would not repeat. */
const repeated = new Set(['unit', 'status', 'time', 'incident', 'command', 'blank'])

/** Whether a sentence says more than a team's name and state. */
export function saysMore(context: CoreContext, text: string): boolean {
  const { words, known } = consoleWords(context)
  const now = context.world.clock.nowMs()
  const about = { ...known(), now, selectedIncident: undefined, selectedUnit: undefined }
  const reading = readSentence(text, about, words())
  return (
    reading?.spans.some(({ kind, end, start }) => !repeated.has(kind) && end - start > 1) ?? false
  )
}
