import { z } from 'zod'
import { factKind } from '../../oplog/registry.ts'

/** Entity: the rule's key. The value that holds from now on. */
export const ruleSet = factKind(
  'rule.set',
  1,
  z.object({ key: z.string(), value: z.number(), reason: z.string(), by: z.string() }),
)
export type RuleSet = z.infer<typeof ruleSet.body>

export const ruleFacts = [ruleSet]
