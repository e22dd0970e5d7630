/** Everything found in one sentence, before anybody decides what it comes to. */
import type { CommandContext, KnownIncident, KnownTeam } from './context.ts'
import { findCasualties, type FoundCasualties } from './find-casualties.ts'
import { findEvents, type FoundEvent } from './find-events.ts'
import {
  commandPlace,
  findMorePlaces,
  findPlaces,
  placesBySpelling,
  type FoundPlace,
} from './find-places.ts'
import {
  findForce,
  findIncidents,
  findPhone,
  findSource,
  type FoundIncident,
  type FoundSource,
} from './find-rest.ts'
import { findStatuses, type FoundStatus } from './find-status.ts'
import { findBareTime, findTimes, type FoundTime } from './find-times.ts'
import { findShortUnits, findWholeUnits, unitsBySpelling, type FoundUnit } from './find-units.ts'
import type { Doubt, DoubtCode, IncidentRef, Proposal, UnitRef } from './proposal.ts'
import type { Sheet } from './sheet.ts'
import type { WordsAtHand } from './words-at-hand.ts'
import { eventLetters, statusLetters } from './words.ts'

export interface Seen {
  readonly sheet: Sheet
  readonly context: CommandContext
  readonly words: WordsAtHand
  readonly incidents: readonly FoundIncident[]
  readonly times: readonly FoundTime[]
  readonly casualties: FoundCasualties
  readonly units: readonly FoundUnit[]
  readonly places: readonly FoundPlace[]
  readonly events: readonly FoundEvent[]
  readonly statuses: readonly FoundStatus[]
  readonly phone: string
  readonly source: FoundSource | undefined
  readonly force: { readonly people: number | null; readonly vehicles: number | null }
}

/** Letters typed for a name or a status word, between blanks. */
const letters = /(?<![a-z0-9])[a-z]{2,24}(?:0?\d)?(?![a-z0-9])/g
/** Letters that are no pinyin. */
const notPinyin = new Set([
  'ok',
  'km',
  'gps',
  'kv',
  'pm',
  'am',
  'tel',
  'ktv',
  'co',
  'net',
  'sms',
  'no',
  'yes',
  'the',
])

function lookSpelled(
  sheet: Sheet,
  context: CommandContext,
  words: WordsAtHand,
  have: { readonly units: number; readonly places: number; readonly events: number },
) {
  const tokens = [...sheet.rest().matchAll(letters)].map(([token]) => token)
  // xiaosong shanhuo: the name of a place, not of its team.
  const aboutEvent = have.events > 0 || tokens.some((token) => token in eventLetters)
  const units: FoundUnit[] = []
  const statuses: FoundStatus[] = []
  const places: FoundPlace[] = []
  const events: FoundEvent[] = []
  const index = words.units(context)
  for (const match of sheet.rest().matchAll(letters)) {
    const typed = match[0]
    if (notPinyin.has(typed)) continue
    const start = match.index
    const end = start + typed.length
    const status = statusLetters[typed]
    const named = have.units + units.length > 0
    if (status !== undefined && named) {
      statuses.push({ status, word: typed, sense: 'happened', start, end })
      continue
    }
    const code = eventLetters[typed]
    if (code !== undefined) {
      const name = words.events.names.get(code) ?? code
      sheet.take(start, end, 'category', `类别 ${name} ${code}`)
      events.push({ code, name, others: [], word: typed, denied: false, start, end })
      continue
    }
    const numbered = /\d$/.test(typed)
    const candidates = unitsBySpelling(index, typed)
    if (candidates.length > 0 && candidates.length <= 12 && !named && !aboutEvent) {
      const word = candidates
        .map(({ callSign }) => callSign)
        .slice(0, 4)
        .join('、')
      sheet.take(start, end, 'unit', word)
      units.push({ candidates, whole: false, start, end })
      continue
    }
    if (have.places + places.length > 0 || typed.length < 2 || numbered) continue
    const found = placesBySpelling(words.places, typed)
    const [first] = found
    if (!first || found.length > 6) continue
    const made = found.map((place) =>
      commandPlace(
        place,
        place.township && place.kind !== 'township'
          ? `${place.township.name}${place.name}`
          : place.name,
      ),
    )
    const [place, ...others] = made
    if (!place) continue
    sheet.take(start, end, 'place', `地点 ${place.text}`)
    const whole = first.kind === 'township'
    places.push({
      place,
      others: whole ? [] : others.slice(0, 3),
      known: true,
      bare: found.length > 1,
      start,
      end,
    })
  }
  return { units, statuses, places, events }
}

