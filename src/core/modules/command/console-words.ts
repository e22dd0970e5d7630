/** What the console knows, as the parser reads it; made again only after something changed. */
import { commandWordsOf } from '../../command/county-words.ts'
import type { CommandContext, KnownIncident, KnownTeam } from '../../command/context.ts'
import { prepareWords, type WordsAtHand } from '../../command/read.ts'
import type { CoreContext } from '../../module.ts'
import { openRows } from '../dispatch/index.ts'
import { incidentBrief, openIncidentIds } from '../incidents/index.ts'
import { personDirectory } from '../people/index.ts'
import { localReadings, locatedDivisions, ownPlaces, readingProjection } from '../places/index.ts'
import { knownGroups } from '../radio/index.ts'
import { unitList } from '../teams/index.ts'
import { aliasTable } from './tables.ts'

export type Known = Omit<CommandContext, 'now' | 'selectedIncident' | 'selectedUnit'>

export interface ConsoleWords {
  readonly words: () => WordsAtHand
  readonly known: () => Known
}

const kept = new WeakMap<CoreContext, ConsoleWords>()

/** Projections whose change makes places be read again; everything else is read at every change. */
const placeTopics = ['places', readingProjection.name]

export function consoleWords(context: CoreContext): ConsoleWords {
  const before = kept.get(context)
  if (before) return before
  let words: WordsAtHand | undefined
  let known: Known | undefined
  context.log.onChanged((changed) => {
    known = undefined
    if (placeTopics.some((topic) => changed.has(topic))) words = undefined
  })
  const made: ConsoleWords = {
    words() {
      words ??= prepareWords(
        commandWordsOf(
          context.county,
          ownPlaces(context.db),
          locatedDivisions(context.db),
          localReadings(context.db),
        ),
      )
      return words
    },
    known() {
      known ??= readKnown(context)
      return known
    },
  }
  kept.set(context, made)
  return made
}

function readKnown(context: CoreContext): Known {
  return {
    teams: teams(context),
    people: personDirectory(context).map(({ id, name, post, phones }) => ({
      id,
      name,
      post,
      phones,
    })),
    incidents: incidents(context),
    nets: knownGroups(context),
  }
}

function teams(context: CoreContext): KnownTeam[] {
  const aliases = new Map<string, string[]>()
  for (const { team, name } of context.db.tables.select().from(aliasTable).all()) {
    aliases.set(team, [...(aliases.get(team) ?? []), name])
  }
  const orders = Map.groupBy(openRows(context.db), ({ unit }) => unit)
  return unitList(context.db, context.county).map((unit) => ({
    id: unit.id,
    name: unit.name,
    callSign: unit.callSign,
    aliases: aliases.get(unit.id) ?? [],
    group: unit.group,
    groupWord: unit.groupWord,
    typeWord: unit.typeWord,
    radios: unit.radios,
    state: unit.state.key,
    incident: unit.incident,
    assignments: (orders.get(unit.id) ?? []).map(({ id, incident, state }) => ({
      id,
      incident,
      state,
    })),
  }))
}

function incidents(context: CoreContext): KnownIncident[] {
  return openIncidentIds(context.db).flatMap((id) => {
    const brief = incidentBrief(context, id)
    if (!brief) return []
    const { number, title, category, categoryName, place } = brief
    const where = { township: place.township ?? null, village: place.village ?? null }
    return [{ id, number, title, category, categoryName, place: place.text, ...where }]
  })
}
