import type { EpochMs } from '../kernel/world.ts'
import type { LinkDownReason } from './link.ts'

export type GatewayState =
  | 'stopped'
  | 'opening'
  | 'connecting'
  | 'ready'
  | 'silent'
  | 'down'
  | 'refused'
  | 'needs-vendor-file'

export type GatewayReason =
  | LinkDownReason
  | 'not-started'
  | 'in-progress'
  | 'working'
  | 'no-frames'
  | 'only-noise'
  | 'no-answer'
  | 'rejected'
  | 'no-vendor-file'
  | 'driver-fault'
  | 'slept'

/** The reasons in the operator's words. */
export const gatewayReasonWords: Readonly<Record<GatewayReason, string>> = {
  'not-found': '找不到端口或主机',
  busy: '端口被其他程序占用',
  denied: '没有使用该端口的权限',
  refused: '对端拒绝连接',
  vanished: '线路断开(拔出或对端关闭)',
  unreachable: '网络不可达或无应答',
  'io-error': '读写出错',
  'not-started': '未启用',
  'in-progress': '正在进行',
  working: '正常',
  'no-frames': '线路无数据',
  'only-noise': '只收到无法识别的数据,请检查波特率和接线',
  'no-answer': '设备无应答',
  rejected: '设备拒绝接入',
  'no-vendor-file': '需要厂商协议文件',
  'driver-fault': '驱动程序出错,正在重启',
  slept: '本机休眠后重新打开',
}

export interface FrameCounts {
  readonly in: number
  readonly out: number
  readonly damaged: number
  readonly noise: number
  readonly unknown: number
}

/** One gateway as the screens show it. */
export interface GatewayHealth {
  readonly state: GatewayState
  readonly reason: GatewayReason
  /** More about the reason, for support: the system's or the driver's words; may be empty. */
  readonly detail: string
  /** Since when it is in this state. */
  readonly since: EpochMs
  /** When the next attempt begins, while one is waiting. */
  readonly retryAt?: EpochMs | undefined
  /** Arrival of the last good frame. */
  readonly lastFrameAt?: EpochMs | undefined
  readonly counts: FrameCounts
  /** How often the driver threw: our mistakes, not the line's. */
  readonly driverFaults: number
}

export const stoppedHealth: GatewayHealth = {
  state: 'stopped',
  reason: 'not-started',
  detail: '',
  since: 0,
  counts: { in: 0, out: 0, damaged: 0, noise: 0, unknown: 0 },
  driverFaults: 0,
}
