/** Views of the map that somebody wants back: of a seat local, of an incident facts. */
import { implement, ORPCError } from '@orpc/server'
import { desc, eq } from 'drizzle-orm'
import { newId } from '../../kernel/id.ts'
import type { CoreContext, Module, Seat, SeatContext } from '../../module.ts'
import { recordFor, requireRight, requireSession } from '../../seat-log.ts'
import { mapViewProjection } from './apply.ts'
import { mapViewsContract, type MapView } from './contract.ts'
import { mapViewFacts, mapViewRemoved, mapViewSaved } from './facts.ts'
import { mapViewTable, seatViewMigration, seatViewTable } from './tables.ts'

const mostViews = 40

function ofSeat(context: CoreContext, seat: Seat): MapView[] {
  return context.local.tables
    .select()
    .from(seatViewTable)
    .where(eq(seatViewTable.seat, seat.name))
    .orderBy(desc(seatViewTable.at))
    .all()
    .map(({ id, name, view, by, at }) => ({ id, name, ...view, by, at, incident: null }))
}

function ofIncident(context: CoreContext, incident: string): MapView[] {
  return context.db.tables
    .select()
    .from(mapViewTable)
    .where(eq(mapViewTable.incident, incident))
    .orderBy(desc(mapViewTable.at))
    .all()
    .map(({ id, name, view, by, at }) => ({ id, name, ...view, by, at, incident }))
}

type Saved = Omit<MapView, 'id' | 'by' | 'at'> & { readonly over?: string | undefined }

function save(context: CoreContext, seat: Seat, { over, incident, name, ...view }: Saved): string {
  const { name: by } = requireSession(seat)
  const id = over ?? newId(context.world.clock, context.world.random)
  if (incident !== null) {
    requireRight(seat, 'log.write')
    if (over === undefined && ofIncident(context, incident).length >= mostViews) {
      throw new ORPCError('TOO_MANY')
    }
    const body = { incident, name: name.trim(), ...view, by }
    recordFor(context, seat, [{ kind: mapViewSaved.kind, entity: id, body }])
    return id
  }
  const own = ofSeat(context, seat)
  if (over === undefined && own.length >= mostViews) throw new ORPCError('TOO_MANY')
  if (over !== undefined && !own.some((one) => one.id === over)) throw new ORPCError('NOT_FOUND')
  const row = { seat: seat.name, name: name.trim(), view, by, at: context.world.clock.nowMs() }
  context.local.tables
    .insert(seatViewTable)
    .values({ id, ...row })
    .onConflictDoUpdate({ target: seatViewTable.id, set: row })
    .run()
  context.changed('mapViews', [id])
  return id
}

function remove(context: CoreContext, seat: Seat, view: string): void {
  const { name: by } = requireSession(seat)
  if (ofSeat(context, seat).some(({ id }) => id === view)) {
    context.local.tables.delete(seatViewTable).where(eq(seatViewTable.id, view)).run()
    context.changed('mapViews', [view])
    return
  }
  const known = context.db.tables
    .select({ id: mapViewTable.id })
    .from(mapViewTable)
    .where(eq(mapViewTable.id, view))
    .get()
  if (!known) throw new ORPCError('NOT_FOUND')
  requireRight(seat, 'log.write')
  recordFor(context, seat, [{ kind: mapViewRemoved.kind, entity: view, body: { by } }])
}

function mapViewsRouter(context: CoreContext) {
  const os = implement(mapViewsContract).$context<SeatContext>()
  return {
    list: os.list.handler(({ input: { incident }, context: { seat } }) => {
      requireSession(seat)
      const shared = incident === undefined ? [] : ofIncident(context, incident)
      return [...shared, ...ofSeat(context, seat)]
    }),
    save: os.save.handler(({ input, context: { seat } }) => ({ id: save(context, seat, input) })),
    remove: os.remove.handler(({ input: { view }, context: { seat } }) => {
      remove(context, seat, view)
      return { id: view }
    }),
  }
}

export const mapViewsModule: Module = {
  name: 'mapViews',
  facts: mapViewFacts,
  projections: [mapViewProjection],
  localMigrations: [seatViewMigration],
  router: mapViewsRouter,
}
