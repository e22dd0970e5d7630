/** The way that is looked at on this page: its ends, and what is shown of it. */
import { create } from 'zustand'

export interface RouteEnd {
  readonly label: string
  readonly lat: number
  readonly lon: number
}

export type RouteMode = 'way' | 'reach'

interface RouteState {
  readonly from: RouteEnd | undefined
  readonly to: RouteEnd | undefined
  readonly mode: RouteMode
}

export const useRoute = create<RouteState>()(() => ({
  from: undefined,
  to: undefined,
  mode: 'way',
}))

export function setRoute(change: Partial<RouteState>): void {
  useRoute.setState(change)
}

/** Minutes of the bands of what can be reached. */
export const reachMinutes: readonly number[] = [10, 20, 30]
