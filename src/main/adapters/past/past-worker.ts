/** Thread that answers questions about past moments. */
import '../../runtime-guard.ts'
import { parentPort, workerData } from 'node:worker_threads'
import { modules } from '../../../core/modules/index.ts'
import { openPastDesk } from '../../../core/modules/lookback/index.ts'
import { loadCountyProfile } from '../county-profile.ts'
import { openDatabase } from '../sqlite.ts'
import { realWorld } from '../world.ts'
import type { PastMessage, PastReply, PastThread } from './index.ts'

// Our own structures, cloned by the runtime from the thread that starts this one.
const { database, countyDir } = workerData as PastThread

let nowMs = Date.now()
const county = loadCountyProfile(countyDir)
if (!county.ok) throw new Error('the county profile does not load')
const desk = openPastDesk({
  source: openDatabase(database, { synchronous: 'FULL', readonly: true }),
  newScratch: () => openDatabase(':memory:', { synchronous: 'NORMAL' }),
  world: { ...realWorld, clock: { ...realWorld.clock, nowMs: () => nowMs } },
  county: county.value,
  modules,
})

function replyTo({ id, question, nowMs: now }: PastMessage): PastReply {
  nowMs = now
  try {
    return { id, answer: desk.answer(question) }
  } catch (error) {
    const words = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { id, mistake: words }
  }
}

parentPort?.on('message', (message: PastMessage) => parentPort?.postMessage(replyTo(message)))
