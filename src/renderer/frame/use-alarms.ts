import { useQuery } from '@tanstack/react-query'
import {
  isWaitingState,
  type Alarm,
  type AlarmGroupShown,
} from '../../core/modules/alarms/contract.ts'
import { linesOf } from '../alarms/alarm-lines.ts'
import { queries } from '../client.ts'

const none: readonly Alarm[] = []
const noGroups: readonly AlarmGroupShown[] = []
const calm = { raised: 0, limit: 1 }

export function isWaiting({ state }: Alarm): boolean {
  return isWaitingState(state)
}

/** Everything that waits or is worked on, unacknowledged first, worst first; and what is shelved. */
export function useOpenAlarms() {
  // The load of the last ten minutes sinks by time alone.
  const open = useQuery({ ...queries.alarms.open.queryOptions(), refetchInterval: 60_000 })
  const alarms = open.data?.alarms ?? none
  const groups = open.data?.groups ?? noGroups
  return {
    alarms,
    lines: linesOf(alarms, groups),
    shelved: open.data?.shelved ?? none,
    waiting: alarms.filter(isWaiting).length,
    load: open.data?.load ?? calm,
    hostBell: open.data?.hostBell ?? false,
    silencedUntil: open.data?.silencedUntil ?? undefined,
    silencedBy: open.data?.silencedBy ?? undefined,
    failing: open.isError,
    pending: open.isPending,
  }
}
