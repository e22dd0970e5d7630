/** News of a known incident: words, and numbers of casualties. */
import type { KnownIncident } from '../context.ts'
import { type Decision, bodyOf } from '../decision.ts'
import { timeDoubts, vagueDoubts } from '../doubts.ts'
import { type Seen, incidentRef } from '../seen.ts'

export const followWords = /^(?:续报|补充|更新|进展|追加)[:：,]?/

export function followUp(seen: Seen, on: KnownIncident): Decision {
  const time = seen.times.find(({ told, unsure }) => !told && !unsure)
  const match = followWords.exec(bodyOf(seen))
  const at = seen.sheet.rest().search(/续报|补充|更新|进展|追加/)
  if (match && at >= 0)
    seen.sheet.take(at, at + match[0].replace(/[:：,]$/, '').length, 'command', '续报')
  return {
    proposal: {
      kind: 'followUp',
      text: seen.sheet.text,
      incident: incidentRef(on),
      unit: null,
      body: bodyOf(seen),
      at: time?.at ?? null,
    },
    doubts: [],
  }
}

export function casualtiesOn(seen: Seen, on: KnownIncident): Decision {
  const time = seen.times.find(({ told, unsure }) => !told && !unsure)
  if (Object.keys(seen.casualties.counts).length === 0) {
    const { proposal } = followUp(seen, on)
    return { proposal, doubts: vagueDoubts(seen) }
  }
  return {
    proposal: {
      kind: 'casualties',
      text: seen.sheet.text,
      incident: incidentRef(on),
      unit: null,
      casualties: seen.casualties.counts,
      at: time?.at ?? null,
    },
    doubts: [...vagueDoubts(seen), ...timeDoubts(seen)],
  }
}
