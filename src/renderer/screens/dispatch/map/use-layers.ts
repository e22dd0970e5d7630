import { useCallback, useMemo, useState } from 'react'
import type { LayerContent } from './desk.ts'
import { mapLayers } from './parts.ts'

const nothing: LayerContent = { things: [] }

/** Which layers are on, and what each of them has. Later layers of the list lie below. */
export function useLayers() {
  const [on, setOn] = useState<ReadonlySet<string>>(
    () => new Set(mapLayers.filter((layer) => layer.on).map(({ key }) => key)),
  )
  const [contents, setContents] = useState<Readonly<Record<string, LayerContent>>>({})
  const publish = useCallback(
    (key: string, content: LayerContent) => setContents((all) => ({ ...all, [key]: content })),
    [],
  )
  const publishers = useMemo(
    () =>
      new Map(
        mapLayers.map(
          ({ key }) => [key, (content: LayerContent) => publish(key, content)] as const,
        ),
      ),
    [publish],
  )
  const toggle = (key: string) =>
    setOn((shown) =>
      shown.has(key) ? new Set([...shown].filter((one) => one !== key)) : new Set([...shown, key]),
    )
  const of = (key: string) => contents[key] ?? nothing
  const placed = useMemo(
    () =>
      mapLayers
        .toReversed()
        .flatMap(({ key }) => (on.has(key) ? (contents[key]?.things ?? []) : [])),
    [on, contents],
  )
  const unplaced = Object.values(contents).reduce((sum, { unplaced: n = 0 }) => sum + n, 0)
  return { on, toggle, of, placed, unplaced, publishers }
}
