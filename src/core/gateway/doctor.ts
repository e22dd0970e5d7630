/** What is wrong with a gateway, why we think so, and what to do: from its health, counts and ring. */
import type { EpochMs } from '../kernel/world.ts'
import type { RingEntry } from './frame-ring.ts'
import type { GatewayHealth, GatewayReason } from './health.ts'
import type { LinkSettings } from './link.ts'

export interface Symptom {
  readonly code: string
  /** `fault`: it does not work; `warning`: it works badly; `fine`: nothing was found. */
  readonly severity: 'fault' | 'warning' | 'fine'
  readonly title: string
  readonly because: string
  readonly todo: readonly string[]
}

export interface Examined {
  readonly health: GatewayHealth
  readonly ring: readonly RingEntry[]
  readonly link: LinkSettings
  readonly enabled: boolean
  readonly nowMs: EpochMs
  readonly driver: {
    readonly title: string
    readonly passive: boolean
    readonly defaultBaud: number | undefined
    readonly bauds: readonly number[]
  }
  /** Other drivers that find their own frames in what the ring holds. */
  readonly others: readonly {
    readonly title: string
    readonly good: number
    readonly says?: string | undefined
  }[]
  /** The driver's own words for `health.detail`, where it has some. */
  readonly detailWord: string
  /** Device clock minus ours, where the device tells one. */
  readonly clockOffsetMs: number | undefined
}

const percent = (part: number, whole: number): number => Math.round((part / whole) * 100)

interface Tally {
  readonly ok: number
  readonly damaged: number
  readonly noise: number
  readonly noiseBytes: number
  readonly unknown: number
  readonly out: number
  readonly echoed: number
}

const sameBytes = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, at) => other[at] === byte)

const echoWithinMs = 2000

/** Sent frames that came back within two seconds, byte for byte. */
function echoes(ring: readonly RingEntry[]): number {
  const sent = ring.filter(({ frame }) => frame.direction === 'out')
  const came = ring.filter(({ frame }) => frame.direction === 'in')
  return sent.filter(({ at, frame }) =>
    came.some(
      (other) =>
        other.at >= at &&
        other.at - at <= echoWithinMs &&
        sameBytes(frame.bytes, other.frame.bytes),
    ),
  ).length
}

function tally(ring: readonly RingEntry[]): Tally {
  const came = ring.filter(({ frame }) => frame.direction === 'in')
  const count = (outcome: string) => came.filter(({ frame }) => frame.outcome === outcome).length
  const noiseBytes = came.reduce(
    (sum, { frame }) => sum + (frame.outcome === 'noise' ? frame.bytes.length : 0),
    0,
  )
  return {
    ok: count('ok'),
    damaged: count('damaged'),
    noise: count('noise'),
    noiseBytes,
    unknown: count('unknown'),
    out: ring.length - came.length,
    echoed: echoes(ring),
  }
}

const portOf = (link: LinkSettings): string => {
  switch (link.kind) {
    case 'serial':
      return `串口 ${link.path}`
    case 'tcp':
      return `${link.host}:${link.port}`
    case 'tcp-listen':
      return `本机端口 ${link.port}`
    case 'udp':
      return `UDP 端口 ${link.channels.map(({ localPort }) => localPort).join('、')}`
    case 'memory':
      return '模拟线路'
  }
}

type Advice = Pick<Symptom, 'title' | 'todo'>

/** The line itself is not there. */
export function lineAdvice(reason: GatewayReason, link: LinkSettings): Advice | undefined {
  const serial = link.kind === 'serial'
  switch (reason) {
    case 'not-found':
      return serial
        ? {
            title: '找不到串口',
            todo: ['插好 USB 串口线，看设置里的串口列表有没有它', '换过插口的，在列表里重新选一次'],
          }
        : {
            title: '找不到对端主机',
            todo: ['核对地址有没有写错', '在本机 ping 对端，检查网线和交换机'],
          }
    case 'busy':
      return {
        title: '端口被占用',
        todo: [
          '关掉占用它的程序：写频软件、串口助手、另一个调度台',
          '两个网关不能用同一个端口，看看列表里有没有重复',
        ],
      }
    case 'denied':
      return {
        title: '没有权限打开端口',
        todo: [
          serial
            ? '请管理员把运行调度台的用户加入 dialout 组，注销后重新登录'
            : '1024 以下的端口要管理员权限，请换一个大的端口号',
        ],
      }
    case 'refused':
      return {
        title: '对端拒绝连接',
        todo: ['核对端口号', '看串口服务器的工作模式是不是 TCP Server，连接数有没有被别人占满'],
      }
    case 'unreachable':
      return { title: '对端网络不通', todo: ['在本机 ping 对端', '检查网线、交换机、VPN 和防火墙'] }
    case 'vanished':
      return {
        title: '线路断开',
        todo: [
          serial
            ? '检查 USB 线有没有松动、供电够不够'
            : '对端断开了连接：看它有没有重启，或被别人接走',
        ],
      }
    case 'io-error':
      return { title: '读写出错', todo: ['拔插一次线，仍出错就换一根线或换一个插口'] }
    case 'not-started':
    case 'in-progress':
    case 'working':
    case 'no-frames':
    case 'only-noise':
    case 'no-answer':
    case 'rejected':
    case 'no-vendor-file':
    case 'driver-fault':
    case 'slept':
      return undefined
  }
}

