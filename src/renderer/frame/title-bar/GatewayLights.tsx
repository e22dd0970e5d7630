import { useQuery } from '@tanstack/react-query'
import type { Gateway } from '../../../core/modules/gateways/contract.ts'
import { queries, useConnection } from '../../client.ts'
import { LinkLight, type LightState } from '../../ui/LinkLight.tsx'
import { useNavigation } from '../navigation.ts'
import { wordFor } from './gateway-words.ts'

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

/** The 370M net stands alone; what one falls back on stands together. */
const groups: readonly (readonly [name: string, has: (gateway: Gateway) => boolean])[] = [
  ['370M', ({ purpose, serves }) => purpose === 'radio' && isMainNet(serves)],
  ['备用', ({ purpose, serves }) => purpose === 'radio' && !isMainNet(serves)],
  ['定位', ({ purpose }) => purpose === 'gps'],
  ['来电', ({ purpose }) => purpose === 'phone'],
  ['车辆', ({ purpose }) => purpose === 'vehicle'],
  ['测站', ({ purpose }) => purpose === 'sensor'],
]

function isMainNet(serves: Gateway['serves']): boolean {
  return serves === null || serves === 'radio370'
}

/** One light per gateway, grouped by what it is for; a press leads to its settings. */
export function GatewayLights() {
  const gateways = useQuery(queries.gateways.list.queryOptions())
  const live = useConnection().kind === 'live'
  const goTo = useNavigation((navigation) => navigation.goTo)
  return groups.map(([name, has]) => {
    const mine = gateways.data?.filter(has) ?? []
    // Nothing configured is worth saying for the radio, not for a receiver nobody has.
    if (mine.length === 0 && name !== '370M') return null
    const lights = mine.map(({ id, name: label, health }) => ({
      key: id,
      state: live ? lightOf[health.state] : ('idle' as const),
      label: `${label}：${health.reason || '正常'}`,
    }))
    const known = live && gateways.data !== undefined
    const word = known ? (mine.length === 0 ? '未接' : wordFor(mine)) : '不明'
    const shown =
      lights.length > 0 ? lights : [{ key: 'none', state: 'idle' as const, label: '未接或不明' }]
    return (
      <LinkLight
        key={name}
        name={name}
        lights={shown}
        word={word}
        onPress={() => goTo('settings', 'gateways')}
      />
    )
  })
}
