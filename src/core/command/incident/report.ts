/** A report to be drafted. */
import type { KnownIncident } from '../context.ts'
import { type Decision, logProposal } from '../decision.ts'
import type { Proposal } from '../proposal.ts'
import { type Seen, doubt, incidentRef } from '../seen.ts'
import { reportWords } from '../words.ts'

const reportPattern = new RegExp(
  `(?:起草|草拟|拟写|拟|编写|编报|编|撰写|写|准备|出|做|弄|打)(?:一下|一?[份个]|第.{1,3}[次期份])?\ue000*(?:的|一?[份个])?(?:书面)?(${reportWords.map(([, , words]) => words).join('|')})(?:吧|了)?`,
)

export function reportDraft(seen: Seen, on: KnownIncident): Decision | undefined {
  const match = reportPattern.exec(seen.sheet.rest())
  if (!match) return undefined
  const said = match[1] ?? ''
  const row = reportWords.find(([, , words]) => words.split('|').includes(said))
  if (!row) return undefined
  const [report, word] = row
  const start = match.index
  seen.sheet.take(start, start + match[0].length, 'command', `起草${word}`)
  const proposal: Proposal = {
    kind: 'reportDraft',
    text: seen.sheet.text,
    incident: incidentRef(on),
    report,
    word,
  }
  const behind = seen.sheet.words.slice(start + match[0].length).replaceAll(/[\s,.;!]/g, '')
  const before = seen.sheet.rest().slice(0, start)
  if (
    /(?:已|刚|正在|没|未|还没|不用|不要|何时|是否)[^,;.]{0,2}$/.test(before) ||
    behind.length > 6
  ) {
    const log = {
      label: '只记文字',
      proposal: logProposal(seen, { incident: on, named: true, missing: undefined }, undefined),
    }
    return {
      proposal,
      doubts: [
        doubt(seen, 'not-sure', `是现在起草${word}吗？`, { start, end: start + match[0].length }, [
          log,
        ]),
      ],
    }
  }
  return { proposal, doubts: [] }
}