function seconds(ms: number): string {
  const s = Math.round(Math.abs(ms) / 1000)
  return s < 120
    ? `${s} 秒`
    : s < 7200
      ? `${Math.round(s / 60)} 分`
      : `${Math.round(s / 3600)} 小时`
}

/** Worst first; one line `fine` where nothing is wrong. */
export function examine(gateway: Examined): Symptom[] {
  const { health, link, driver, ring } = gateway
  const found: Symptom[] = []
  const add = (
    severity: Symptom['severity'],
    code: string,
    title: string,
    because: string,
    ...todo: string[]
  ) => void found.push({ severity, code, title, because, todo })
  const t = tally(ring)
  const came = t.ok + t.damaged + t.unknown
  const heardAny = came + t.noise > 0

  if (!gateway.enabled) {
    add('warning', 'stopped', '网关已停用', '设置里是停用状态。', '要用它就点「启用」')
    return found
  }
  const line =
    health.state === 'down' || health.state === 'opening'
      ? lineAdvice(health.reason, link)
      : undefined
  if (line) {
    const detail = health.detail === '' ? '' : `（${health.detail}）`
    add(
      'fault',
      `line-${health.reason}`,
      line.title,
      `打不开${portOf(link)}${detail}。`,
      ...line.todo,
    )
  }
  if (health.state === 'needs-vendor-file') {
    add(
      'fault',
      'no-vendor-file',
      '需要厂商协议文件',
      '这种设备的协议没有公开。',
      '向厂商要协议文件，在设置里导入',
    )
  }
  if (health.state === 'refused') {
    const word = gateway.detailWord === '' ? '' : `：${gateway.detailWord}`
    add(
      'fault',
      'rejected',
      '设备拒绝接入',
      `线路是通的，设备不接受${word}。`,
      '按上面的原因处理设备',
      '核对驱动参数里的地址和密码',
    )
  }
  if (health.driverFaults > 0) {
    add(
      'warning',
      'driver-fault',
      '驱动程序出过错',
      `已自动重启 ${health.driverFaults} 次。`,
      '导出原始数据，连同时间一起交给维护人员',
    )
  }
  echo(t, add)
  const [other] = gateway.others
  if (other && other.good > t.ok) {
    const says = other.says === undefined ? '' : `，它说自己是 ${other.says}`
    add(
      'fault',
      'wrong-protocol',
      '协议选错了',
      `收到的数据里有 ${other.good} 帧「${other.title}」，「${driver.title}」只认得 ${t.ok} 帧${says}。`,
      `把驱动改成「${other.title}」`,
      '或者这根线接到了别的设备上',
    )
  } else if (t.ok === 0 && t.noise + t.damaged > 0 && heardAny && t.echoed === 0)
    wrongBaud(gateway, t, add)
  noAnswer(gateway, t, heardAny, add)
  if (t.ok > 0 && t.damaged > 0 && came >= 20 && t.damaged / came > 0.05) {
    add(
      'warning',
      'damaged',
      `${percent(t.damaged, came)}% 的帧校验不对`,
      `最近 ${came} 帧里有 ${t.damaged} 帧损坏。`,
      '检查线长、接头、接地和屏蔽；远的换 RS-485 或串口服务器',
      link.kind === 'serial' ? '把线离开电台天线和电源线，降低波特率再试' : '检查网络有没有丢包',
    )
  }
  if (t.ok > 0 && t.noiseBytes > 200 && t.noise > t.ok) {
    add(
      'warning',
      'noise',
      '线路上有杂波',
      `最近收到 ${t.noiseBytes} 字节杂波，比好帧（${t.ok} 帧）还多。`,
      '检查接地和接头',
      '看是不是有两台设备接在同一根线上',
    )
  }
  if (t.unknown > 0 && t.unknown * 2 > came && came >= 5) {
    add(
      'warning',
      'unknown',
      '多数帧不认识',
      `${came} 帧校验都对，其中 ${t.unknown} 帧的内容这个驱动不认识。`,
      '设备的型号或版本可能更新，导出原始数据交给维护人员',
    )
  }
  const offset = gateway.clockOffsetMs
  if (offset !== undefined && Math.abs(offset) > 60_000) {
    add(
      'warning',
      'clock',
      `设备时钟${offset > 0 ? '快' : '慢'} ${seconds(offset)}`,
      '以本机时钟为准比出来的。',
      '核对本机时钟（班前检查里有）',
      '本机不错就给设备校时',
    )
  }
  if (found.length === 0) add('fine', 'fine', '没有发现问题', fineWords(gateway, t))
  const order = { fault: 0, warning: 1, fine: 2 } as const
  return found.toSorted((one, two) => order[one.severity] - order[two.severity])
}

