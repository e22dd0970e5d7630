import { z } from 'zod'
import { factKind } from '../../oplog/registry.ts'

/** Entity: the telephone call. It rang on a line of ours. */
export const callArrived = factKind(
  'phone.call-arrived',
  1,
  z.object({
    /** The gateway's id (local to one console) and its name, which other consoles can read. */
    gateway: z.string(),
    gatewayName: z.string(),
    /** As the exchange sent it; absent where there was none. */
    number: z.string().optional(),
    name: z.string().optional(),
    withheld: z.enum(['private', 'unavailable']).optional(),
    /** UTC epoch milliseconds of the first ring. */
    at: z.number().int(),
  }),
)

/** Entity: the telephone call. It stopped ringing. */
export const callEnded = factKind('phone.call-ended', 1, z.object({ at: z.number().int() }))

/** Entity: the telephone call. A person speaks, or spoke, with the caller. */
export const callTaken = factKind(
  'phone.call-taken',
  1,
  z.object({ person: z.string(), by: z.string(), seatName: z.string(), at: z.number().int() }),
)

export const closings = ['called-back', 'no-need'] as const

/** Entity: the telephone call. What became of one that nobody took. */
export const callClosed = factKind(
  'phone.call-closed',
  1,
  z.object({ how: z.enum(closings), by: z.string(), at: z.number().int() }),
)

export type CallArrived = z.infer<typeof callArrived.body>
export type CallTaken = z.infer<typeof callTaken.body>
export type CallClosed = z.infer<typeof callClosed.body>

export const callerFacts = [callArrived, callEnded, callTaken, callClosed]
