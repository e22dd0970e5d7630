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

const groups = [
  ['radio', '370M'],
  ['gps', '定位'],
  ['phone', '来电'],
  ['vehicle', '车辆'],
  ['sensor', '测站'],
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
    const known = live && gateways.data !== undefined
    const word = known ? (mine.length === 0 ? '未接' : wordFor(mine)) : '不明'
    const shown =
      lights.length > 0 ? lights : [{ key: 'none', state: 'idle' as const, label: '未接或不明' }]
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