type Add = (
  severity: Symptom['severity'],
  code: string,
  title: string,
  because: string,
  ...todo: string[]
) => void

function echo(t: Tally, add: Add): void {
  if (t.echoed < 3 || t.echoed * 2 < t.out) return
  add(
    'fault',
    'echo',
    '收到的是自己发出去的数据',
    `发出的 ${t.out} 帧里有 ${t.echoed} 帧原样回来了。`,
    '两线（半双工）RS-485 转换器要关掉回显',
    '收发线短接了，或插着自环插头：拔掉重接',
    '调制解调器的回显要关掉',
  )
}

function wrongBaud({ link, driver }: Examined, t: Tally, add: Add): void {
  const because = `收到 ${t.noiseBytes} 字节杂波、${t.damaged} 个坏帧，没有一帧是对的。`
  if (link.kind !== 'serial') {
    add(
      'fault',
      'garbage',
      '收到的数据认不出来',
      because,
      '串口服务器那一侧的波特率可能不对',
      '用「识别端口」看看是什么设备',
    )
    return
  }
  const usual = [driver.defaultBaud, ...driver.bauds].filter((baud) => baud !== undefined)
  const others = [...new Set(usual)].filter((baud) => baud !== link.baud)
  const advice =
    others.length === 0
      ? '核对设备的波特率'
      : `把波特率从 ${link.baud} 改成 ${others.join('、')} 试试`
  add(
    'fault',
    'wrong-baud',
    '波特率多半不对',
    because,
    advice,
    '波特率对的话，可能是协议选错：用「识别端口」看看',
    '再不行查接线：地线有没有接、是不是 RS-232 接成了 RS-485',
  )
}

const patienceMs = 10_000

function noAnswer(
  { health, driver, nowMs, link }: Examined,
  t: Tally,
  heardAny: boolean,
  add: Add,
): void {
  const open =
    health.state === 'connecting' || health.state === 'silent' || health.state === 'ready'
  if (!open || (health.state !== 'silent' && nowMs - health.since < patienceMs)) return
  const serial = link.kind === 'serial'
  if (!heardAny && t.out > 0) {
    add(
      'fault',
      'no-answer',
      '设备没有回答',
      `发出 ${t.out} 帧，一个字节也没有收到。`,
      '设备开机了吗？串口功能打开了吗？',
      serial ? '收发线有没有接反（2、3 脚），地线接了吗' : '串口服务器到设备那一段线接好了吗',
      serial ? '核对波特率；不知道就用「识别端口」' : '核对串口服务器的波特率',
    )
  } else if (!heardAny && t.out === 0 && health.state !== 'ready') {
    add(
      driver.passive ? 'warning' : 'fault',
      'silence',
      '线路打开了，没有收到任何数据',
      '从打开到现在一个字节也没有。',
      '看设备有没有开机、有没有输出',
      serial ? '检查接线和波特率' : '看对端是不是连到了别处',
      ...(driver.passive ? ['测站可能一小时才报一次，再等等'] : []),
    )
  } else if (health.state === 'silent' && t.ok > 0) {
    const last = health.lastFrameAt
    const since = last === undefined ? '' : `，最后一帧是 ${seconds(nowMs - last)}前`
    add(
      'fault',
      'fell-silent',
      '设备不说话了',
      `以前收到过${since}。`,
      '看设备有没有断电、死机',
      '检查线有没有被碰松',
    )
  }
}

function fineWords({ health, nowMs }: Examined, t: Tally): string {
  if (health.state === 'ready' && t.ok > 0) {
    const last = health.lastFrameAt
    const age = last === undefined ? '' : `，最后一帧 ${seconds(nowMs - last)}前`
    return `最近 ${t.ok} 帧都对${age}。`
  }
  if (health.state === 'ready') return '线路正常，还没有收到数据；这种设备没事时不说话。'
  return '刚打开，过十几秒再看。'
}
