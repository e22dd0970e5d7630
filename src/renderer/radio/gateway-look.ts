import type { Gateway } from '../../core/modules/gateways/contract.ts'
import type { LightState } from '../ui/LinkLight.tsx'

type State = Gateway['health']['state']

const words: Readonly<Record<State, string>> = {
  stopped: '停用',
  opening: '正在打开',
  connecting: '正在连接',
  ready: '在线',
  silent: '无应答',
  down: '断开',
  refused: '被拒绝',
  'needs-vendor-file': '需要厂商协议文件',
}

const lights: Readonly<Record<State, LightState>> = {
  stopped: 'idle',
  opening: 'warn',
  connecting: 'warn',
  ready: 'ok',
  silent: 'warn',
  down: 'down',
  refused: 'down',
  'needs-vendor-file': 'idle',
}

export function gatewayWord({ state }: Pick<Gateway['health'], 'state'>): string {
  return words[state]
}

export function gatewayLight({ state }: Pick<Gateway['health'], 'state'>): LightState {
  return lights[state]
}

/** More of what came than this is damaged: the line works, but badly. */
const badShareLimit = 0.05

/** The same, and 质差 for a line that works badly. */
export function gatewayQuality({ health, badShare }: Pick<Gateway, 'health' | 'badShare'>): {
  readonly light: LightState
  readonly word: string
} {
  const poor = health.state === 'ready' && badShare !== null && badShare >= badShareLimit
  return poor
    ? { light: 'warn', word: '质差' }
    : { light: gatewayLight(health), word: gatewayWord(health) }
}
