/**
 * The running example of `--demo`: the county's invented teams and a simulated 370MHz gateway on
 * a line inside the process. Everything in it is an exercise (演练), in the op itself.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AnyRouter } from '@orpc/server'
import type { OpenLink } from '../../core/gateway/link.ts'
import type { CoreContext, Seat } from '../../core/module.ts'
import type { OpStatus } from '../../core/oplog/types.ts'
import { seatInExample } from '../../core/modules/people/index.ts'
import { memoryRoad, memoryRoads } from '../adapters/links/memory-link.ts'
import { scenario } from '../tools/simulate/scenario.ts'
import { startSimulator, type Simulator } from '../tools/simulate/start.ts'
import { exampleOfficer, exampleRoad, seedExample } from './seed.ts'

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
  const road = memoryRoad(exampleRoad)
  let simulator: Simulator | undefined
  return {
    linkOpener: (others) => (settings, events) => {
      if (settings.kind === 'memory' && settings.name === exampleRoad)
        return road.open('near', events)
      // The core refuses such a gateway already; this is for settings that came another way.
      return status === 'test'
        ? memoryRoads().road('').open('near', events)
        : others(settings, events)
    },
    async start(router, context) {
      const file = join(projectRoot, 'resources/scenarios/demo.json')
      const played = scenario.parse(JSON.parse(readFileSync(file, 'utf8')))
      simulator = startSimulator({
        protocol: 'hrnp',
        road: { kind: 'memory', road },
        scenario: played,
      })
      await seedExample(router, context)
    },
    enter: (context, seat) => seatInExample(context, seat, exampleOfficer),
    async stop() {
      await simulator?.stop()
    },
  }
}
