/** Which gateways serve which means, and whether one of them works now. */
import type { Means } from '../../gateway/means.ts'
import type { CoreContext } from '../../module.ts'
import { purposeOf, storedGateways } from '../gateways/index.ts'

export interface MeansGateway {
  readonly id: string
  readonly name: string
  readonly means: Means
  /** Serves terminals in vehicles: it reaches no telephone, and proves nothing about one. */
  readonly vehicle: boolean
  readonly ready: boolean
  readonly downSince: number | null
  readonly canText: boolean
}

export function meansGateways(context: CoreContext): MeansGateway[] {
  const drivers = new Map(context.gateways.drivers().map((driver) => [driver.id, driver]))
  const running = new Map(context.gateways.list().map((one) => [one.id, one]))
  return storedGateways(context.local).flatMap((stored) => {
    const driver = drivers.get(stored.driver)
    const means = stored.means ?? driver?.means
    const now = running.get(stored.id)
    if (means === undefined || !stored.enabled || !now) return []
    const { state, since } = now.health
    const ready = state === 'ready'
    const canText = now.commands.includes('sendText')
    const { id, name } = stored
    const vehicle = purposeOf(context, id) === 'vehicle'
    return [{ id, name, means, vehicle, ready, downSince: ready ? null : since, canText }]
  })
}

/** Every gateway of the means is down: nothing goes out over it, whatever was proven before. */
export function isMeansDown(
  gateways: readonly MeansGateway[],
  means: Means,
  vehicle: boolean,
): boolean {
  const own = gateways.filter((one) => one.means === means && one.vehicle === vehicle)
  return own.length > 0 && own.every(({ ready }) => !ready)
}
