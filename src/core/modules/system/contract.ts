import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { changedSchema, epochMsSchema, procedure } from '../../contract-kit.ts'

/** What a page and its console tell each other before anything else. */
const helloSchema = z.object({
  version: z.string(),
  /** Fingerprint of the whole contract; a page with another one must be loaded again. */
  contract: z.string(),
  seat: z.object({ id: z.string(), name: z.string() }),
  county: z.object({ code: z.string(), name: z.string() }),
  site: z.string(),
  status: z.enum(['actual', 'exercise', 'test']),
  demo: z.boolean(),
})

/** One batch for the map: the newest position of each key that moved. */
export const positionBatchSchema = z.array(
  z.object({
    key: z.string(),
    lat: z.number(),
    lon: z.number(),
    valid: z.boolean(),
    at: epochMsSchema,
    headingDeg: z.number().optional(),
    speedKmh: z.number().optional(),
  }),
)

/** `absent`: none given or on the same disk; the others are the state of its copies. */
const secondDiskSchema = z.enum(['absent', 'good', 'failing'])

export const healthSchema = z.object({
  /** `undefined` where the platform does not say. */
  freeBytes: z.number().optional(),
  /** Below 2 GB the console warns. */
  diskLow: z.boolean(),
  /** The disk is full and the console writes from its reserve. */
  reserveInUse: z.boolean(),
  /** Damage was met while running: nothing is recorded until the next start repairs it. */
  damaged: z.boolean(),
  secondDisk: secondDiskSchema,
  log: z.object({
    /** First characters of this incarnation, for reading to another console. */
    origin: z.string(),
    /** Ops of this incarnation. */
    ops: z.number(),
  }),
  seats: z.number(),
  lastBackupAt: epochMsSchema.optional(),
  /** What the console left out after repeated crashes, in words. */
  leftOut: z.array(z.string()),
  /** What opening the data folder had to say, in words. */
  notices: z.array(z.object({ level: z.enum(['info', 'warning', 'alarm']), text: z.string() })),
})
export type Health = z.infer<typeof healthSchema>

export type SecondDiskState = z.infer<typeof secondDiskSchema>

export const systemContract = {
  hello: procedure.output(helloSchema),
  /**
   * Which topics changed: an empty batch at once when listening begins, then the leading edge
   * at once and at most every 40 ms, the trailing edge guaranteed.
   */
  changed: procedure.output(eventIterator(changedSchema)),
  /** The first after a pause at once, then at most 20 batches a second, newest wins. */
  positions: procedure.output(eventIterator(positionBatchSchema)),
  health: procedure.output(healthSchema),
  /** The console's clock, for the frame and for noticing a dead connection. */
  now: procedure.output(z.object({ nowMs: epochMsSchema })),
}
