/** What is prepared from the console's names, so that a sentence is read without looking them up. */
import type { CommandContext, CountyWords, KnownTeam } from './context.ts'
import { prepareEvents, type EventIndex } from './find-events.ts'
import { preparePlaces, type PlaceIndex } from './find-places.ts'
import { prepareUnits, type UnitIndex } from './find-units.ts'

export interface WordsAtHand {
  readonly county: CountyWords
  readonly places: PlaceIndex
  readonly events: EventIndex
  /** Names of teams; prepared again when a team's name changes, not when its state does. */
  units(context: CommandContext): UnitIndex
}

/** Prepare once, and again when the county's places change. */
export function prepareWords(county: CountyWords): WordsAtHand {
  let forTeams: readonly KnownTeam[] | undefined
  let units: UnitIndex | undefined
  return {
    county,
    places: preparePlaces(county),
    events: prepareEvents(county),
    units(context) {
      if (units === undefined || forTeams !== context.teams) {
        units = prepareUnits(context.teams, county.readings)
        forTeams = context.teams
      }
      return units
    },
  }
}
