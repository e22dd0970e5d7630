/** Thread that holds the heights and looks over them. */
import '../../runtime-guard.ts'
import { parentPort } from 'node:worker_threads'
import { accept, refuse, type Result } from '../../../core/kernel/result.ts'
import { coverageOf } from '../../../core/terrain/coverage.ts'
import { heightAt, noHeight, type ElevationGrid } from '../../../core/terrain/grid.ts'
import type { PreparedTerrain, TerrainFileRefusal } from '../../../core/terrain/model.ts'
import { packGrid, unpackGrid } from '../../../core/terrain/pack.ts'
import type { ThreadQuestion, ThreadReply } from '../asked-thread.ts'
import type { TerrainAsk } from './index.ts'
import { ElevationProblem, readElevation } from './read-elevation.ts'

let grid: ElevationGrid | undefined

async function prepare(
  ask: Extract<TerrainAsk, { kind: 'prepare' }>,
): Promise<Result<PreparedTerrain, TerrainFileRefusal>> {
  let read
  try {
    read = await readElevation(ask.fileName, ask.bytes, ask.bounds)
  } catch (error) {
    if (error instanceof ElevationProblem) return refuse(error.code, { detail: error.message })
    throw error
  }
  let [lowestM, highestM, missing] = [Infinity, -Infinity, 0]
  for (const height of read.metres) {
    if (height === noHeight) missing += 1
    else {
      lowestM = Math.min(lowestM, height)
      highestM = Math.max(highestM, height)
    }
  }
  if (missing === read.metres.length) {
    return refuse('elsewhere', { detail: '本县范围内没有高程数据' })
  }
  const { columns, rows, west, north, stepLon, stepLat } = read
  return accept({
    bytes: packGrid(read, (text) => new TextEncoder().encode(text)),
    bounds: { west, north, east: west + columns * stepLon, south: north - rows * stepLat },
    columns,
    rows,
    lowestM,
    highestM,
    missing: missing / read.metres.length,
    stepM: stepLat * 110_574,
  })
}

function answer(ask: TerrainAsk): unknown {
  switch (ask.kind) {
    case 'prepare':
      return prepare(ask)
    case 'use':
      grid = unpackGrid(ask.bytes, (bytes) => new TextDecoder().decode(bytes))
      if (!grid) throw new Error('the kept heights cannot be read')
      return undefined
    case 'drop':
      grid = undefined
      return undefined
    case 'coverage':
      return grid ? coverageOf(grid, ask.mast) : 'no-terrain'
    case 'heights':
      return ask.points.map((point) => (grid && heightAt(grid, point)) ?? null)
  }
}

async function replyTo({ id, ask }: ThreadQuestion<TerrainAsk>): Promise<ThreadReply> {
  try {
    return { id, value: await answer(ask) }
  } catch (error) {
    return { id, mistake: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

parentPort?.on('message', (question: ThreadQuestion<TerrainAsk>) => {
  void replyTo(question).then((reply) => parentPort?.postMessage(reply))
})
