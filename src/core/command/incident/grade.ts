/** A grade. */
import type { KnownIncident } from '../context.ts'
import { type Decision, bodyOf, logProposal } from '../decision.ts'
import type { Proposal } from '../proposal.ts'
import { type Seen, doubt, incidentRef } from '../seen.ts'
import { gradeWords } from '../words.ts'

const gradePattern =
  /(?:定级为?|定为|定成|升级(?:为|到|成)?|升为|升到|上调为?|调整为|降级(?:为|到)?|降为|评定为|初判为?|初步判定为?|级别(?:为|是|定为)?|按)(特别重大|重大|较大|一般)(?:级|事件|突发事件|事故|火灾)?/

export function gradeOf(seen: Seen, on: KnownIncident): Decision | undefined {
  const match = gradePattern.exec(seen.sheet.rest())
  if (!match) return undefined
  const row = gradeWords.find(([, word]) => word === match[1])
  if (!row) return undefined
  const [grade, word] = row
  const where = { start: match.index, end: match.index + match[0].length }
  seen.sheet.take(where.start, where.end, 'status', `级别 ${word}`)
  const proposal: Proposal = {
    kind: 'grade',
    text: seen.sheet.text,
    incident: incidentRef(on),
    grade,
    word,
    basis: bodyOf(seen).slice(0, 400),
  }
  const log = {
    label: '只记文字',
    proposal: logProposal(seen, { incident: on, named: true, missing: undefined }, undefined),
  }
  return {
    proposal,
    doubts: [
      doubt(
        seen,
        'not-sure',
        '定级由带班领导决定：没有领导登录时，请在事件页选明口头批准的领导。',
        where,
        [log],
      ),
    ],
  }
}
