/** The far end of the duty telephone's modem: the simulator on a pseudo-terminal. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { scenario } from '../../src/main/tools/simulate/scenario.ts'
import { startSimulator, type Simulator } from '../../src/main/tools/simulate/start.ts'

/** A modem on which nobody calls until the test says so. */
export function phoneLine(path: string): Simulator {
  const file = join(import.meta.dirname, '../../resources/scenarios/demo.json')
  const played = scenario.parse({
    ...(JSON.parse(readFileSync(file, 'utf8')) as object),
    phoneCalls: [],
  })
  return startSimulator({
    protocol: 'modem',
    road: { kind: 'serial', path, baud: 115200 },
    scenario: played,
  })
}
