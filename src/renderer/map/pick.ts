/** A form asks for a point; the next click on a map of this page answers. */
import { create } from 'zustand'

interface Point {
  readonly lat: number
  readonly lon: number
}

interface Asking {
  /** What the point is for: `事件地点`. */
  readonly words: string
  readonly onPoint: (point: Point) => void
}

export const useMapPick = create<{
  readonly asking: Asking | undefined
  /** A tool takes the clicks for itself. */
  readonly held: boolean
}>()(() => ({
  asking: undefined,
  held: false,
}))

export function askForPoint(words: string, onPoint: (point: Point) => void): void {
  useMapPick.setState({ asking: { words, onPoint } })
}

export function cancelPick(): void {
  useMapPick.setState({ asking: undefined })
}

/** While a tool draws with clicks, they select nothing. */
export function holdClicks(held: boolean): void {
  useMapPick.setState({ held })
}

export function isPicking(): boolean {
  const { asking, held } = useMapPick.getState()
  return asking !== undefined || held
}
