/** Codes of refusals and session steps, and their Chinese words. */
export const mototrboCauses: Readonly<Record<string, string>> = {
  unsupported: '该网关不支持该操作',
  'bad-number': '号码应为 1 至 16777215 的数字',
  'text-empty': '短信没有内容',
  'text-too-long': '短信过长',
  'no-channel': '未配置该业务的端口',
  'too-many-open': '待应答的短信过多，请稍后再发',
  'session-ended': '已发出，网关停止，是否送达不明',
  'waiting-for-radio': '等待电台应答',
  'location-5': '电台不接受该定位请求',
  'location-10': '电台不接受该定位请求',
  'location-16': '电台没有定位模块',
  'location-512': '卫星不足，不能定位',
  'location-other': '电台报告定位失败',
}

export function locationCause(result: number): string {
  const code = `location-${result}`
  return Object.hasOwn(mototrboCauses, code) ? code : 'location-other'
}
