/** Masts whose view is on this page's map. */
import { create } from 'zustand'

export interface ShownMast {
  readonly label: string
  readonly lat: number
  readonly lon: number
  readonly mastM: number
  readonly receiverM: number
  readonly rangeKm: number
}

export const mostMasts = 6

export const useMasts = create<{ readonly masts: readonly ShownMast[] }>()(() => ({ masts: [] }))

export function addMast(mast: ShownMast): void {
  const others = useMasts.getState().masts.filter(({ label }) => label !== mast.label)
  useMasts.setState({ masts: [...others.slice(-(mostMasts - 1)), mast] })
}

export function removeMast(label: string): void {
  useMasts.setState(({ masts }) => ({ masts: masts.filter((mast) => mast.label !== label) }))
}
