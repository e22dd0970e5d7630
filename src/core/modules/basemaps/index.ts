/** Base maps of this console: what lies under everything else on the map, and never more than that. */
import { implement } from '@orpc/server'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { requireRight, requireSession } from '../../seat-log.ts'
import { basemapsContract } from './contract.ts'
import { shownBasemap } from './shown.ts'
import {
  basemapMigrations,
  removeBasemap,
  reorderBasemaps,
  storeBasemap,
  storedBasemap,
  storedBasemaps,
} from './store.ts'

function basemapsRouter(context: CoreContext) {
  const os = implement(basemapsContract).$context<SeatContext>()
  return {
    list: os.list.handler(({ context: { seat } }) => {
      requireSession(seat)
      return storedBasemaps(context.local).map((record, order) =>
        shownBasemap(record, order, { trouble: null, copying: null, version: 0 }),
      )
    }),
    change: os.change.handler(({ input, errors, context: { seat } }) => {
      requireRight(seat, 'map.configure')
      const record = storedBasemap(context.local, input.id)
      if (!record) throw errors.NOT_FOUND()
      const given = Object.entries(input).filter(([, value]) => value !== undefined)
      storeBasemap(context.local, { ...record, ...Object.fromEntries(given) })
      context.changed('basemaps', [input.id])
      return { id: input.id }
    }),
    reorder: os.reorder.handler(({ input, errors, context: { seat } }) => {
      requireRight(seat, 'map.configure')
      if (!reorderBasemaps(context.local, input.ids)) throw errors.CHANGED()
      context.changed('basemaps', [])
      return { ids: input.ids }
    }),
    remove: os.remove.handler(({ input, errors, context: { seat } }) => {
      requireRight(seat, 'map.configure')
      if (!removeBasemap(context.local, input.id)) throw errors.NOT_FOUND()
      context.changed('basemaps', [input.id])
      return { id: input.id }
    }),
  }
}

export const basemapsModule: Module = {
  name: 'basemaps',
  facts: [],
  projections: [],
  localMigrations: basemapMigrations,
  router: basemapsRouter,
}
