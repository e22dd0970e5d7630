/** What every decision is made of: where the words go, and the line of log that is always possible. */
import type { KnownIncident, KnownTeam } from './context.ts'
import type { CommandPlace, Doubt, Proposal } from './proposal.ts'
import { incidentRef, unitRef, type Seen } from './seen.ts'
import { againWords } from './words.ts'

export interface Decision {
  readonly proposal: Proposal
  readonly doubts: readonly Doubt[]
  readonly unknownName?: string
}

/** The incident the words go to: named, else selected. */
export interface Target {
  readonly incident: KnownIncident | undefined
  readonly named: boolean
  /** Why it may be another one; undefined: it was said plainly. */
  readonly unsure?: string | undefined
  /** Only by its place. */
  readonly byPlace?: boolean
  /** `#99` is not open here. */
  readonly missing: string | undefined
}

/** 续报, 火场, 那起 …: words for something that is known already. */
const knownAlready =
  /续报|进展|补充|更新|又来电|又打(?:来)?电话|再次来电|又有电话|又报|那起|那个|那场|那边|火场|事故现场|灾害现场|现场(?!有人报)|火线|险情现场|复燃/
const thatOne = /^(?:事故|灾害|火灾)?(?:那|这)(?:起|个|场|边|处|件)/
const ownPlace = (place: CommandPlace, incident: KnownIncident) =>
  place.village !== undefined && place.village === incident.village

/** 罗源村火场转移群众120人: the one open incident of that place that is spoken of. */
function toldOf({ sheet, context, places, units, events }: Seen): KnownIncident | undefined {
  const spoken = events.find(({ denied }) => !denied)
  const kin = spoken
    ? context.incidents.filter(({ category }) => category?.slice(0, 3) === spoken.code.slice(0, 3))
    : []
  // 滑坡那起: the only one of its kind.
  if (
    spoken &&
    places.length === 0 &&
    kin.length === 1 &&
    thatOne.test(sheet.words.slice(spoken.end))
  )
    return kin[0]
  const [place, more] = places
  if (!place || more || units.length > 0) return undefined
  const here = context.incidents.filter((incident) => ownPlace(place.place, incident))
  const [incident] = here
  if (!incident || here.length > 1) return undefined
  const other = events.find(
    ({ denied, code }) => !denied && code.slice(0, 3) !== incident.category?.slice(0, 3),
  )
  if (other) return undefined
  return knownAlready.test(sheet.words) || againWords.test(sheet.words) ? incident : undefined
}

export function targetOf(seen: Seen): Target {
  const { incidents, context } = seen
  const [first] = incidents
  if (first) {
    return {
      incident: first.incident,
      named: first.incident !== undefined,
      unsure: first.unsure
        ? `“${first.number.slice(1)}号”按事件 ${first.number} 读，请看清。`
        : undefined,
      missing: first.incident ? undefined : first.number,
    }
  }
  const told = toldOf(seen)
  if (told) {
    return {
      incident: told,
      named: true,
      byPlace: true,
      unsure: `按地点对到 ${told.number} ${told.title}，请看清是不是这一起。`,
      missing: undefined,
    }
  }
  const incident = context.incidents.find(({ id }) => id === context.selectedIncident)
  return { incident, named: false, missing: undefined }
}

/** The words without `#12` before them. */
export function bodyOf({ sheet, incidents }: Seen): string {
  const [first] = incidents
  const whole = sheet.text.trim()
  if (!first || first.start !== 0) return whole
  const body = sheet.text
    .slice(sheet.at(first.end - 1) + 1)
    .replace(/^[\s,，:：、]+/, '')
    .trim()
  return body === '' ? whole : body
}

export function logProposal(seen: Seen, target: Target, unit: KnownTeam | undefined): Proposal {
  const time = seen.times.find(({ told }) => !told)
  const incident = target.incident ?? seen.context.incidents.find(({ id }) => id === unit?.incident)
  return {
    kind: 'log',
    text: seen.sheet.text,
    incident: target.missing === undefined && incident ? incidentRef(incident) : null,
    unit: unit ? unitRef(unit) : null,
    body: bodyOf(seen),
    at: time && !time.unsure ? time.at : null,
  }
}
