/**
 * The running example of `--demo`: the county's invented teams and simulated gateways, each on a
 * line inside the process. Everything in it is an exercise (演练), in the op itself.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AnyRouter } from '@orpc/server'
import type { OpenLink } from '../../core/gateway/link.ts'
import type { CoreContext, Seat } from '../../core/module.ts'
import type { OpStatus } from '../../core/oplog/types.ts'
import { signOnExample } from '../../core/modules/onduty/index.ts'
import { seatInExample } from '../../core/modules/people/index.ts'
import { memoryRoad, memoryRoads } from '../adapters/links/memory-link.ts'
import { scenario } from '../tools/simulate/scenario.ts'
import { startSimulator, type Simulator } from '../tools/simulate/start.ts'
import { exampleLines, exampleOfficer, exampleRoad, exampleSeat, seedExample } from './seed.ts'

export interface Example {
  /** Opens the simulated line; everything else goes to `others`. */
  linkOpener(others: OpenLink): OpenLink
  start(router: AnyRouter, context: CoreContext): Promise<void>
  /** Whoever opens the page sees the example at once. */
  enter(context: CoreContext, seat: Seat): void
  stop(): Promise<void>
}

/**
 * @param projectRoot where `resources/` lies
 * @param status `test`: for practice, where no other line than the simulated one opens at all
 */
export function openExample(projectRoot: string, status: OpStatus): Example {
  const roads = new Map(
    exampleLines.map(({ name }) => [exampleRoad(name), memoryRoad(exampleRoad(name))]),
  )
  let simulators: Simulator[] = []
  /** Nobody telephones in the example: the desk's own ring is tried in the practice of intake. */
  const read = (name: string) => {
    const file = join(projectRoot, `resources/scenarios/${name}.json`)
    return { ...scenario.parse(JSON.parse(readFileSync(file, 'utf8'))), phoneCalls: [] }
  }
  return {
    linkOpener: (others) => (settings, events) => {
      const road = settings.kind === 'memory' ? roads.get(settings.name) : undefined
      if (road) return road.open('near', events)
      // The core refuses such a gateway already; this is for settings that came another way.
      return status === 'test'
        ? memoryRoads().road('').open('near', events)
        : others(settings, events)
    },
    async start(router, context) {
      simulators = exampleLines.flatMap(({ name, protocol, scenario: played }) => {
        const road = roads.get(exampleRoad(name))
        return road
          ? [startSimulator({ protocol, road: { kind: 'memory', road }, scenario: read(played) })]
          : []
      })
      await seedExample(router, context)
      // Whoever opens it again on another day finds that day's shift at the desk.
      signOnExample(context, exampleSeat(context))
    },
    enter: (context, seat) => seatInExample(context, seat, exampleOfficer),
    async stop() {
      await Promise.all(simulators.map((simulator) => simulator.stop()))
    },
  }
}
