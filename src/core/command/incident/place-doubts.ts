/** Is the place known, and is it the one that is meant? */
import { openProposal } from './new-incident.ts'
import type { CommandPlace, Doubt, NewIncident } from '../proposal.ts'
import { type Seen, doubt } from '../seen.ts'

export function placeDoubts(seen: Seen, made: NewIncident): Doubt[] {
  const [place, second] = seen.places
  if (!place) return []
  const doubts: Doubt[] = []
  if (place.others.length > 0) {
    const alternatives = place.others.map((other) => ({
      label: `${other.text}（${townshipName(seen, other)}）`,
      proposal: openProposal(seen, { ...made, place: other }),
    }))
    doubts.push(
      doubt(
        seen,
        'which-place',
        `“${place.place.text}”有几处同名，请看清是哪一处。`,
        place,
        alternatives,
      ),
    )
  }
  if (!place.known) {
    doubts.push(
      doubt(seen, 'unknown-place', `地名库没有“${place.place.text}”，原样记下，没有坐标。`, place),
    )
  }
  if (second) {
    const alternative = {
      label: second.place.text,
      proposal: openProposal(seen, { ...made, place: second.place }),
    }
    doubts.push(
      doubt(seen, 'which-place', `有两个地点，按“${place.place.text}”登记。`, second, [
        alternative,
      ]),
    )
  }
  return doubts
}

function townshipName(seen: Seen, place: CommandPlace): string {
  return seen.words.county.places.find(({ id }) => id === place.township)?.name ?? '乡镇不详'
}
