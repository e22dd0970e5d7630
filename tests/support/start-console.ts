/**
 * A whole console for a test, on real SQLite files in a temporary folder:
 *
 *   const { running, seat, restart, close } = await startTestConsole({ modules, world })
 *   const api = seat('值班席').api          // the typed client, over a real MessagePort
 *
 * Each seat's calls cross the same channel code as a page's, errors and all. `restart` closes
 * the console and opens another on the same folder; seats made before it are gone.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '../../src/core/api.ts'
import type { Module, Seat } from '../../src/core/module.ts'
import { modules } from '../../src/core/modules/index.ts'
import { makePeopleModule } from '../../src/core/modules/people/index.ts'
import { startConsole, type ConsoleOptions, type RunningConsole } from '../../src/main/console.ts'

export type Api = ContractRouterClient<Contract>

export interface TestSeat {
  readonly api: Api
  readonly seat: Seat
  close(): void
}

export interface TestConsole {
  readonly dataDir: string
  readonly running: RunningConsole
  seat(name?: string): TestSeat
  restart(options?: Partial<ConsoleOptions>): Promise<void>
  /** Also removes the folder. */
  close(): Promise<void>
}

/** worker_threads hands the bare value to `on`, the channel expects an event. */
function eventPort(port: MessagePort) {
  return {
    on: (event: string, listener: (event?: { data: unknown }) => void) =>
      void port.on(event, (data: unknown) => listener({ data })),
    postMessage: (message: unknown) => port.postMessage(message),
  }
}

export function connectSeat(running: RunningConsole, name = '测试席位'): TestSeat {
  const { port1, port2 } = new MessageChannel()
  const seat = running.seats.open(`seat-${name}`, name)
  running.seats.attachPort(eventPort(port1), seat)
  const api: Api = createORPCClient(new RPCLink({ port: eventPort(port2) }))
  return { api, seat, close: () => port2.close() }
}

/** The console's modules with a password check that takes no time; nothing else differs. */
export const quickModules: readonly Module[] = modules.map((module) =>
  module.name === 'people' ? makePeopleModule({ n: 2 ** 10, r: 8, p: 1 }) : module,
)

/** A test with an alarm does not ring at who runs it. */
const silent = () => undefined

export async function startTestConsole(
  options: Partial<ConsoleOptions> = {},
): Promise<TestConsole> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'console-'))
  let running = await startConsole({ ringBell: silent, ...options, dataDir })
  let seats: TestSeat[] = []
  const closeSeats = () => {
    for (const seat of seats) seat.close()
    seats = []
  }
  return {
    dataDir,
    get running() {
      return running
    },
    seat(name) {
      const made = connectSeat(running, name)
      seats.push(made)
      return made
    },
    async restart(changed = {}) {
      closeSeats()
      await running.close()
      running = await startConsole({ ringBell: silent, ...options, ...changed, dataDir })
    },
    async close() {
      closeSeats()
      await running.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
