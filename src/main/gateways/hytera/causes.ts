/** Codes of refusals, call ends and session steps, and their Chinese words. */

const tmpResults: Readonly<Record<number, string>> = {
  1: '发送失败',
  3: '参数无效',
  4: '信道忙',
  5: '本台只收不发',
  6: '电台电量低',
  7: '锁相环失锁',
  8: '对方未应答：电台关机或不在覆盖范围',
  9: '中转台唤醒失败',
  10: '未联系上对方',
  11: '禁止发射',
  12: '发送被打断',
}

const deliveryResults: Readonly<Record<number, string>> = {
  1: '发送失败',
  4: '发送超时',
  5: '对方未应答：电台关机或不在覆盖范围',
  6: '对方应答出错',
  7: '中转台唤醒失败',
  8: '发送被打断',
  9: '被拒绝',
  10: '消息无效',
}

const locationResults: Readonly<Record<number, string>> = {
  6: '电台无法定位',
  0x69: '电台不接受该定位请求的格式',
}

function table(
  prefix: string,
  words: Readonly<Record<number, string>>,
  unknown: string,
  last: number,
) {
  return Object.fromEntries(
    Array.from({ length: last + 1 }, (_, code) => [
      `${prefix}-${code}`,
      words[code] ?? `${unknown}（代码 ${code}）`,
    ]),
  )
}

/** Every code the driver can give is in here: results are one byte, larger ones become 255. */
export const hyteraCauses: Readonly<Record<string, string>> = {
  unsupported: '本网关不支持该操作',
  'not-connected': '网关未接通',
  'link-lost': '网关中断，尚未发出',
  'queue-full': '待发消息过多，网关来不及发送',
  'no-channel': '未配置该业务的端口',
  'bad-number': '号码应为 1 至 16777215 的数字',
  'bad-channel': '信道写作“区号/信道号”，如 1/3',
  'no-answer': '对方未应答：电台关机或不在覆盖范围',
  'text-empty': '短信没有内容',
  'text-too-long': '短信过长',
  'no-fix': '电台没有有效位置',
  ended: '通话结束',
  'cut-by-repeater': '被中转台切断',
  replaced: '被新的呼叫取代',
  'time-out': '通话超时',
  unavailable: '信道不可用',
  'session-lost': '网关中断，通话情况不明',
  'no-end-heard': '长时间未收到结束信号',
  'connect-rejected': '网关拒绝连接',
  'closed-by-gateway': '网关关闭了连接',
  connect: '正在连接网关',
  start: '正在订阅网关状态',
  'waiting-for-repeater': '等待中转台接入',
  'emergency-call': '紧急呼叫',
  'emergency-report': '紧急定位报告',
  'emergency-status': '网关电台紧急状态',
  'emergency-silence': '静默紧急报警',
  'man-down': '倒地报警',
  ...table('tmp', tmpResults, '短信未送达', 255),
  ...table('dds', deliveryResults, '消息未送达', 255),
  ...table('lp', locationResults, '定位失败', 255),
  ...table('rcp', {}, '网关拒绝该操作', 255),
  ...table('tx', {}, '发射结束', 255),
}

/** The code of a protocol result. */
export function causeOf(prefix: 'tmp' | 'dds' | 'lp' | 'rcp' | 'tx', result: number): string {
  return `${prefix}-${Math.min(result, 255)}`
}
