/** What a modem refuses with, in an operator's words (3GPP TS 27.007 §9.2, TS 27.005 §3.2.5). */
import type { AtFailure } from '../at/index.ts'
import { reportCause } from './report-status.ts'

export const causes = {
  unsupported: '短信模块不支持该操作',
  'no-groups': '短信只能发给一个号码，请逐个发送',
  'bad-number': '号码不对：请填手机号或座机号',
  'text-too-long': '短信太长，请分成几条发送',
  'text-empty': '短信没有内容',
  'queue-full': '待发短信太多，请稍后再发',
  'not-ready': '短信模块还没有就绪',

  'waiting-for-modem': '等待模块应答',
  starting: '正在设置模块',
  'searching-network': '正在搜索网络',
  'sim-missing': '没有插卡：请插入 SIM 卡',
  'sim-pin': '卡上设了 PIN 码：请在手机上取消 PIN 码后再插入',
  'sim-puk': 'SIM 卡已锁（要 PUK 码）：请联系运营商',
  'sim-failure': 'SIM 卡故障：请重新插卡或换卡',
  'no-network': '没有网络：请检查天线和安放位置',
  'network-denied': '网络拒绝了这张卡：请联系运营商',
  'emergency-only': '只能拨打紧急电话：卡无效或已停机',
  'memory-full': '卡上短信已满：请读出并删除旧短信',
  'no-centre': '没有短信中心号码：请在卡或手机上设置',
  'no-pdu-mode': '模块不支持 PDU 方式的短信',

  'no-prompt': '模块没有应答发送命令，短信没有发出',
  'no-answer-after-send': '模块收下后没有应答，短信可能已经发出：请核实后再决定是否重发',
  'network-timeout': '网络超时，短信可能已经发出：请核实后再决定是否重发',
  'partly-sent': '长短信只发出一部分，其余被拒：请核实后再决定是否重发',
  'line-closed': '线路在发送中断开，短信可能已经发出：请核实后再决定是否重发',
  'not-sent': '线路断开前还没有发送',
  'no-report': '已交短信中心，未要求送达报告',
  'report-pending': '已交短信中心，线路断开时还没有送达报告',
  'handed-on': '短信中心已转交，对方是否收到不明',
  'network-rejected': '被网络拒绝：号码有误、欠费或未开通短信',
  barred: '短信被限制：请联系运营商',
  congestion: '网络繁忙，多次尝试后仍未发出',
  'bad-pdu': '模块认为短信格式不对',
  'stop-confirming': '模块不要求确认来信',
  'modem-error': '模块报错，没有说明原因',
  'cms-500': '模块报错，原因不明（CMS 500）',
  'cme-100': '模块报错，原因不明（CME 100）',

  'report-remote-error': '未送达：对方设备出错',
  'report-incompatible': '未送达：对方号码不兼容',
  'report-rejected': '未送达：对方拒收',
  'report-unobtainable': '未送达：对方号码无法接通',
  'report-no-quality': '未送达：网络服务不可用',
  'report-no-interworking': '未送达：两网不互通',
  'report-expired': '未送达：超过有效期',
  'report-deleted': '未送达：短信被删除',
  'report-unknown-message': '未送达：短信中心没有这条短信',
  'report-given-up': '未送达：短信中心多次尝试后放弃',
  'report-failed': '未送达：短信中心报告失败',

  'store-full': '短信存储已满，新短信可能进不来',
} as const

export type Cause = keyof typeof causes

const cmeCauses: ReadonlyMap<number, Cause> = new Map<number, Cause>([
  [10, 'sim-missing'],
  [11, 'sim-pin'],
  [12, 'sim-puk'],
  [13, 'sim-failure'],
  [14, 'sim-failure'],
  [15, 'sim-failure'],
  [20, 'memory-full'],
  [30, 'no-network'],
  [32, 'emergency-only'],
  [100, 'cme-100'],
])

const cmsCauses: ReadonlyMap<number, Cause> = new Map<number, Cause>([
  [8, 'barred'],
  [10, 'barred'],
  [21, 'network-rejected'],
  [28, 'network-rejected'],
  [29, 'network-rejected'],
  [30, 'network-rejected'],
  [50, 'network-rejected'],
  [38, 'congestion'],
  [41, 'congestion'],
  [42, 'congestion'],
  [47, 'congestion'],
  [304, 'bad-pdu'],
  [310, 'sim-missing'],
  [311, 'sim-pin'],
  [316, 'sim-puk'],
  [313, 'sim-failure'],
  [314, 'sim-failure'],
  [315, 'sim-failure'],
  [322, 'memory-full'],
  [330, 'no-centre'],
  [331, 'no-network'],
  [332, 'network-timeout'],
  [340, 'stop-confirming'],
  [500, 'cms-500'],
])

const spoken: readonly (readonly [RegExp, Cause])[] = [
  [/sim not inserted/i, 'sim-missing'],
  [/sim pin required/i, 'sim-pin'],
  [/sim puk required/i, 'sim-puk'],
  [/sim (?:failure|busy|wrong)/i, 'sim-failure'],
  [/no network service/i, 'no-network'],
  [/memory full/i, 'memory-full'],
]

export function causeOf(failure: AtFailure): Cause {
  if (failure.kind !== 'cme' && failure.kind !== 'cms') return 'modem-error'
  if (failure.code === undefined) {
    return spoken.find(([words]) => words.test(failure.words))?.[1] ?? 'modem-error'
  }
  const table = failure.kind === 'cme' ? cmeCauses : cmsCauses
  return table.get(failure.code) ?? 'modem-error'
}

/** How often a text is offered again that the network certainly did not take. */
export function triesAgain(cause: Cause): number {
  if (cause === 'congestion') return 3
  return cause === 'cms-500' ? 1 : 0
}

/** The cause of a failed delivery is in the table, whatever the status was. */
export const deliveryCause = (status: number): Cause => {
  const cause = reportCause(status)
  return cause in causes ? (cause as Cause) : 'report-failed'
}
