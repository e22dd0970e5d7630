/** What every decision is made of: where the words go, and the line of log that is always possible. */
import type { KnownIncident, KnownTeam } from './context.ts'
import type { Doubt, Proposal } from './proposal.ts'
import { incidentRef, unitRef, type Seen } from './seen.ts'

export interface Decision {
  readonly proposal: Proposal
  readonly doubts: readonly Doubt[]
  readonly unknownName?: string
}

/** The incident the words go to: named, else selected. */
export interface Target {
  readonly incident: KnownIncident | undefined
  readonly named: boolean
  /** `#99` is not open here. */
  readonly missing: string | undefined
}

export function targetOf({ incidents, context }: Seen): Target {
  const [first] = incidents
  if (first) {
    return {
      incident: first.incident,
      named: first.incident !== undefined,
      missing: first.incident ? undefined : first.number,
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
