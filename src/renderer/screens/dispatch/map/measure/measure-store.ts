import { create } from 'zustand'
import type { LatLon } from '../map-geometry.ts'
import type { MeasureKind } from './measure.ts'

interface MeasureStore {
  readonly kind: MeasureKind
  readonly points: readonly LatLon[]
  /** No more points are taken; the figures stand. */
  readonly ended: boolean
}

/** Kept while the tool is shut: who looks something up meanwhile finds the line again. */
export const useMeasure = create<MeasureStore>()(() => ({ kind: 'line', points: [], ended: false }))

/** More vertices than a hand sets; a sentence with them still fits into a line of the log. */
const mostPoints = 60

export function addPoint(point: LatLon): void {
  const { points, ended } = useMeasure.getState()
  if (!ended && points.length < mostPoints) useMeasure.setState({ points: [...points, point] })
}

export function takePointBack(): void {
  useMeasure.setState(({ points }) => ({ points: points.slice(0, -1), ended: false }))
}

export function clearMeasure(): void {
  useMeasure.setState({ points: [], ended: false })
}

export function endMeasure(ended: boolean): void {
  useMeasure.setState({ ended })
}

export function chooseKind(kind: MeasureKind): void {
  useMeasure.setState({ kind, ended: false })
}
