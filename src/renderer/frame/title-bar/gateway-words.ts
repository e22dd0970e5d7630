/** What the title bar says of a group of gateways. */
import { beijingTime } from '../../../core/kernel/beijing-time.ts'
import type { Gateway } from '../../../core/modules/gateways/contract.ts'

const wordOf: Record<Gateway['health']['state'], string> = {
  ready: '',
  silent: '无声',
  opening: '正在打开',
  connecting: '正在连接',
  down: '断',
  refused: '被拒',
  'needs-vendor-file': '需要厂商协议文件',
  stopped: '已停用',
}

const worstFirst = [
  'down',
  'refused',
  'needs-vendor-file',
  'silent',
  'connecting',
  'opening',
] as const

/** What to say of a group of gateways: the worst one, with its name where there are several. */
export function wordFor(gateways: readonly Gateway[]): string | undefined {
  for (const state of worstFirst) {
    const bad = gateways.find(({ health }) => health.state === state)
    if (!bad) continue
    const name = gateways.length > 1 ? `${bad.name} ` : ''
    const since = state === 'down' ? ` ${beijingTime(bad.health.since).slice(0, 5)} 起` : ''
    return `${name}${wordOf[state]}${since}`
  }
  return undefined
}
