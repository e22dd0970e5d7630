/** What screens use of the core: `api`, `queries`, the connection, the positions. */
import { useSyncExternalStore } from 'react'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import { QueryClient, type Query } from '@tanstack/react-query'
import { ORPCError } from '@orpc/client'
import { api, connection, onConnection, onLive, type Api, type Connection } from './connection.ts'

export { api } from './connection.ts'
export type { Api, Connection } from './connection.ts'

/** TanStack options per procedure: `queries.incidents.list.queryOptions({ input })`. */
export const queries = createTanstackQueryUtils(api)

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // The core says what changed; nothing is asked again on a guess.
      staleTime: Infinity,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      networkMode: 'always',
      retry: (count, error) =>
        error instanceof ORPCError && error.code === 'DISCONNECTED' && count < 3,
    },
    mutations: { networkMode: 'always', retry: false },
  },
})

/** Live, connecting, reconnecting since …, or 请刷新. */
export function useConnection(): Connection {
  return useSyncExternalStore(onConnection, connection)
}

export type PositionBatch =
  Awaited<ReturnType<Api['system']['positions']>> extends AsyncIterable<infer Batch> ? Batch : never

const positionListeners = new Set<(batch: PositionBatch) => void>()

/** Newest positions as they come, at most 20 times a second; `onPositions` never touches React. */
export function onPositions(listener: (batch: PositionBatch) => void): () => void {
  positionListeners.add(listener)
  return () => void positionListeners.delete(listener)
}

/** Queries that also show what another module recorded: how many teams an incident has. */
const shownBy: Readonly<Record<string, readonly string[]>> = {
  teams: [
    'incidents',
    'radio',
    'dispatch',
    'callers',
    'directory',
    'reach',
    'rollcall',
    'waiting',
    'talkgroups',
    'fences',
  ],
  // What a number is called, and who is reached by it.
  directory: [
    'contacts',
    'radio',
    'dispatch',
    'reach',
    'rollcall',
    'waiting',
    'talkgroups',
    'recordings',
    'townshipReports',
  ],
  // Who talks, who was missed, what became of an order.
  radio: ['waiting', 'talkgroups', 'restraint', 'emergencies'],
  alarms: ['emergencies', 'radio', 'waiting'],

  // A line of a team starts its contact clock again.
  logbook: ['dispatch', 'dutyLog'],
  // Who of the roster is here, and whose page the shift is.
  rosters: ['contacts', 'onduty', 'dutyLog', 'briefs'],
  onduty: ['dutyLog'],
  stations: ['dutyLog'],
  rules: [
    'dispatch',
    'reports',
    'review',
    'reach',
    'rollcall',
    'recordings',
    'instructions',
    'onduty',
    'contacts',
  ],
  // Whether a telephone call was registered, and whose a number is; what a report is due by.
  incidents: [
    'dispatch',
    'callers',
    'reports',
    'review',
    'reach',
    'recordings',
    'drawings',
    'briefs',
  ],
  instructions: ['briefs'],
  // Whether a telephone call was registered, and whose a number is.
  people: [
    'contacts',
    'callers',
    'directory',
    'reach',
    'rosters',
    'onduty',
    'dutyLog',
    'spotChecks',
    'townshipReports',
  ],
  // What a closing still waits for.
  dispatch: ['incidents', 'review'],
  reports: ['incidents', 'review'],
  review: ['incidents'],
  'report-filings': ['reports'],
  // Whether a means has a gateway that works.
  gateways: ['reach', 'talkgroups', 'waiting', 'radio'],
}

/** What stands on the sheet of the handover, so that any change of it shows there. */
const handedOver: ReadonlySet<string> = new Set([
  'alarms',
  'dispatch',
  'dutyLog',
  'gateways',
  'incidents',
  'instructions',
  'logbook',
  'onduty',
  'outbox',
  'people',
  'reports',
  'rollcall',
  'rosters',
  'teams',
])

const toAskAgain = new WeakSet<Query>()

/** What a running fetch brings may be from before the change: it is asked once more after it. */
function askAgain(query: Query): void {
  if (toAskAgain.has(query) || !query.promise) return
  toAskAgain.add(query)
  const again = () => {
    toAskAgain.delete(query)
    const { queryKey } = query
    void queryClient.invalidateQueries({ queryKey, exact: true }, { cancelRefetch: false })
  }
  query.promise.then(again, again)
}

/** `incidents.list` and `incidents` both belong to the queries under `incidents`. */
function invalidate(topics: readonly string[]): void {
  const named = topics.map((topic) => topic.split('.', 1)[0] ?? topic)
  const modules = new Set(named.flatMap((name) => [name, ...(shownBy[name] ?? [])]))
  if (named.some((name) => handedOver.has(name))) modules.add('handovers')
  // Both shifts are on duty while one hands over.
  if (modules.has('handovers')) modules.add('onduty')
  const predicate = ({ queryKey: [path] }: Query) =>
    Array.isArray(path) && modules.has(String(path[0]))
  queryClient.getQueryCache().findAll({ predicate, fetchStatus: 'fetching' }).forEach(askAgain)
  // Cancelling would show nothing at all under a steady stream of changes.
  void queryClient.invalidateQueries({ predicate }, { cancelRefetch: false })
}

async function followChanges(direct: Api, ended: AbortSignal): Promise<void> {
  let first = true
  for await (const { topics } of await direct.system.changed(undefined, { signal: ended })) {
    // The greeting says that from now on nothing is missed; what was before is asked again.
    if (first) void queryClient.invalidateQueries({}, { cancelRefetch: false })
    else invalidate(Object.keys(topics))
    first = false
  }
}

async function followPositions(direct: Api, ended: AbortSignal): Promise<void> {
  for await (const batch of await direct.system.positions(undefined, { signal: ended })) {
    for (const listener of positionListeners) listener(batch)
  }
}

onLive((direct, ended) => {
  // Both streams end with the channel; the next live channel starts them anew.
  followChanges(direct, ended).catch(() => undefined)
  followPositions(direct, ended).catch(() => undefined)
})
