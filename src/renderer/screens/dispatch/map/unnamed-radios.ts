/** Radios that belong to no unit and have been seen on this page's map. */
import { create } from 'zustand'

const useRadios = create<{ readonly keys: readonly string[] }>()(() => ({ keys: [] }))

export const useUnnamedRadios = (): readonly string[] => useRadios(({ keys }) => keys)

/** Told of every position; only new radios change anything. */
export function sawPosition(key: string): void {
  if (!key.startsWith('radio:')) return
  const { keys } = useRadios.getState()
  if (!keys.includes(key)) useRadios.setState({ keys: [...keys, key] })
}
