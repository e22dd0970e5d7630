/** What is looked at when a shift begins, in this order. */
export const checkItems = [
  ['soundEmergency', '声音：紧急', '按“试响”，听到五声急促上升、连响两遍'],
  ['soundHigh', '声音：重要', '按“试响”，听到短、短、长'],
  ['soundNormal', '声音：一般', '按“试响”，听到两声、中间停一下'],
  ['soundCleared', '声音：恢复', '按“试响”，听到一声下降'],
  ['printer', '打印', '打印测试页，纸上中文清楚、没有缺字'],
  ['gateways', '网关', '每个网关应为正常；不用的在设置里停用'],
  [
    'recording',
    '录音',
    '每路应为待录音；在 设置 › 录音 试录一句听一遍，设为不录的核对是否就该不录',
  ],
  ['clock', '时钟', '与电台、手机或 117 报时对一下'],
  ['disk', '磁盘和副本', '空间够、副本盘正常、备份不超过一天、记录查验无误'],
  ['links', '对端控制台', '指挥车和外网的联通情况'],
] as const
export type CheckKey = (typeof checkItems)[number][0]

export const checkKeys = checkItems.map(([key]) => key) as [CheckKey, ...CheckKey[]]

export const checkResults = [
  ['ok', '正常'],
  ['fault', '有问题'],
  ['unchecked', '未查'],
] as const
export type CheckResult = (typeof checkResults)[number][0]

export function checkTitle(key: string): string {
  return checkItems.find(([one]) => one === key)?.[1] ?? key
}

export function checkResultWord(result: string): string {
  return checkResults.find(([one]) => one === result)?.[1] ?? result
}
