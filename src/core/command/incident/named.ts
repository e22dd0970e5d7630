/** What is said of an incident that is named: a call, its casualties, else news. */
import { bodyOf, type Decision } from '../decision.ts'
import { vagueDoubts } from '../doubts.ts'
import { casualtyWords } from '../find-casualties.ts'
import type { Proposal } from '../proposal.ts'
import { doubt, incidentRef, type Seen } from '../seen.ts'
import type { KnownIncident } from '../context.ts'
import { furtherCall } from './call.ts'
import { casualtiesOn, followUp, followWords } from './follow-up.ts'

/** `#12 …`: whatever it is, it belongs to that incident. */
export function onNamed(seen: Seen, on: KnownIncident, call: boolean): Decision {
  const body = bodyOf(seen).replace(/[\s,.:：，。]/g, '')
  if (/^续报$/.test(body)) {
    const draft: Proposal = {
      kind: 'reportDraft',
      text: seen.sheet.text,
      incident: incidentRef(on),
      report: 'follow_up',
      word: '续报',
    }
    const question = '没有写续报内容：是起草续报，还是漏了文字？'
    return { proposal: draft, doubts: [doubt(seen, 'not-sure', question)] }
  }
  if (call) return { proposal: furtherCall(seen, on), doubts: vagueDoubts(seen) }
  if (
    seen.casualties.any &&
    Object.keys(seen.casualties.counts).length > 0 &&
    !followWords.test(bodyOf(seen))
  )
    return casualtiesOn(seen, on)
  const decision = followUp(seen, on)
  if (Object.keys(seen.casualties.counts).length > 0) {
    const also: Proposal = {
      kind: 'casualties',
      text: seen.sheet.text,
      incident: incidentRef(on),
      unit: null,
      casualties: seen.casualties.counts,
      at: null,
    }
    const label = `同时登记伤亡（${casualtyWords(seen.casualties.counts)}）`
    return {
      ...decision,
      doubts: [
        doubt(seen, 'count', '文字里有伤亡人数，按续报文字记；要改伤亡请选。', undefined, [
          { label, proposal: also },
        ]),
        ...vagueDoubts(seen),
      ],
    }
  }
  return { ...decision, doubts: [...decision.doubts, ...vagueDoubts(seen)] }
}
