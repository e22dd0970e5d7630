import { z } from 'zod'
import { factKind } from '../../oplog/registry.ts'

/** Entity: the team. A name it is called by besides its own, remembered at the command line. */
export const aliasSet = factKind(
  'command.alias-set',
  1,
  z.object({ name: z.string(), by: z.string() }),
)

export type AliasSet = z.infer<typeof aliasSet.body>

export const commandFacts = [aliasSet]
