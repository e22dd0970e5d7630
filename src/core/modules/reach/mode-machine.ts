/** The comms mode (通信模式, domain §12.13): decided by a person, never switched by the machine. */
import type { Machine, Step } from '../../kernel/state-machine.ts'

export const commsModes = [
  ['normal', '正常'],
  ['degraded', '公网降级'],
  ['triple_cut', '三断'],
  ['recovering', '恢复中'],
] as const
export type CommsMode = (typeof commsModes)[number][0]
export const commsModeKeys = commsModes.map(([key]) => key) as [CommsMode, ...CommsMode[]]

export interface ModeStep extends Step<CommsMode> {
  /** Only 带班领导, by the own session or told to the officer. */
  readonly leader: boolean
  /** What goes with it, for who decides. */
  readonly effect: string
}

const step = (
  from: CommsMode,
  to: CommsMode,
  action: string,
  leader: boolean,
  effect: string,
): ModeStep => ({
  from,
  to,
  action,
  actor: leader ? '带班领导' : '值班员',
  reason: true,
  leader,
  effect,
})

const onRadio = '改用 370M 和卫星'
const onLast = '用北斗短报文、通信员，出动指挥车'
const draining = '积压的消息逐条由人决定发不发'

/** The table of §12.13, and two roads back that happen: it gets worse again while recovering. */
export const modeMachine: Machine<CommsMode, ModeStep> = {
  subject: '通信模式',
  states: commsModes,
  start: 'normal',
  steps: [
    step('normal', 'degraded', '确认公网中断', false, onRadio),
    step('normal', 'triple_cut', '突发三断', true, onLast),
    step('degraded', 'recovering', '确认链路恢复', false, draining),
    step('degraded', 'triple_cut', '断网断电断路', true, onLast),
    step('triple_cut', 'recovering', '确认恢复', false, draining),
    step('recovering', 'normal', '确认恢复正常', true, '回到平时的通信方式'),
    step('recovering', 'degraded', '公网又中断', false, onRadio),
    step('recovering', 'triple_cut', '再次三断', true, onLast),
  ],
}

/** Among writes apart, the graver one stands until a person decides. */
export const modeDanger: Readonly<Record<CommsMode, number>> = {
  normal: 0,
  recovering: 1,
  degraded: 2,
  triple_cut: 3,
}
