import type { Purpose } from '../../gateway/driver.ts'
import type { CoreContext } from '../../module.ts'

/** What a running gateway is for, as its driver says; `undefined` for one that is not there. */
export function purposeOf(context: CoreContext, gateway: string): Purpose | undefined {
  const { driver } = context.gateways.list().find(({ id }) => id === gateway) ?? {}
  return context.gateways.drivers().find(({ id }) => id === driver)?.purpose
}
