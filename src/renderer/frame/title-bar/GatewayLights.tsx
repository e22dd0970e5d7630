import { useQuery } from '@tanstack/react-query'
import { beijingTime } from '../../../core/kernel/beijing-time.ts'
import type { Gateway } from '../../../core/modules/gateways/contract.ts'
import { queries, useConnection } from '../../client.ts'
import { LinkLight, type LightState } from '../../ui/LinkLight.tsx'
import { useNavigation } from '../navigation.ts'

const lightOf: Record<Gateway['health']['state'], LightState> = {
  ready: 'ok',
  silent: 'warn',
  opening: 'warn',
  connecting: 'warn',
  down: 'down',
  refused: 'down',
  'needs-vendor-file': 'down',
  stopped: 'idle',
}

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

const worstFirst = ['down', 'refused', 'needs-vendor-file', 'silent', 'connecting', 'opening'] as const

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

const groups = [
  ['radio', '370M'],
  ['gps', '定位'],
] as const

/** One light per gateway, grouped by what it is for; a press leads to its settings. */
export function GatewayLights() {
  const gateways = useQuery(queries.gateways.list.queryOptions())
  const live = useConnection().kind === 'live'
  const goTo = useNavigation((navigation) => navigation.goTo)
  return groups.map(([purpose, name]) => {
    const mine = gateways.data?.filter((gateway) => gateway.purpose === purpose) ?? []
    // Nothing configured is worth saying for the radio, not for a receiver nobody has.
    if (mine.length === 0 && purpose !== 'radio') return null
    const lights = mine.map(({ id, name: label, health }) => ({
      key: id,
      state: live ? lightOf[health.state] : ('idle' as const),
      label: `${label}：${health.reason || '正常'}`,
    }))
    const word = live ? (mine.length === 0 ? '未接' : wordFor(mine)) : '不明'
    const shown = lights.length > 0 ? lights : [{ key: 'none', state: 'idle' as const, label: '未接' }]
    return (
      <LinkLight
        key={purpose}
        name={name}
        lights={shown}
        word={word}
        onPress={() => goTo('settings', 'gateways')}
      />
    )
  })
}
