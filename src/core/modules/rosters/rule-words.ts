/** Names of the rules and of the kinds of days, as the settings call them. */
import type { RuleKey } from '../../roster/model.ts'

export const ruleWords: Readonly<Record<RuleKey, string>> = {
  gap: '班次缺人或时间空档',
  'double-booking': '同一人同时值两个班',
  unknown: '班次或人员不存在',
  qualification: '岗位资格',
  leave: '请假期间不排班',
  rest: '两班之间的休息',
  'nights-in-row': '连续夜班',
  'per-week': '七天内的值班天数',
  'whole-day': '全天岗位一天一人',
  'fixed-wish': '必须满足的意愿',
}

export const ruleKeys = Object.keys(ruleWords) as [RuleKey, ...RuleKey[]]

/** Nobody can make these soft. */
export const alwaysHard: readonly RuleKey[] = ['gap', 'double-booking', 'unknown']

export const dayKindKeys = ['workday', 'weekend', 'holiday'] as const
