import { z } from 'zod'
import { factKind } from '../../../oplog/registry.ts'

/** Entity: the piece. Where everything was in a stretch of time in which incidents were open. */
export const tracksSealed = factKind(
  'tracks.sealed',
  1,
  z.object({
    /** UTC epoch milliseconds. */
    from: z.number().int(),
    to: z.number().int(),
    incidents: z.array(z.string()),
    /** Of the console that sealed it, and keeps the piece: each seals what it heard itself. */
    site: z.string(),
    /** SHA-256 in hex of the piece (`piece.ts`). */
    attachment: z.string(),
    /** Bytes. */
    size: z.number().int().min(0),
    fixes: z.number().int().min(0),
  }),
)

export type TracksSealed = z.infer<typeof tracksSealed.body>
