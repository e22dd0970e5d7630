/** The generator of rosters in a thread of its own: a year takes seconds, the console goes on. */
import type {
  GeneratedRoster,
  RosterAsk,
  RosterEngine,
  RosterProgress,
} from '../../../core/roster/model.ts'
import { openAskedThread } from '../asked-thread.ts'

const workerUrl = new URL(
  `./roster-worker.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`,
  import.meta.url,
)

export type RosterThreadAsk =
  | { readonly kind: 'generate'; readonly run: number; readonly ask: RosterAsk }
  | { readonly kind: 'stop'; readonly run: number }

export function openRosterEngine(): RosterEngine {
  const thread = openAskedThread<RosterThreadAsk>(workerUrl, () => [])
  let runs = 0
  return {
    generate(ask, onProgress) {
      const run = ++runs
      const roster = thread.ask<GeneratedRoster>({ kind: 'generate', run, ask }, (progress) =>
        // What the thread tells on the way is fixed by its types.
        onProgress(progress as RosterProgress),
      )
      return { roster, stop: () => thread.tell({ kind: 'stop', run }) }
    },
    close: () => thread.close(),
  }
}
