/** Thread that generates rosters, several at a time in turns, and hears between the pieces. */
import '../../runtime-guard.ts'
import { parentPort } from 'node:worker_threads'
import { setImmediate } from 'node:timers/promises'
import { rosterSteps } from '../../../core/roster/generate.ts'
import type { GeneratedRoster, RosterAsk } from '../../../core/roster/model.ts'
import type { ThreadQuestion, ThreadReply } from '../asked-thread.ts'
import type { RosterThreadAsk } from './index.ts'

const stopped = new Set<number>()

async function generate(id: number, run: number, ask: RosterAsk): Promise<GeneratedRoster> {
  const steps = rosterSteps(ask)
  let step = steps.next(false)
  while (!step.done) {
    parentPort?.postMessage({ id, progress: step.value } satisfies ThreadReply)
    await setImmediate()
    step = steps.next(stopped.has(run))
  }
  stopped.delete(run)
  return step.value
}

parentPort?.on('message', ({ id, ask }: ThreadQuestion<RosterThreadAsk>) => {
  if (ask.kind === 'stop') {
    stopped.add(ask.run)
    return
  }
  generate(id, ask.run, ask.ask).then(
    (value) => parentPort?.postMessage({ id, value } satisfies ThreadReply),
    (error: unknown) => {
      const mistake = error instanceof Error ? (error.stack ?? error.message) : String(error)
      parentPort?.postMessage({ id, mistake } satisfies ThreadReply)
    },
  )
})
