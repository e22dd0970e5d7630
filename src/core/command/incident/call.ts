/** One more call of a known incident, or a call of which nobody knows what it is. */
import type { KnownIncident } from '../context.ts'
import { type Decision, type Target, logProposal } from '../decision.ts'
import { timeDoubts, vagueDoubts } from '../doubts.ts'
import { followUp } from './follow-up.ts'
import { newIncidentOf, openProposal, similarIncidents } from './new-incident.ts'
import { placeDoubts } from './place-doubts.ts'
import type { Proposal } from '../proposal.ts'
import { type Seen, doubt, incidentRef } from '../seen.ts'

export function furtherCall(seen: Seen, incident: KnownIncident): Proposal {
  const time = seen.times.find(({ told, unsure }) => !told && !unsure)
  return {
    kind: 'furtherCall',
    text: seen.sheet.text,
    incident: incidentRef(incident),
    source: seen.source?.text ?? (seen.phone === '' ? '' : `来电 ${seen.phone}`),
    phone: seen.phone,
    at: time?.at ?? null,
  }
}

export function followsCall(seen: Seen, on: KnownIncident): Decision {
  const question = `按 ${on.number} 的补充来电记，请看清是不是同一起。`
  const open = { label: '登记为新事件', proposal: openProposal(seen, newIncidentOf(seen, null)) }
  return {
    proposal: furtherCall(seen, on),
    doubts: [doubt(seen, 'similar', question, undefined, [open]), ...vagueDoubts(seen)],
  }
}

/** Somebody calls from a place and no category is heard: 待定 is allowed (domain §11). */
export function callWithoutKind(seen: Seen, target: Target): Decision {
  const made = newIncidentOf(seen, null)
  const open = openProposal(seen, made)
  const on = target.incident ?? similarIncidents(seen, made)[0]
  if (on) {
    const { proposal } = followUp(seen, on)
    const call = { label: `${on.number} 补充来电`, proposal: furtherCall(seen, on) }
    const question = `没有听出是什么事，按 ${on.number} 的文字记；也可登记为新事件。`
    return {
      proposal,
      doubts: [
        doubt(seen, 'not-sure', question, undefined, [
          { label: '登记为新事件', proposal: open },
          call,
        ]),
        ...vagueDoubts(seen),
      ],
    }
  }
  const log = { label: '只记文字', proposal: logProposal(seen, target, undefined) }
  return {
    proposal: open,
    doubts: [
      doubt(seen, 'which-category', '没有听出类别，按“待定”登记。', undefined, [log]),
      ...placeDoubts(seen, made),
      ...timeDoubts(seen),
      ...vagueDoubts(seen),
    ],
  }
}
