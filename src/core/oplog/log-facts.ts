/** The facts the log writes about itself. */
import { z } from 'zod'
import { isOriginName, type Envelope } from './envelope.ts'
import { factKind } from './registry.ts'

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)
const seq = z.number().int().min(1)

const previous = z.object({ origin: z.string(), seq, hash: bytes }).nullable()

/**
 * First op of every incarnation. `prev` keeps this shape in every later version: even a console
 * that cannot read the rest must know which origin ended (see `bootPrevious`).
 */
const bootBody = z.object({
  console: z.string().min(1),
  site: z.string(),
  reason: z.string().min(1),
  /** Hash of the chain and signature of the checkpoints. */
  alg: z.literal('sha256+ed25519'),
  publicKey: bytes,
  prev: previous,
})
export type BootBody = z.infer<typeof bootBody>
export const booted = factKind('log.booted', 1, bootBody)

/** `heads` is `[origin, seq, hash]` of every origin still growing, ascending by origin. */
const checkpointBody = z.object({
  heads: z.array(z.tuple([z.string(), seq, bytes])),
  /** One digest over the ended origins, their number beside it. */
  sealedCount: z.number().int().min(0),
  sealedDigest: bytes,
  signature: bytes,
})
export type CheckpointBody = z.infer<typeof checkpointBody>
export const checkpointed = factKind('log.checkpointed', 1, checkpointBody)

/** A supervisor raised the clock epoch: the op's own stamp carries it to everybody. */
export const clockEpochRaised = factKind(
  'log.clock-epoch-raised',
  1,
  z.object({ epoch: z.number().int() }),
)

export const logFacts = [booted, checkpointed, clockEpochRaised]

export interface Previous {
  readonly origin: string
  readonly seq: number
  readonly hash: Uint8Array
}

/** Which incarnation a boot op ends, whatever the op's version. */
export function bootPrevious(envelope: Envelope): Previous | undefined {
  if (envelope.kind !== booted.kind || envelope.seq !== 1) return undefined
  const body = envelope.body
  if (body === null || typeof body !== 'object' || !('prev' in body)) return undefined
  const prev = previous.safeParse(body.prev)
  if (!prev.success || prev.data === null || !isOriginName(prev.data.origin)) return undefined
  return prev.data
}

/** The body of a boot op this version can read. */
export function readBoot(envelope: Envelope): BootBody | undefined {
  if (envelope.kind !== booted.kind || envelope.version !== booted.version) return undefined
  return bootBody.safeParse(envelope.body).data
}

/** The body of a checkpoint this version can read. */
export function readCheckpoint(envelope: Envelope): CheckpointBody | undefined {
  if (envelope.kind !== checkpointed.kind || envelope.version !== checkpointed.version)
    return undefined
  return checkpointBody.safeParse(envelope.body).data
}
