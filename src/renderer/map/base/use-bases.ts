import { useEffect, useMemo } from 'react'
import type L from 'leaflet'
import { useQuery } from '@tanstack/react-query'
import type { Basemap } from '../../../core/modules/basemaps/contract.ts'
import { queries } from '../../client.ts'
import { useLayout, useScale } from '../../ui/layout-store.ts'
import { chosenBases, useBaseChoice } from './base-choice.ts'
import type { BaseMap } from './base-map.ts'
import { BaseStack } from './base-stack.ts'
import { lookOf } from './style/look.ts'
import { tokenColour } from '../token-colour.ts'

export interface Bases {
  /** Every base map of the console, the lowest first. */
  readonly all: readonly Basemap[]
  /** Drawn now. */
  readonly drawn: readonly Basemap[]
  /** Chosen, and cannot be drawn: the sentence is in `trouble`. */
  readonly troubled: readonly Basemap[]
}

const none: readonly Basemap[] = []

/** The chosen base maps below everything on one map; what cannot be drawn is left out and told. */
export function useBases(map: L.Map | undefined): Bases {
  const all = useQuery(queries.basemaps.list.queryOptions()).data ?? none
  const choice = useBaseChoice(({ bases }) => bases)
  const chosen = useMemo(() => chosenBases(all, choice), [all, choice])
  const drawn = useMemo(() => chosen.filter(({ trouble }) => trouble === null), [chosen])
  const troubled = useMemo(() => chosen.filter(({ trouble }) => trouble !== null), [chosen])
  useBaseStack(map, drawn)
  return { all, drawn, troubled }
}

/** These base maps, the lowest first, in the look of the page. */
export function useBaseStack(map: L.Map | undefined, drawn: readonly BaseMap[]): void {
  const theme = useLayout((layout) => layout.theme)
  const scale = useScale()
  const stack = useMemo(() => map && new BaseStack(map), [map])
  useEffect(() => () => stack?.remove(), [stack])
  useEffect(() => {
    if (!stack) return undefined
    // The page's theme follows in the same commit; its colours are read in the next frame.
    const frame = requestAnimationFrame(() => stack.show(drawn, lookOf(theme, scale, tokenColour)))
    return () => cancelAnimationFrame(frame)
  }, [stack, drawn, theme, scale])
}
