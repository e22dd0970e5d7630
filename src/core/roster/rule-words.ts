/** The rules by name. Needs no calendar: seats read it too. */
import type { RuleKey } from './model.ts'

export const ruleWords: Readonly<Record<RuleKey, string>> = {
  gap: '缺岗',
  'double-booking': '重复排班',
  unknown: '对不上的班次或人员',
  qualification: '岗位资格',
  leave: '请假',
  rest: '班间休息',
  'nights-in-row': '连续夜班',
  'per-week': '七天内班数',
  'whole-day': '整天带班',
  'fixed-wish': '固定意愿',
}

export const ruleKeys = Object.keys(ruleWords) as [RuleKey, ...RuleKey[]]

/** Nobody can make these soft. */
export const alwaysHard: readonly RuleKey[] = ['gap', 'double-booking', 'unknown']
