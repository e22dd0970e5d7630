/** Base maps of this console: what lies under everything else on the map, and never more than that. */
import { implement } from '@orpc/server'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { requireRight, requireSession } from '../../seat-log.ts'
import { expectPack, lookAgain, lookAt, takeOver } from './bring.ts'
import { workshop } from './build.ts'
import { basemapsContract, maxUploadBytes } from './contract.ts'
import { basemapDesk } from './desk.ts'
import { lastPart } from './file-name.ts'
import { note } from './note.ts'
import { addOnline, tryOnline } from './online.ts'
import {
  basemapMigrations,
  removeBasemap,
  reorderBasemaps,
  storeBasemap,
  storedBasemap,
} from './store.ts'

function basemapsRouter(context: CoreContext) {
  const os = implement(basemapsContract).$context<SeatContext>()
  const desk = basemapDesk(context)
  return {
    list: os.list.handler(({ context: { seat } }) => {
      requireSession(seat)
      return desk.list()
    }),
    means: os.means.handler(() => ({ dialog: context.choosePath !== undefined })),
    choose: os.choose.handler(async ({ input, errors, context: { seat } }) => {
      requireRight(seat, 'map.configure')
      if (!context.choosePath) throw errors.NO_DIALOG()
      return { path: (await context.choosePath(input.what)) ?? null }
    }),
    look: os.look.handler(async ({ input, errors, context: { seat } }) => {
      requireRight(seat, 'map.configure')
      const path = input.path.trim()
      const looked = await lookAt(context, { path, fileName: lastPart(path), taken: false })
      if (looked.ok) return looked.value
      throw errors.BAD_PACK({ message: looked.data, data: { sentence: looked.data } })
    }),
    upload: os.upload.handler(({ input, context: { seat } }) => ({
      path: expectPack(context, seat, input.fileName),
      limitBytes: maxUploadBytes,
    })),
    lookAgain: os.lookAgain.handler(async ({ input, errors, context: { seat } }) => {
      requireRight(seat, 'map.configure')
      const looked = await lookAgain(context, input.token, input.rows)
      if (looked.ok) return looked.value
      if (looked.code === 'expired') throw errors.EXPIRED()
      throw errors.BAD_PACK({ message: looked.data, data: { sentence: looked.data } })
    }),
    add: os.add.handler(({ input, errors, context: { seat } }) => {
      const taken = takeOver(context, seat, input)
      if (taken.ok) return { id: taken.value }
      if (taken.code === 'expired') throw errors.EXPIRED()
      if (taken.code === 'no-room') throw errors.NO_ROOM()
      throw errors.BAD_PACK({ message: taken.data, data: { sentence: taken.data } })
    }),
    change: os.change.handler(({ input, errors, context: { seat } }) => {
      requireRight(seat, 'map.configure')
      const record = storedBasemap(context.local, input.id)
      if (!record) throw errors.NOT_FOUND()
      const given = Object.entries(input).filter(([, value]) => value !== undefined)
      storeBasemap(context.local, { ...record, ...Object.fromEntries(given) })
      desk.changed(input.id)
      return { id: input.id }
    }),
    reorder: os.reorder.handler(({ input, errors, context: { seat } }) => {
      requireRight(seat, 'map.configure')
      if (!reorderBasemaps(context.local, input.ids)) throw errors.CHANGED()
      desk.changed()
      return { ids: input.ids }
    }),
    remove: os.remove.handler(({ input, errors, context: { seat } }) => {
      const { name: by } = requireRight(seat, 'map.configure')
      const record = storedBasemap(context.local, input.id)
      if (!record) throw errors.NOT_FOUND()
      note(context, seat, `底图「${record.name}」已移除（${by}）`)
      removeBasemap(context.local, input.id)
      desk.changed(input.id)
      if (record.from.kind === 'file' && record.from.own) context.tiles.discard(record.from.path)
      return { id: input.id }
    }),
    tryOnline: os.tryOnline.handler(async ({ input, errors, context: { seat } }) => {
      const tried = await tryOnline(context, seat, input)
      if (tried.ok) return tried.value
      throw errors.BAD_ADDRESS({ message: tried.data, data: { sentence: tried.data } })
    }),
    addOnline: os.addOnline.handler(({ input, errors, context: { seat } }) => {
      const added = addOnline(context, seat, input)
      if (added.ok) return { id: added.value }
      if (added.code === 'no-permission') throw errors.NO_PERMISSION()
      throw errors.BAD_ADDRESS({ message: added.data, data: { sentence: added.data } })
    }),
    lookSource: os.lookSource.handler(async ({ input, errors, context: { seat } }) => {
      requireRight(seat, 'map.configure')
      const path = input.path.trim()
      const looked = await workshop(context).look(path, lastPart(path), false)
      if (looked.ok) return looked.value
      throw errors.BAD_PACK({ message: looked.data, data: { sentence: looked.data } })
    }),
    uploadSource: os.uploadSource.handler(({ input, context: { seat } }) => ({
      path: workshop(context).expect(seat, input.fileName),
      limitBytes: maxUploadBytes,
    })),
    build: os.build.handler(({ input, errors, context: { seat } }) => {
      const begun = workshop(context).begin(seat, input)
      if (begun.ok) return { job: begun.value }
      throw begun.code === 'busy' ? errors.BUSY() : errors.EXPIRED()
    }),
    job: os.job.handler(({ context: { seat } }) => {
      requireSession(seat)
      return workshop(context).job()
    }),
    cancelBuild: os.cancelBuild.handler(({ input, errors, context: { seat } }) => {
      requireRight(seat, 'map.configure')
      if (!workshop(context).cancel(input.job)) throw errors.NOT_FOUND()
      return { job: input.job }
    }),
  }
}

export const basemapsModule: Module = {
  name: 'basemaps',
  facts: [],
  projections: [],
  localMigrations: basemapMigrations,
  start: (context) => basemapDesk(context).start(),
  router: basemapsRouter,
}
