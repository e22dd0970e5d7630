/** Names of the rules and of the kinds of days, as the settings call them. */
export const ruleWords = [
  ['gap', '班次缺人或时间空档'],
  ['double-booking', '同一人同时值两个班'],
  ['unknown', '班次或人员不存在'],
  ['qualification', '岗位资格'],
  ['leave', '请假期间不排班'],
  ['rest', '两班之间的休息'],
  ['nights-in-row', '连续夜班'],
  ['per-week', '七天内的值班天数'],
  ['whole-day', '全天岗位一天一人'],
  ['fixed-wish', '必须满足的意愿'],
] as const
type RuleWordKey = (typeof ruleWords)[number][0]
export const ruleKeys = ruleWords.map(([key]) => key) as [RuleWordKey, ...RuleWordKey[]]

/** Nobody can make these soft. */
export const alwaysHard: readonly string[] = ['gap', 'double-booking', 'unknown']

export const dayKindKeys = ['workday', 'weekend', 'holiday'] as const
