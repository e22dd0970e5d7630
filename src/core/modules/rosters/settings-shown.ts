/** Posts, patterns, rules, people and corrected days as the settings show them. */
import { beijingDate } from '../../kernel/beijing-time.ts'
import type { CoreContext } from '../../module.ts'
import { addDays } from '../../roster/calendar.ts'
import type {
  PatternUse,
  RosterMember,
  RosterPattern,
  RosterRuleSettings,
  ShownPost,
} from './contract.ts'
import { members } from './members.ts'
import { shownMembers } from './month.ts'
import { postUses } from './post-uses.ts'
import type { RuleKey } from '../../roster/model.ts'
import { alwaysHard, ruleKeys, ruleWords } from '../../roster/rule-words.ts'
import { correctedDays, patterns, posts, rules } from './settings.ts'

export interface ShownSettings {
  readonly posts: ShownPost[]
  readonly postUses: { post: string; where: string[] }[]
  readonly patterns: RosterPattern[]
  readonly uses: PatternUse[]
  readonly rules: RosterRuleSettings
  readonly ruleWords: { key: RuleKey; word: string; alwaysHard: boolean }[]
  readonly people: RosterMember[]
  readonly corrections: {
    day: string
    kind: 'workday' | 'weekend' | 'holiday'
    name: string | null
    by: string
    at: number
  }[]
}

export function shownSettings(context: Pick<CoreContext, 'db' | 'world'>): ShownSettings {
  const today = beijingDate(context.world.clock.nowMs())
  const { patterns: known, uses } = patterns(context)
  const set = rules(context)
  return {
    posts: posts(context).map((post) => ({ ...post })),
    postUses: [...postUses(context)].map(([post, where]) => ({ post, where: [...where] })),
    patterns: copiedPatterns(known),
    uses: uses.map((use) => ({ ...use })),
    rules: { ...set, hard: [...set.hard] },
    ruleWords: ruleKeys.map((key) => ({
      key,
      word: ruleWords[key],
      alwaysHard: alwaysHard.includes(key),
    })),
    people: shownMembers(context, members(context), today, addDays(today, 366)),
    corrections: correctedDays(context).map(({ id, kind, holiday, name, at }) => ({
      day: id,
      kind,
      name: holiday,
      by: name,
      at,
    })),
  }
}

function copiedPatterns(known: ReturnType<typeof patterns>['patterns']): RosterPattern[] {
  type Parts = (typeof known)[number]['parts']['workday']
  const copied = (parts: Parts) =>
    parts.map((part) => ({ ...part, needs: part.needs.map((need) => ({ ...need })) }))
  return known.map(({ key, word, parts: { workday, weekend, holiday } }) => ({
    key,
    word,
    parts: { workday: copied(workday), weekend: copied(weekend), holiday: copied(holiday) },
  }))
}