/** 续报罗源火 …: a place, and not the team that is called like it. */
const ofKnown = /^(?:续报|补充|更新|进展)|火场|又来电|又打(?:来)?电话|现场情况/

export function look(sheet: Sheet, context: CommandContext, words: WordsAtHand): Seen {
  const index = words.units(context)
  const incidents = findIncidents(sheet, context)
  const phone = findPhone(sheet)
  const whole = findWholeUnits(sheet, index)
  const times = findTimes(sheet, context.now)
  const casualties = findCasualties(sheet)
  const gazetteer = findPlaces(sheet, words.places)
  const events = findEvents(sheet, words.events)
  const states = findStatuses(sheet)
  const short = findShortUnits(sheet, index, whole, (start, end) => {
    const inState = states.some((one) => one.start <= start && end <= one.end)
    const place = words.places.byName.has(sheet.words.slice(start, end))
    const aim = place && /(?:去|到|往|赴|支援|增援|驰援|在|从)$/.test(sheet.words.slice(0, start))
    const ofEvent = events.some((event) => event.start === end)
    return inState || aim || ofEvent || (place && (events.length > 0 || ofKnown.test(sheet.words)))
  })
  const more = gazetteer.length === 0 ? findMorePlaces(sheet, words.places) : []
  const names = context.people.map(({ name }) => name)
  const source = findSource(sheet, names)
  const force = findForce(sheet)
  const unitsSoFar = [...whole, ...short]
  const placesSoFar = [...gazetteer, ...more]
  const spelled = lookSpelled(sheet, context, words, {
    units: unitsSoFar.length,
    places: placesSoFar.length,
    events: events.length,
  })
  const numbers =
    unitsSoFar.length + spelled.units.length === 0 ? byRadioNumber(sheet, words, context) : []
  return {
    sheet,
    context,
    words,
    incidents,
    times: times.length > 0 ? times : findBareTime(sheet, context.now),
    casualties,
    units: [...unitsSoFar, ...spelled.units, ...numbers].toSorted(
      (one, other) => one.start - other.start,
    ),
    places: tellerLast(sheet, [...placesSoFar, ...spelled.places]),
    events: [...events, ...spelled.events],
    statuses: [...findStatuses(sheet), ...spelled.statuses].toSorted(
      (one, other) => one.start - other.start,
    ),
    phone,
    source,
    force,
  }
}

/** 高田镇反映田心村…: who tells it is not where it is. */
function tellerLast(sheet: Sheet, places: readonly FoundPlace[]): readonly FoundPlace[] {
  const [teller, ...others] = places
  if (!teller || others.length === 0) return places
  const tells =
    /^(?:政府|值班室|村委会|派出所|卫生院|应急办)?(?:反映|报告|上报|来电|报称|汇报|电话|报(?!警)|称|说|打电话)/
  return tells.test(sheet.words.slice(teller.end)) ? [...others, teller] : places
}

/** 1003 到达: the radio's holder, where the number stands first. */
function byRadioNumber(sheet: Sheet, words: WordsAtHand, context: CommandContext): FoundUnit[] {
  const match = /^\d{3,10}(?!\d)/.exec(sheet.rest())
  const team = match && words.units(context).byRadio.get(match[0])
  if (!match || !team) return []
  sheet.take(0, match[0].length, 'unit', `${team.callSign}（电台 ${match[0]}）`)
  return [{ candidates: [team], whole: true, start: 0, end: match[0].length }]
}

export function unitRef({ id, callSign, name }: KnownTeam): UnitRef {
  return { id, callSign, name }
}

export function incidentRef({ id, number, title }: KnownIncident): IncidentRef {
  return { id, number, title }
}

/** One thing asked of the operator, at the words it is about. */
export function doubt(
  seen: Pick<Seen, 'sheet'>,
  code: DoubtCode,
  question: string,
  where?: { readonly start: number; readonly end: number },
  alternatives: readonly { readonly label: string; readonly proposal: Proposal }[] = [],
): Doubt {
  const range = where
    ? { start: seen.sheet.at(where.start), end: seen.sheet.at(where.end - 1) + 1 }
    : {}
  return { code, question, ...range, alternatives: alternatives.slice(0, 4) }
}
