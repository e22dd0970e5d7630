import { useCallback, useMemo, useState } from 'react'
import type { LayerContent, MapLayer } from './desk.ts'
import { useOwnLayers } from './features/own-layers.ts'
import { useLayerChoice } from './layers/layer-choice.ts'
import { mapLayers } from './parts.ts'

const nothing: LayerContent = { things: [] }

/** Which layers there are and which are on, and what each has. Later layers of the list lie below. */
export function useLayers() {
  const own = useOwnLayers()
  const all = useMemo(() => [...mapLayers, ...own], [own])
  const { chosen, choose } = useLayerChoice()
  const on = useMemo(
    () => new Set(all.filter((layer) => chosen[layer.key] ?? layer.on).map(({ key }) => key)),
    [all, chosen],
  )
  const [contents, setContents] = useState<Readonly<Record<string, LayerContent>>>({})
  const publish = useCallback(
    (key: string, content: LayerContent) => setContents((known) => ({ ...known, [key]: content })),
    [],
  )
  const publishers = useMemo(
    () =>
      new Map(
        all.map(({ key }) => [key, (content: LayerContent) => publish(key, content)] as const),
      ),
    [all, publish],
  )
  const of = (key: string) => contents[key] ?? nothing
  const placed = useMemo(
    () => all.toReversed().flatMap(({ key }) => (on.has(key) ? (contents[key]?.things ?? []) : [])),
    [all, on, contents],
  )
  return {
    all,
    on,
    toggle: (key: string) => choose({ [key]: !on.has(key) }),
    /** Exactly these are on. */
    show: (keys: readonly string[]) =>
      choose(Object.fromEntries(all.map(({ key }: MapLayer) => [key, keys.includes(key)]))),
    of,
    placed,
    publishers,
  }
}

export type Layers = ReturnType<typeof useLayers>
