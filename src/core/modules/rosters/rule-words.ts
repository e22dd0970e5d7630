/** Rules and kinds of days, for schemas. */
import type { RuleKey } from '../../roster/model.ts'
import { ruleWords } from '../../roster/words.ts'

export const ruleKeys = Object.keys(ruleWords) as [RuleKey, ...RuleKey[]]

/** Nobody can make these soft. */
export const alwaysHard: readonly RuleKey[] = ['gap', 'double-booking', 'unknown']

export const dayKindKeys = ['workday', 'weekend', 'holiday'] as const
