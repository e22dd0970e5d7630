/** Which base maps this page shows; without a choice, those the console has switched on. */
import { create } from 'zustand'
import { persist } from 'zustand/middleware'

interface BaseChoice {
  /** Ids, the lowest first; null: as the console has them. */
  readonly bases: readonly string[] | null
  /** The built-in sketch below everything; without it a plain grid. */
  readonly sketch: boolean
}

export const useBaseChoice = create<BaseChoice>()(
  persist((): BaseChoice => ({ bases: null, sketch: true }), { name: 'console-bases' }),
)

/** @param bases ids, the lowest first; null: as the console has them */
export function chooseBases(bases: readonly string[] | null): void {
  useBaseChoice.setState({ bases })
}

export function showSketch(sketch: boolean): void {
  useBaseChoice.setState({ sketch })
}

/** The chosen ones of those there are, the lowest first. */
export function chosenBases<Base extends { readonly id: string; readonly visible: boolean }>(
  all: readonly Base[],
  choice: readonly string[] | null,
): readonly Base[] {
  if (choice === null) return all.filter(({ visible }) => visible)
  return choice.flatMap((id) => all.find((base) => base.id === id) ?? [])
}

/**
 * The bases of a view that somebody saved, as far as they are on this console; `undefined` where
 * none of them is, and what is shown now had better stay.
 */
export function basesOfView(
  all: readonly { readonly id: string }[],
  saved: readonly string[],
): readonly string[] | undefined {
  const here = saved.filter((id) => all.some((base) => base.id === id))
  return here.length === 0 && saved.length > 0 ? undefined : here
}

/** The choice after one of them was switched: the console's order is kept. */
export function toggledBases(
  all: readonly { readonly id: string; readonly visible: boolean }[],
  choice: readonly string[] | null,
  id: string,
): readonly string[] {
  const on = new Set(chosenBases(all, choice).map((base) => base.id))
  if (!on.delete(id)) on.add(id)
  return all.filter((base) => on.has(base.id)).map((base) => base.id)
}
