/** Measuring stations: newest values, short history, extra reports as alarms, names as facts. */
import { implement } from '@orpc/server'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { requireSession } from '../../seat-log.ts'
import { stationProjection } from './apply.ts'
import { openStationBoard, type StationBoard } from './board.ts'
import { askStation, describeStation, setStationClock } from './commands.ts'
import { stationsContract } from './contract.ts'
import { stationFacts } from './facts.ts'
import { stationList, stationsThen, type StationsThen } from './queries.ts'
import { readingHistory, readingTables } from './ring.ts'
import type { StationRow } from './tables.ts'

export { describedStations, stationList } from './queries.ts'
export type { StationRow } from './tables.ts'
export { rainOfDay } from './rain.ts'

const boards = new WeakMap<CoreContext, StationBoard>()

function board(context: CoreContext): StationBoard {
  const known = boards.get(context) ?? openStationBoard(context)
  boards.set(context, known)
  return known
}

/** What the stations said by a past moment, as far as the ring still holds it. */
export function stationsKnownAt(
  context: CoreContext,
  at: number,
  described: readonly StationRow[],
): StationsThen {
  board(context).flush()
  return stationsThen(context, at, described)
}

function startStations(context: CoreContext): () => void {
  const opened = board(context)
  const stop = context.gateways.onEvent((gateway, event) => opened.take(gateway, event))
  return () => {
    stop()
    opened.close()
  }
}

const hourMs = 3_600_000
/** A graph needs no more points. */
const maxPoints = 2100

function stationsRouter(context: CoreContext) {
  const os = implement(stationsContract).$context<SeatContext>()
  return {
    list: os.list.handler(({ context: { seat } }) => {
      requireSession(seat)
      board(context).flush()
      return stationList(context)
    }),
    history: os.history.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      board(context).flush()
      const from = context.world.clock.nowMs() - input.hours * hourMs
      return readingHistory(context.live, input.station, input.element, from, maxPoints)
    }),
    describe: os.describe.handler(({ input, context: { seat } }) => {
      const { storedAt } = describeStation(context, seat, input)
      context.changed('stations', [input.station])
      return { storedAt }
    }),
    ask: os.ask.handler(({ input, context: { seat } }) => askStation(context, seat, input.station)),
    setClock: os.setClock.handler(({ input, context: { seat } }) =>
      setStationClock(context, seat, input.station),
    ),
  }
}

export const stationsModule: Module = {
  name: 'stations',
  facts: stationFacts,
  projections: [stationProjection],
  liveTables: readingTables,
  start: startStations,
  router: stationsRouter,
}
