/**
 * One sentence, one response (UI.md §3): a deterministic reading over the console's own names,
 * without network and without a language model. What is not understood stays as text.
 */
import type { CommandContext } from './context.ts'
import { decide } from './decide.ts'
import { decideCommand, slashOf } from './decide-command.ts'
import { newIncidentOf, openProposal } from './incident/new-incident.ts'
import { logProposal, targetOf, type Decision } from './decision.ts'
import { headlineOf, leavesTo } from './headline.ts'
import type { Reading } from './proposal.ts'
import { doubt, look, type Seen } from './seen.ts'
import { openSheet } from './sheet.ts'
import type { WordsAtHand } from './words-at-hand.ts'

export { prepareWords, type WordsAtHand } from './words-at-hand.ts'

/** Nothing longer is one sentence; a line of the log book says no more either. */
export const longestSentence = 2000

/** `undefined`: nothing but blanks was typed. */
export function readSentence(
  typed: string,
  context: CommandContext,
  words: WordsAtHand,
): Reading | undefined {
  const text = typed.slice(0, longestSentence)
  const sheet = openSheet(text)
  if (text.trim() === '') return undefined
  const slash = slashOf(sheet)
  const decision = decideCommand({ sheet, context, words }, slash) ?? ordinary()
  const leaves = leavesTo(decision.proposal)
  return {
    proposal: decision.proposal,
    headline: headlineOf(decision.proposal),
    spans: sheet.spans(),
    doubts: [...decision.doubts],
    leaves: leaves?.words ?? null,
    twice: leaves?.twice ?? false,
    unknownName: decision.unknownName ?? null,
  }

  function ordinary(): Decision {
    if (slash) sheet.take(0, slash.end, 'command', '命令')
    const seen = look(sheet, context, words)
    if (!slash) return decide(seen)
    return forced(seen, slash.verb)
  }
}

function forced(seen: Seen, verb: string | undefined): Decision {
  const target = targetOf(seen)
  const log: Decision = { proposal: logProposal(seen, target, undefined), doubts: [] }
  if (verb === 'log') return log
  if (verb === 'status' || verb === 'order') return decide(seen)
  if (verb === 'open') {
    const made = newIncidentOf(seen, null)
    const doubts = [
      ...(made.category === null
        ? [doubt(seen, 'which-category', '没有听出类别，按“待定”登记。')]
        : []),
      ...(seen.places.length === 0
        ? [doubt(seen, 'no-place', '没有听到地点，按“地点待核”登记。')]
        : []),
    ]
    return { proposal: openProposal(seen, made), doubts }
  }
  const decision = decide(seen)
  if (decision.proposal.kind === 'log') {
    const question = '没有这个命令，只记文字。可用：/发 /点名 /net /派 /s /接报 /记。'
    return { ...log, doubts: [doubt(seen, 'not-sure', question)] }
  }
  const question = '没有这个命令，按普通一句话理解，请看清。'
  return { ...decision, doubts: [doubt(seen, 'not-sure', question), ...decision.doubts] }
}
