/** Posts, patterns, rules, corrected days: what the county set, else what a new county starts with. */
import { eq } from 'drizzle-orm'
import { beijingDate } from '../../kernel/beijing-time.ts'
import type { CoreContext } from '../../module.ts'
import type { DayCorrection } from '../../roster/calendar.ts'
import type { RosterPost, RosterRules, RuleKey } from '../../roster/model.ts'
import {
  defaultPatterns,
  defaultPosts,
  defaultRules,
  type PatternUse,
  type ShiftPattern,
} from '../../roster/patterns.ts'
import type { PatternsSet, PostsSet, RulesSet } from './facts.ts'
import { ruleKeys } from '../../roster/rule-words.ts'
import { dayTable, settingTable } from './tables.ts'

type ReadingContext = Pick<CoreContext, 'db' | 'world'>

function setting({ db }: Pick<CoreContext, 'db'>, id: string) {
  return db.tables.select().from(settingTable).where(eq(settingTable.id, id)).get()?.body
}

export function posts(context: Pick<CoreContext, 'db'>): readonly RosterPost[] {
  const set = setting(context, 'posts') as PostsSet | undefined
  return set?.posts ?? defaultPosts
}

/** The flood season of the county's law book (R-FLOOD): 1 April to 30 September (editable). */
function startUses(context: ReadingContext): PatternUse[] {
  const year = Number(beijingDate(context.world.clock.nowMs()).slice(0, 4))
  const years = Array.from({ length: 4 }, (_, ahead) => year - 1 + ahead)
  return [
    { pattern: 'two-shift', from: `${year - 1}-01-01`, to: `${year + 2}-12-31` },
    ...years.map((one) => ({ pattern: 'flood', from: `${one}-04-01`, to: `${one}-09-30` })),
  ]
}

export interface Patterns {
  readonly patterns: readonly ShiftPattern[]
  readonly uses: readonly PatternUse[]
}

export function patterns(context: ReadingContext): Patterns {
  const set = setting(context, 'patterns') as PatternsSet | undefined
  return set ?? { patterns: defaultPatterns, uses: startUses(context) }
}

const known = (rule: string): rule is RuleKey => (ruleKeys as readonly string[]).includes(rule)

export function rules(context: Pick<CoreContext, 'db'>): RosterRules {
  const set = setting(context, 'rules') as RulesSet | undefined
  if (!set) return defaultRules
  const { restH, restAfterNightH, nightsInRow, perWeek, hard } = set
  return { restH, restAfterNightH, nightsInRow, perWeek, hard: hard.filter(known) }
}

export function correctedDays({ db }: Pick<CoreContext, 'db'>) {
  return db.tables.select().from(dayTable).orderBy(dayTable.id).all()
}

export function corrections(context: Pick<CoreContext, 'db'>): ReadonlyMap<string, DayCorrection> {
  return new Map(
    correctedDays(context).map(({ id, kind, holiday }) => [id, { day: id, kind, name: holiday }]),
  )
}
