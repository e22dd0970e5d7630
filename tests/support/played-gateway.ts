import type { Driver } from '../../src/core/gateway/driver.ts'
import type { CommandResult } from '../../src/core/gateway/events.ts'
import { superviseGateway, type SupervisedEvent } from '../../src/core/gateway/supervisor.ts'
import { memoryRoad } from '../../src/main/adapters/links/memory-link.ts'
import { startSimulator, type SimulatorOptions } from '../../src/main/tools/simulate/start.ts'
import { fakeTime, seededRandom } from './fake-time.ts'

export interface PlayedOptions extends Pick<SimulatorOptions, 'protocol' | 'scenario' | 'words'> {
  readonly driver: Driver
  readonly settings?: unknown
  /** How long they have for each other before the test begins. */
  readonly settleMs?: number
}

/** A supervised gateway and its simulated other end, on a road in memory and on one fake clock. */
export async function playedGateway(options: PlayedOptions) {
  const { driver, settings = {}, settleMs = 10_000, protocol, scenario, words } = options
  const time = fakeTime()
  const road = memoryRoad()
  const events: SupervisedEvent[] = []
  const states: { state: string; reason: string }[] = []
  const world = { clock: time.clock, timers: time.timers }
  const simulator = startSimulator({
    protocol,
    road: { kind: 'memory', road },
    scenario,
    words,
    ...world,
  })
  const gateway = superviseGateway({
    driver,
    settings: driver.settings.parse(settings),
    linkSettings: { kind: 'memory', name: protocol },
    openLink: (_settings, linkEvents) => road.open('near', linkEvents),
    ...world,
    random: seededRandom(5),
    onEvent: (event) => events.push(event),
    onStatus: ({ state, reason }) => states.push({ state, reason }),
  })
  gateway.start()
  await time.advance(settleMs)
  return {
    time,
    road,
    events,
    states,
    simulator,
    gateway,
    of: <Kind extends SupervisedEvent['kind']>(kind: Kind) =>
      events.filter(
        (event): event is Extract<SupervisedEvent, { kind: Kind }> => event.kind === kind,
      ),
    resultsOf: (command: string): CommandResult[] =>
      events.flatMap((event) =>
        event.kind === 'commandResult' && event.command === command ? [event.result] : [],
      ),
    /** Both ends closed; a timer that is left is a mistake. */
    async stop(): Promise<number> {
      await gateway.close()
      await simulator.stop()
      return time.waiting
    },
  }
}
