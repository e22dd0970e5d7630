/** Thread that holds the road network and answers one question after another. */
import '../../runtime-guard.ts'
import { parentPort } from 'node:worker_threads'
import { accept, refuse } from '../../../core/kernel/result.ts'
import { RoadDesk } from '../../../core/roads/desk.ts'
import type { RoadLine } from '../../../core/roads/graph.ts'
import type { PreparedRoads, RoadFileRefusal, RoadSource } from '../../../core/roads/model.ts'
import { boundsOfRoads, kilometresByClass, roadsOf } from '../../../core/roads/prepare.ts'
import type { Result } from '../../../core/kernel/result.ts'
import { OsmProblem, readOsm } from './osm.ts'
import type { ThreadQuestion, ThreadReply } from '../asked-thread.ts'
import type { RoadAsk } from './index.ts'

/** A county has some ten thousand; a whole province would not be answered in time. */
const mostLines = 400_000

const desk = new RoadDesk()

function prepare(source: RoadSource): Result<PreparedRoads, RoadFileRefusal> {
  let roads
  try {
    roads = source.kind === 'osm' ? readOsm(source.bytes) : roadsOf(source.features)
  } catch (error) {
    if (error instanceof OsmProblem) return refuse('not-osm', { detail: error.message })
    throw error
  }
  const { lines, leftOut } = roads
  if (lines.length === 0) return refuse('no-roads')
  if (lines.length > mostLines) return refuse('too-many')
  return accept({
    bytes: new TextEncoder().encode(JSON.stringify(lines)),
    lines: lines.length,
    leftOut,
    km: kilometresByClass(lines),
    bounds: boundsOfRoads(lines),
  })
}

function answer(question: RoadAsk): unknown {
  switch (question.kind) {
    case 'prepare':
      return prepare(question.source)
    case 'use':
      // Our own bytes: `prepare` wrote them.
      return desk.use(JSON.parse(new TextDecoder().decode(question.bytes)) as RoadLine[])
    case 'drop':
      return desk.drop()
    case 'avoid':
      return desk.avoid(question.obstacles)
    case 'route':
      return desk.route(question.from, question.to)
    case 'reach':
      return desk.reach(question.from, question.limitS)
    case 'times':
      return desk.times(question.to, question.places)
  }
}

parentPort?.on('message', ({ id, ask }: ThreadQuestion<RoadAsk>) => {
  let reply: ThreadReply
  try {
    reply = { id, value: answer(ask) }
  } catch (error) {
    reply = { id, mistake: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
  parentPort?.postMessage(reply)
})
