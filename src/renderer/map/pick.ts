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

export const useMapPick = create<{ readonly asking: Asking | undefined }>()(() => ({
  asking: undefined,
}))

export function askForPoint(words: string, onPoint: (point: Point) => void): void {
  useMapPick.setState({ asking: { words, onPoint } })
}

export function cancelPick(): void {
  useMapPick.setState({ asking: undefined })
}

export function isPicking(): boolean {
  return useMapPick.getState().asking !== undefined
}
