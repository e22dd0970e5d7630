import { useQuery } from '@tanstack/react-query'
import type { Alarm } from '../../core/modules/alarms/contract.ts'
import { queries } from '../client.ts'

const none: readonly Alarm[] = []

export function isWaiting({ state }: Alarm): boolean {
  return state === 'active-unacknowledged' || state === 'cleared-unacknowledged'
}

/** Everything that is not normal: unacknowledged first, worst first. */
export function useOpenAlarms() {
  const open = useQuery(queries.alarms.open.queryOptions())
  const alarms = open.data?.alarms ?? none
  return {
    alarms,
    waiting: alarms.filter(isWaiting).length,
    silencedUntil: open.data?.silencedUntil ?? undefined,
    silencedBy: open.data?.silencedBy ?? undefined,
    failing: open.isError,
  }
}
