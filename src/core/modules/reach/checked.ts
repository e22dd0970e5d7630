/**
 * A check that is confirmed has been answered by the net, not by the radio: whether the radio is
 * on the air is in its presence, which is told first.
 */
import type { CoreContext } from '../../module.ts'
import { commandOrdered, presenceOf, type CommandOrdered } from '../radio/index.ts'

export function checkedOffline(context: CoreContext, order: string): boolean {
  const ordered = context.log.factsOf(order).find(({ kind }) => kind === commandOrdered.kind)
  if (!ordered) return false
  const { gateway, target } = ordered.body as CommandOrdered
  return presenceOf(context).some(
    (one) => one.gateway === gateway && one.number === target && one.online === 'offline',
  )
}
