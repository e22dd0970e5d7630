import { z } from 'zod'
import { factKind } from '../../oplog/registry.ts'

/** Entity: the team. A name it is called by besides its own, remembered at the command line. */
export const aliasSet = factKind(
  'command.alias-set',
  1,
  z.object({ name: z.string(), by: z.string() }),
)

const station = z.object({ unit: z.string(), callSign: z.string() })

/** Entity: the roll call. */
export const rollCallOpened = factKind(
  'roll-call.opened',
  1,
  z.object({
    title: z.string(),
    net: z.string().nullable(),
    stations: z.array(station),
    at: z.number().int(),
    by: z.string(),
    /** The needs-action line that names who has not answered. */
    line: z.string(),
  }),
)

/** Entity: the roll call. Answers of one sentence; a later one about the same station replaces. */
export const rollCallAnswered = factKind(
  'roll-call.answered',
  1,
  z.object({
    answers: z.array(
      z.object({
        said: z.string(),
        unit: z.string().nullable(),
        result: z.enum(['answered', 'poor', 'relayed', 'absent', 'excused']),
        note: z.string(),
      }),
    ),
    at: z.number().int(),
    by: z.string(),
    /** The new needs-action line; null when everybody has answered. */
    line: z.string().nullable(),
  }),
)

export type AliasSet = z.infer<typeof aliasSet.body>
export type RollCallOpened = z.infer<typeof rollCallOpened.body>
export type RollCallAnswered = z.infer<typeof rollCallAnswered.body>

export const commandFacts = [aliasSet, rollCallOpened, rollCallAnswered]
