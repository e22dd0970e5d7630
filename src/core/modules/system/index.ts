/** Greeting, clock, health and the two live streams: what every page needs before any feature. */
import { implement } from '@orpc/server'
import type { ChangedEvent } from '../../contract-kit.ts'
import type { CoreContext, LivePosition, Module, SeatContext } from '../../module.ts'
import { systemContract, type Health } from './contract.ts'
import type { Feed, StopSignal } from './feed.ts'
import type { TopicChange } from './pending.ts'

export { openFeed, type Feed } from './feed.ts'
export { pendingChanges, pendingPositions, type TopicChange } from './pending.ts'
export type { Health } from './contract.ts'

/** What only the host knows; `startConsole` hands it over. */
export interface SystemHost {
  readonly version: string
  readonly contractFingerprint: string
  readonly demo: boolean
  readonly changes: Feed<TopicChange, ChangedEvent>
  readonly positions: Feed<LivePosition, LivePosition[]>
  health(): Health
}

function systemRouter(context: CoreContext, host: SystemHost) {
  const os = implement(systemContract).$context<SeatContext>()
  return {
    hello: os.hello.handler(({ context: { seat } }) => ({
      version: host.version,
      contract: host.contractFingerprint,
      seat: { id: seat.id, name: seat.name },
      county: { code: context.county.county.adcode, name: context.county.county.name },
      site: context.site,
      status: context.status,
      demo: host.demo,
    })),
    changed: os.changed.handler(async function* ({ signal }) {
      yield* host.changes.subscribe(signal as StopSignal | undefined)
    }),
    positions: os.positions.handler(async function* ({ signal }) {
      yield* host.positions.subscribe(signal as StopSignal | undefined)
    }),
    health: os.health.handler(() => host.health()),
    now: os.now.handler(() => ({ nowMs: context.world.clock.nowMs() })),
  }
}

/** The one module that is not in the list: it is made with its host. */
export function systemModule(host: SystemHost): Module {
  return {
    name: 'system',
    facts: [],
    projections: [],
    router: (context) => systemRouter(context, host),
  }
}
