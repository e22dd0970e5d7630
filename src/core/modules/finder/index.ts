/** One search box: the finds of every source, put in one order. */
import { implement } from '@orpc/server'
import { createNameIndex, type NameIndex } from '../../county/name-index.ts'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { requireSession } from '../../seat-log.ts'
import { localReadings, placeSearch, readingProjection } from '../places/index.ts'
import { finderContract, foundKinds, type Found } from './contract.ts'
import { foundPlace, sources, type Finding, type Source } from './sources.ts'

/** The index of a source, made when somebody searches and again after something changed. */
function keptIndex(context: CoreContext, source: Source): () => NameIndex<Finding> {
  let kept: { readonly index: NameIndex<Finding>; readonly madeAt: number } | undefined
  const topics = [...source.topics, readingProjection.name]
  context.log.onChanged((changed) => {
    if (topics.some((topic) => changed.has(topic))) kept = undefined
  })
  return () => {
    const now = context.world.clock.nowMs()
    if (!kept || now - kept.madeAt > (source.maxAgeMs ?? Number.POSITIVE_INFINITY)) {
      const index = createNameIndex(source.things(context), localReadings(context.db))
      kept = { index, madeAt: now }
    }
    return kept.index
  }
}

function finderRouter(context: CoreContext) {
  const os = implement(finderContract).$context<SeatContext>()
  const indexes = sources.map((source) => keptIndex(context, source))
  const find = (query: string, limit: number): Found[] => {
    const others = indexes.flatMap((index) =>
      index()
        .find(query, limit)
        .map(({ value, penalty }) => ({ found: value(), penalty })),
    )
    const places = placeSearch(context)
      .rankPlaces(query, limit)
      .map(({ value, penalty }) => ({ found: foundPlace(value), penalty }))
    // Equally good: what is going on before what is always there. The sort is stable.
    const order = ({ found }: { readonly found: Found }) => foundKinds.indexOf(found.kind)
    return [...others, ...places]
      .toSorted((one, other) => one.penalty - other.penalty || order(one) - order(other))
      .slice(0, limit)
      .map(({ found }) => found)
  }
  return {
    find: os.find.handler(({ input: { query, limit }, context: { seat } }) => {
      requireSession(seat)
      return find(query, limit)
    }),
  }
}

export const finderModule: Module = {
  name: 'finder',
  facts: [],
  projections: [],
  router: finderRouter,
}
