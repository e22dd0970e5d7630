/** Codes of refusals, call ends and session steps, and their Chinese words (radio reference §4). */

const releaseWords: Readonly<Record<number, string>> = {
  0: '通话结束，原因不明',
  1: '用户挂断',
  2: '对方忙',
  3: '呼叫不到对方：电台关机或不在覆盖范围',
  4: '对方不支持加密',
  5: '网络拥塞',
  6: '不允许呼叫该号码',
  7: '业务不兼容',
  8: '业务不可用',
  9: '被更高优先级的呼叫抢占',
  10: '呼叫标识无效',
  11: '对方拒绝',
  12: '没有空闲的通话资源',
  13: '超时释放',
  14: '系统释放',
  15: '没有收到确认',
  16: '号码不存在',
  17: '补充业务结束了通话',
  18: '外线号码不存在',
  19: '通话恢复失败',
  20: '对方要求加密',
  21: '不允许同时建立呼叫',
  22: '主被叫在同一直通网关下',
  31: '业务不被接受',
}
/** 32–40: direct mode, gateways and security; the reference names the group only. */
const lastReleaseCause = 40

/** Table 29.16 as far as the reference and one public implementation name it. */
const deliveryWords: Readonly<Record<number, string>> = {
  0x20: '网络拥塞，已暂存待发',
  0x21: '已由网络暂存，对方上线后送达',
  0x22: '对方联系不上，已由网络暂存',
  0x40: '网络过载，未送达',
  0x41: '短数据业务不可用',
  0x42: '短数据业务暂时不可用',
  0x43: '本台没有发送权限',
  0x44: '对方没有接收权限',
  0x45: '网关地址不存在',
  0x46: '转发地址不存在',
  0x47: '组号不能用单呼业务',
  0x48: '有效期内对方没有收到',
  0x49: '有效期内对方没有阅读',
  0x4a: '发送失败',
  0x4b: '对方没有登记入网：电台关机或不在覆盖范围',
  0x4c: '对方的待收队列已满',
  0x4d: '短信过长',
  0x4e: '对方不支持带回执的短数据',
  0x4f: '对方主机未连接',
  0x50: '对方不支持该短数据协议',
  0x51: '对方不支持该文字编码',
  0x52: '对方存储已满，短信被丢弃',
  0x53: '对方不接收短数据',
  0x54: '长短信超过对方的限度',
  0x56: '不允许发往该地址',
  0x57: '不能转到外部网络',
  0x58: '外部用户号码不存在',
  0x59: '回执被否认',
  0x5a: '对方联系不上：电台关机或不在覆盖范围',
  0x5b: '文字分发出错',
  0x5c: '短数据内容损坏',
  0x5d: '长短信没有收全',
  0x5e: '对方正在使用其他业务',
  0x5f: '对方正忙于其他业务',
  0x60: '对方存储已满',
  0x61: '对方存储已恢复',
  0x62: '开始下发待收短信',
  0x63: '没有待收短信',
  0x80: '对方要求停止发送',
  0x81: '对方要求继续发送',
}

const table = (
  prefix: string,
  codes: readonly number[],
  words: Readonly<Record<number, string>>,
  unknown: string,
): [string, string][] =>
  codes.map((code) => [`${prefix}-${code}`, words[code] ?? `${unknown}（代码 ${code}）`])

const upTo = (last: number): number[] => Array.from({ length: last + 1 }, (_, code) => code)

export const peiCauses: Readonly<Record<string, string>> = {
  unsupported: '本网关不支持该操作',
  'not-in-profile': '厂商协议文件里没有这条指令，不能执行',
  'not-connected': '网关未接通',
  'not-registered': '网关电台没有登记入网，不能发送或呼叫',
  'queue-full': '待发内容过多，网关来不及发送',
  'bad-number': '号码应为数字',
  'text-empty': '短信没有内容',
  'text-too-long': '短信过长，请分几条发送',
  'status-reserved': '该状态码由系统保留，不能发送',
  'status-range': '状态码超出范围',
  'part-failed': '长短信的一部分没有送达',
  'terminal-restarted': '网关电台重新启动，是否已发出不明',
  'line-broken': '线路中断，是否已发出不明',
  'no-answer-sent': '已交给网关电台但没有应答，是否已发出不明',
  'not-sent': '网关中断，尚未发出',
  'sent-failed': '网关电台发送失败',
  'not-supported': '对方不支持该短数据',
  'memory-full': '对方存储已满',
  'no-call': '现在没有通话，也没有选定通话组，不能发话',
  'tx-pending': '上一次发话请求还没有结果',
  'tx-denied': '系统不允许发话',
  'tx-other': '他人正在讲话，请等候',
  'tx-released': '排队等候时已松开发话键',
  'tx-time-out': '排队超时，没有获得发话权',
  'no-fix': '电台没有有效位置',
  ended: '通话结束',
  replaced: '被新的呼叫取代',
  'session-lost': '网关中断，通话情况不明',
  'no-end-heard': '长时间未收到结束信号',
  'registration-denied': '网络拒绝网关电台登记，请检查号码开通情况',
  'waiting-for-terminal': '等待网关电台应答',
  'start-up': '正在设置网关电台',
  'searching-network': '网关电台正在搜索网络',
  restarted: '网关电台重新启动，正在重新设置',
  'emergency-status': '紧急状态（状态码 0）',
  'emergency-call': '紧急呼叫（优先级 15）',
  'emergency-report': '紧急定位报告',
  error: '网关电台不接受该指令',
  ...Object.fromEntries([
    ...table('release', upTo(lastReleaseCause), releaseWords, '直通、网关或安全原因释放'),
    ['release-other', '通话结束，原因代码不在已知范围'],
    ...table('sds', upTo(255), deliveryWords, '短信未送达'),
    ...table('cme', upTo(255), { 35: '网关电台不认识该指令' }, '网关电台拒绝该指令'),
    ['cme-other', '网关电台拒绝该指令，代码不在已知范围'],
    ...table('cms', upTo(599), {}, '网关电台没有发出短信'),
    ['cms-other', '网关电台没有发出短信，代码不在已知范围'],
  ]),
}

export const releaseCause = (code: number): string =>
  code === 1 ? 'ended' : code <= lastReleaseCause ? `release-${code}` : 'release-other'

export const deliveryCause = (status: number): string => `sds-${status}`

/** Classes of delivery status: the first three bits. */
export function deliveryClass(status: number): 'done' | 'stored' | 'failed' | 'flow' {
  const top = status >> 5
  if (top === 0) return 'done'
  if (top === 1) return 'stored'
  return top === 2 ? 'failed' : 'flow'
}
