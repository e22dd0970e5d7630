import { implement, ORPCError } from '@orpc/server'
import { createPlaceSearch, type PlaceSearch } from '../../county/place-search.ts'
import { keptUntil } from '../../kept-until.ts'
import { newId } from '../../kernel/id.ts'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { recordFor, requireRight, requireSession } from '../../seat-log.ts'
import { placeProjection, readingProjection } from './apply.ts'
import { placesContract } from './contract.ts'
import {
  placeFacts,
  placeRegistered,
  placeRemoved,
  pointSet,
  readingFacts,
  readingSet,
} from './facts.ts'
import { countyShown, localReadings, locatedDivisions, ownPlaces, placeHit } from './queries.ts'

export { readingProjection } from './apply.ts'
export { placeRegistered, pointSet } from './facts.ts'
export type { PlaceCandidate } from '../../county/place-search.ts'
export { localReadings, locatedDivisions, ownPlaces, placeHit } from './queries.ts'

/** The place search over profile and own places, prepared again after places changed. */
export const placeSearch: (context: CoreContext) => PlaceSearch = keptUntil(
  [placeProjection.name, readingProjection.name],
  ({ county, db }) =>
    createPlaceSearch(county, ownPlaces(db), locatedDivisions(db), localReadings(db)),
)

function placesRouter(context: CoreContext) {
  const os = implement(placesContract).$context<SeatContext>()
  const search = () => placeSearch(context)
  const divisions = new Set(
    [...context.county.townships, ...context.county.villages].map(({ code }) => code),
  )
  const known = (id: string) =>
    divisions.has(id) || ownPlaces(context.db).some((place) => place.id === id)
  return {
    county: os.county.handler(() => countyShown(context.county)),
    search: os.search.handler(({ input }) =>
      search().findPlaces(input.query, input.limit).map(placeHit),
    ),
    located: os.located.handler(() => search().located().map(placeHit)),
    register: os.register.handler(({ input, context: { seat } }) => {
      const { person } = requireRight(seat, 'directory.write')
      const entity = newId(context.world.clock, context.world.random)
      const { name, kind, township, point, note } = input
      const body = {
        name: name.trim(),
        kind,
        by: person,
        ...(township ? { township } : {}),
        ...(point ? { point } : {}),
        ...(note ? { note } : {}),
      }
      const { storedAt } = recordFor(context, seat, [{ kind: placeRegistered.kind, entity, body }])
      return { id: entity, storedAt }
    }),
    setPoint: os.setPoint.handler(({ input, context: { seat } }) => {
      // Whoever takes a report may place it: a point is a fact and is undone by another.
      const { person } = requireSession(seat)
      if (!known(input.place)) throw new ORPCError('NOT_FOUND')
      const body = { point: input.point, how: input.how, by: person }
      const { storedAt } = recordFor(context, seat, [
        { kind: pointSet.kind, entity: input.place, body },
      ])
      return { id: input.place, storedAt }
    }),
    readings: os.readings.handler(() => localReadings(context.db)),
    setReading: os.setReading.handler(({ input, errors, context: { seat } }) => {
      const { person } = requireRight(seat, 'directory.write')
      const { word, spelling } = input
      const syllables =
        spelling === '' ? [] : spelling.toLowerCase().replaceAll('ü', 'v').split(/\s+/)
      const characters = Array.from(word).length
      if (syllables.length > 0 && syllables.length !== characters) {
        throw errors.SYLLABLES({ data: { characters, syllables: syllables.length } })
      }
      const entity = `reading:${word}`
      const body = { word, syllables: syllables.length > 0 ? syllables : null, by: person }
      const { storedAt } = recordFor(context, seat, [{ kind: readingSet.kind, entity, body }])
      return { id: entity, storedAt }
    }),
    withdraw: os.withdraw.handler(({ input, context: { seat } }) => {
      const { person } = requireRight(seat, 'directory.write')
      if (!known(input.place) || divisions.has(input.place)) throw new ORPCError('NOT_FOUND')
      const body = { reason: input.reason, by: person }
      const { storedAt } = recordFor(context, seat, [
        { kind: placeRemoved.kind, entity: input.place, body },
      ])
      return { id: input.place, storedAt }
    }),
  }
}

export const placesModule: Module = {
  name: 'places',
  facts: [...placeFacts, ...readingFacts],
  projections: [placeProjection, readingProjection],
  router: placesRouter,
}
