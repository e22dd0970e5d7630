import { useQuery } from '@tanstack/react-query'
import type { Unit } from '../../../core/modules/teams/contract.ts'
import { queries } from '../../client.ts'
import { useSelection } from '../selection.ts'
import { useLineStore } from './line-store.ts'

const noUnits: readonly Unit[] = []

/** Whose words they are: the team that calls now, the selected one, the one heard last. */
export function useSpeaker(): Unit | undefined {
  const units = useQuery(queries.teams.list.queryOptions()).data ?? noUnits
  const calls = useQuery(queries.radio.calls.queryOptions()).data ?? []
  const selected = useSelection(({ unit }) => unit)
  const { lastUnit, selectedAt } = useLineStore()
  const call = calls
    .filter(({ direction, talker }) => direction === 'in' && talker?.unit)
    .toSorted((one, other) => other.startAt - one.startAt)[0]
  const calling = call?.talker?.unit ?? undefined
  // Who was selected during the call is meant, whoever calls.
  const byCall = calling !== undefined && (call?.startAt ?? 0) >= selectedAt
  const id = (byCall ? calling : selected) ?? calling ?? lastUnit
  return units.find((unit) => unit.id === id)
}
