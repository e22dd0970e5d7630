/** Files that were brought and wait for an answer: in memory, for ten minutes, one for each seat. */
import { newId } from '../../kernel/id.ts'
import { refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { MapFileRefusal, ReadMapFile, ReadMapFileOptions } from '../../map-files/model.ts'
import type { Received } from './contract.ts'

const keptMs = 10 * 60_000
/** Together; the oldest goes first. */
const mostFiles = 6

interface Held {
  readonly name: string
  readonly bytes: Uint8Array
  readonly seat: string
  readonly until: number
  /** The last reading, by its answers. */
  reading?: {
    readonly key: string
    readonly read: Promise<Result<ReadMapFile, MapFileRefusal>>
  }
}

export interface ReceivedFiles {
  take(seat: Seat, name: string, bytes: Uint8Array): Received
  /** The same answers twice read the file once. */
  read(
    seat: Seat,
    token: string,
    options: ReadMapFileOptions,
  ): Promise<
    | Result<{ readonly name: string; readonly file: ReadMapFile }, MapFileRefusal>
    | Refusal<'expired', undefined>
  >
  forget(token: string): void
}

export function receivedFiles(context: Pick<CoreContext, 'world' | 'readMapFile'>): ReceivedFiles {
  const { clock, random } = context.world
  const files = new Map<string, Held>()
  const forgetOld = () => {
    for (const [token, { until }] of files) if (until < clock.nowMs()) files.delete(token)
  }
  return {
    take(seat, name, bytes) {
      forgetOld()
      for (const [token, held] of files) if (held.seat === seat.id) files.delete(token)
      for (const token of [...files.keys()].slice(0, Math.max(0, files.size - mostFiles + 1))) {
        files.delete(token)
      }
      const token = newId(clock, random)
      files.set(token, { name, bytes, seat: seat.id, until: clock.nowMs() + keptMs })
      return { token }
    },
    async read(seat, token, options) {
      forgetOld()
      const held = files.get(token)
      if (!held || held.seat !== seat.id) return refuse<'expired'>('expired')
      const key = JSON.stringify([options.datum, options.encoding, options.swapped])
      if (held.reading?.key !== key) {
        held.reading = { key, read: context.readMapFile(held.name, held.bytes, options) }
      }
      const read = await held.reading.read
      return read.ok ? { ok: true, value: { name: held.name, file: read.value } } : read
    },
    forget: (token) => void files.delete(token),
  }
}
