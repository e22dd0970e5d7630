/** What an event of a gateway says, in the operator's words: for a replay that is read, not acted on. */
import type { GatewayEvent } from '../../gateway/events.ts'
import { elementByCode } from '../../gateway/station-elements.ts'
import { beijingDateTime } from '../../kernel/beijing-time.ts'

const eventWords: Readonly<Record<GatewayEvent['kind'], string>> = {
  radioPresence: '电台在线',
  callStart: '呼叫开始',
  talker: '讲话方',
  callEnd: '呼叫结束',
  text: '短信',
  delivery: '送达回报',
  status: '状态码',
  emergency: '紧急',
  position: '位置',
  rssi: '信号',
  clockQuality: '授时',
  phoneRing: '来电',
  radioState: '电台许可',
  channel: '信道',
  reading: '测站数值',
  stationHeard: '测站上报',
  deviceAlarm: '终端告警',
  device: '设备信息',
  commandResult: '命令结果',
  session: '会话状态',
}

export const eventWord = (event: GatewayEvent): string => eventWords[event.kind]

const fieldWords: Readonly<Record<string, string>> = {
  radio: '电台',
  online: '在线',
  how: '方式',
  call: '呼叫编号',
  direction: '方向',
  type: '类型',
  target: '对象',
  caller: '主叫',
  channel: '信道',
  cause: '原因',
  from: '来自',
  to: '发往',
  body: '内容',
  ref: '编号',
  sentAt: '发送时间',
  incomplete: '不完整',
  state: '状态',
  code: '代码',
  lat: '纬度',
  lon: '经度',
  fixAt: '定位时间',
  valid: '定位有效',
  speedKmh: '速度 km/h',
  headingDeg: '航向 °',
  altitudeM: '高程 m',
  rssiDbm: '场强 dBm',
  reason: '原因',
  late: '补报',
  level: '电平',
  offsetMs: '时钟差 ms',
  source: '来源',
  number: '号码',
  name: '名称',
  withheld: '没有号码',
  enabled: '允许发射',
  station: '测站',
  report: '报类',
  clockAt: '测站时钟',
  stationClass: '站类',
  at: '时间',
  element: '要素',
  value: '数值',
  unit: '单位',
  command: '命令编号',
  kind: '状态',
  attempt: '第几次',
  untilMs: '等到',
  ahead: '前面还有',
  detail: '说明',
  receipt: '有回执',
  step: '步骤',
  gateway: '设备自报',
  sinceMs: '起自',
}

const times: ReadonlySet<string> = new Set([
  'at',
  'sentAt',
  'fixAt',
  'clockAt',
  'untilMs',
  'sinceMs',
])

/** Only where the field is one of ours: a text that reads `all` stays as it is. */
const valueWords: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  direction: { in: '呼入', out: '呼出' },
  type: {
    private: '个呼',
    group: '组呼',
    all: '全呼',
    emergency: '紧急呼叫',
    phone: '电话',
    other: '其他',
  },
  how: {
    registered: '登记',
    deregistered: '注销',
    checked: '查询到',
    expired: '过期',
    heard: '听到',
  },
  state: {
    delivered: '已送达',
    failed: '没有送达',
    raised: '发生',
    cleared: '解除',
    ringing: '振铃',
    ended: '停止',
  },
  reason: { request: '查询', interval: '定时', emergency: '紧急', own: '本台' },
  source: { beidou: '北斗', gps: 'GPS', gnss: '卫星定位' },
  withheld: { private: '主叫不显示', unavailable: '交换机不知道' },
  kind: {
    retrying: '重发',
    waiting: '等待',
    accepted: '设备已接受',
    confirmed: '已确认',
    refused: '被拒绝',
    'timed-out': '超时',
    unknown: '结果不明',
    connecting: '正在接入',
    ready: '就绪',
    silent: '没有数据',
    rejected: '设备拒绝接入',
    'needs-vendor-file': '需要厂商协议文件',
  },
}

type Causes = Readonly<Record<string, string>>

function plain(key: string, value: unknown, causes: Causes): string {
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'number') return times.has(key) ? beijingDateTime(value) : String(value)
  if (typeof value !== 'string') return JSON.stringify(value)
  if (key === 'element') return elementByCode(value)?.name ?? value
  // Codes of the driver: the table that words refusals words them too.
  if (['cause', 'code', 'reason', 'step', 'detail', 'how'].includes(key) && value in causes)
    return causes[value] ?? value
  return valueWords[key]?.[value] ?? value
}

function parts(value: object, causes: Causes): string[] {
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    if (inner === undefined || inner === null || typeof inner === 'function') return []
    if (typeof inner === 'object' && !Array.isArray(inner)) return parts(inner, causes)
    return [`${fieldWords[key] ?? key} ${plain(key, inner, causes)}`]
  })
}

/** Everything else an event says, one part each; `causes` words the driver's own codes. */
export function eventText(event: GatewayEvent, causes: Causes): string {
  const { kind: _kind, ...rest } = event
  // Whether a text went to a group is said by its addressee's word.
  if (event.kind === 'text') {
    const { to: _to, group: _group, from: _from, ...more } = event
    const { kind: _text, ...said } = more
    const to = `${event.group ? '发往组' : '发往'} ${event.to}`
    return [`来自 ${event.from}`, to, ...parts(said, causes)].join(' · ')
  }
  return parts(rest, causes).join(' · ')
}
