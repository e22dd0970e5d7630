/** A new incident from what was said, and open ones that it may be. */
import type { KnownIncident } from '../context.ts'
import type { FoundPlace } from '../find-places.ts'
import type { CommandPlace, NewIncident, Proposal } from '../proposal.ts'
import type { Seen } from '../seen.ts'

/** A place that was not told. */
const untold: CommandPlace = { text: '地点待核', precision: 'unknown' }

/** The first time without a day is the time of the call; a told one is the time of the event. */
export function newIncidentOf(seen: Seen, place: FoundPlace | null): NewIncident {
  const { times, events, casualties, source, phone, context } = seen
  const heard = times.find(({ told }) => !told)
  const happened = times.find((time) => time !== heard && time.at < context.now)
  const event = events.find(({ denied }) => !denied)
  const found = place ?? seen.places[0]
  return {
    receivedAt: heard && heard.at <= context.now ? heard.at : null,
    occurredAt: happened ? { at: happened.at, about: happened.about } : null,
    place: found?.place ?? untold,
    category: event?.code ?? null,
    categoryName: event?.name ?? '待定',
    source: source?.text ?? (phone === '' ? '' : `来电 ${phone}`),
    phone,
    casualties: casualties.counts,
  }
}

/** Open incidents this may be: same place and same kind, or one of them not known. */
export function similarIncidents(seen: Seen, made: NewIncident): KnownIncident[] {
  const { place, category } = made
  return seen.context.incidents.filter((incident) => {
    const sameKind =
      category === null ||
      incident.category === null ||
      incident.category.slice(0, 3) === category.slice(0, 3)
    if (!sameKind || !place || place === untold) return false
    if (place.village !== undefined && incident.village !== null)
      return place.village === incident.village
    if (
      place.township !== undefined &&
      incident.township !== null &&
      (place.village === undefined || incident.village === null)
    ) {
      return place.township === incident.township
    }
    return incident.place.includes(place.text) || place.text.includes(incident.place)
  })
}

export function openProposal(seen: Seen, made: NewIncident): Proposal {
  return { kind: 'openIncident', text: seen.sheet.text, incident: made }
}

/** Open incidents at the place that was said. */
export function atPlace(seen: Seen): KnownIncident[] {
  const place = seen.places[0]?.place
  return place
    ? similarIncidents(seen, { ...newIncidentOf(seen, null), category: null, place })
    : []
}
