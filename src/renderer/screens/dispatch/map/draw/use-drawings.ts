/** Which drawings this page shows: on the map and in the list the same. */
import { useMemo } from 'react'
import { useQuery } from '@tanstack/react-query'
import { create } from 'zustand'
import type { DrawingShown } from '../../../../../core/modules/drawings/contract.ts'
import { queries } from '../../../../client.ts'
import { useSelection } from '../../../../frame/selection.ts'

export const whoseChoices = [
  ['open', '在办事件和县级'],
  ['incident', '只看选中事件'],
  ['county', '只看县级'],
  ['all', '全部'],
] as const
export type Whose = (typeof whoseChoices)[number][0]

export type DrawView =
  | { readonly kind: 'list' }
  | { readonly kind: 'edit'; readonly drawing: string | undefined }
  | { readonly kind: 'inside'; readonly drawing: string }

export const useDrawView = create<{
  readonly whose: Whose
  readonly view: DrawView
  readonly setWhose: (whose: Whose) => void
  readonly show: (view: DrawView) => void
}>()((set) => ({
  whose: 'open',
  view: { kind: 'list' },
  setWhose: (whose) => set({ whose }),
  show: (view) => set({ view }),
}))

const none: readonly DrawingShown[] = []

/** Closed incidents leave the map with their drawings, unless one of them is selected. */
export function useDrawings() {
  const whose = useDrawView((state) => state.whose)
  const incident = useSelection((selection) => selection.incident)
  const all = useQuery(queries.drawings.list.queryOptions({ input: {} }))
  const incidents = useQuery(queries.incidents.list.queryOptions({ input: {} })).data?.incidents
  const drawings = all.data ?? none
  const shown = useMemo(() => {
    const open = new Set(
      (incidents ?? []).filter(({ group }) => group !== 'closed').map(({ id }) => id),
    )
    return drawings.filter((one) => {
      if (whose === 'all') return true
      if (one.incident === null) return whose !== 'incident'
      if (whose === 'county') return false
      return one.incident === incident || (whose === 'open' && open.has(one.incident))
    })
  }, [drawings, incidents, incident, whose])
  return { shown, all: drawings, error: all.error, loading: all.isPending, retry: all.refetch }
}
