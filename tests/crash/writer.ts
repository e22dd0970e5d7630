/**
 * The victim of the crash tests: a data folder under load. Prints one line per acknowledged
 * entry, after `append` returned. Arguments: one JSON object (see `WriterOrder`).
 */
import '../../src/main/runtime-guard.ts'
import { createHash } from 'node:crypto'
import { writeSync } from 'node:fs'
import { openDataFolder } from '../../src/main/adapters/data-folder/index.ts'
import { realWorld } from '../../src/main/adapters/world.ts'
import type { DataFolder } from '../../src/main/adapters/data-folder/data-folder.ts'
import { author, linePort } from '../support/folder.ts'
import type { WriterOrder } from './writer-order.ts'

const order = JSON.parse(process.argv[2] ?? '{}') as WriterOrder

/** An acknowledgement must have left this process before the next entry is begun. */
function say(line: string): void {
  const bytes = Buffer.from(`${line}\n`)
  let done = 0
  while (done < bytes.length) {
    try {
      done += writeSync(1, bytes, done)
    } catch (error) {
      // The pipe is full because the reader is slow.
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error
    }
  }
}

function open(): DataFolder {
  const outcome = openDataFolder(order.dir, {
    world: realWorld,
    port: linePort(realWorld),
    secondDisk: order.secondDisk,
    reserveBytes: order.reserveBytes ?? 64 * 1024,
    backupEveryMs: 0,
    lowSpaceBytes: 0,
  })
  if (outcome.kind !== 'opened') throw new Error(JSON.stringify(outcome.refusal))
  // The mutant of the power-cut test: what the driver's own default would be.
  if (order.synchronous === 'NORMAL') outcome.folder.db.exec('pragma synchronous = normal')
  return outcome.folder
}

function attach(folder: DataFolder, name: string): string {
  const stored = folder.attachments.store(createHash('sha512').update(name).digest())
  if (!stored.ok) throw new Error(stored.code)
  return stored.value
}

/** Each burst is one turn of the event loop, so that timers (segments, checkpoints) run. */
function burst(folder: DataFolder, first: number): void {
  for (let index = first; index < first + 20; index++) {
    const entity = `${order.prefix}-${index}`
    const withAttachment =
      order.attachmentEvery !== undefined && index % order.attachmentEvery === 0
    const body = {
      text: `第${index}条 ${'东门积水已派两车'.repeat(index % 7)}`,
      ...(withAttachment ? { attachment: attach(folder, entity) } : {}),
    }
    if (order.mutant === 'acknowledge-first') say(`ack ${entity} ${Date.now()}`)
    const done = folder.log.append(author, [{ kind: 'line.written', entity, body }])
    if (!done.ok) throw new Error(done.code)
    if (order.mutant === undefined) say(`ack ${entity} ${Date.now()}`)
  }
  setTimeout(() => burst(folder, first + 20), order.pauseMs ?? 0)
}

const folder = open()
say('ready')
burst(folder, 0)
