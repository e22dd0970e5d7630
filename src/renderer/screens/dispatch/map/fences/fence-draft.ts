/** A fence while it is set or changed; what it becomes is the core's definition. */
import type {
  FencePriority,
  FenceShown,
  FenceSource,
  FenceWatch,
} from '../../../../../core/modules/fences/contract.ts'
import type { GeoPoint } from '../../../../../core/kernel/geo.ts'
import type { Geometry } from '../../../../../core/kernel/geometry.ts'
import { outlineOf, pointsOf } from '../draw/outline-draft.ts'

const minuteMs = 60_000

export type Area = 'selected' | 'kept' | 'own'

export interface FenceDraft {
  readonly name: string
  /** The area it has, what is selected on the map now, or one that is drawn here. */
  readonly area: Area
  readonly points: readonly GeoPoint[]
  /** `unit:<id>` and `type:<key>`; none is all. */
  readonly who: readonly string[]
  readonly enter: boolean
  readonly leave: boolean
  readonly stayMinutes: number | null
  readonly priority: FencePriority
  readonly marginM: number
}

export const newFence: FenceDraft = {
  name: '',
  area: 'selected',
  points: [],
  who: [],
  enter: true,
  leave: false,
  stayMinutes: null,
  priority: 'high',
  marginM: 30,
}

function whoOf(watch: FenceWatch): readonly string[] {
  switch (watch.kind) {
    case 'all':
      return []
    case 'units':
      return watch.units.map((id) => `unit:${id}`)
    case 'types':
      return watch.types.map((key) => `type:${key}`)
  }
}

/** Corners that can be pulled; none where the area has holes or several parts. */
function cornersOf({ geometry }: FenceShown): readonly GeoPoint[] {
  return geometry.type === 'Polygon' ? (pointsOf({ shape: 'area', geometry }) ?? []) : []
}

export function draftOf(fence: FenceShown): FenceDraft {
  const { name, watch, rules, priority, marginM } = fence
  return {
    name,
    area: 'kept',
    points: cornersOf(fence),
    who: whoOf(watch),
    enter: rules.enter,
    leave: rules.leave,
    stayMinutes: rules.stayMs === null ? null : rules.stayMs / minuteMs,
    priority,
    marginM,
  }
}

/** What is selected on the map, if it has an area that can be followed. */
export function followed(selected: string | undefined) {
  const [kind, id] = selected?.split(':', 2) ?? []
  if (id === undefined) return undefined
  if (kind === 'drawing') return { kind: 'drawing' as const, id }
  return kind === 'feature' ? { kind: 'feature' as const, id } : undefined
}

type Source =
  | Exclude<FenceSource, { kind: 'own' }>
  | { readonly kind: 'own'; readonly geometry: Geometry }

/** Where its area comes from; a sentence where there is none yet. */
export function sourceOf(
  { area, points }: FenceDraft,
  selected: string | undefined,
  fence: FenceShown | undefined,
): Source | string {
  switch (area) {
    case 'selected':
      return followed(selected) ?? '先在图上或列表里选中一个面（标绘或图层要素）'
    case 'kept':
      if (!fence) return '请选围栏的范围'
      return fence.source.kind === 'own' ? { kind: 'own', geometry: fence.geometry } : fence.source
    case 'own': {
      const outline = outlineOf('area', points)
      return outline?.shape === 'area'
        ? { kind: 'own', geometry: outline.geometry }
        : '请在图上至少画 3 点'
    }
  }
}

/** `undefined` where teams and kinds of teams are mixed. */
export function watchOf(who: readonly string[]): FenceWatch | undefined {
  const of = (prefix: string) =>
    who.filter((one) => one.startsWith(prefix)).map((one) => one.slice(prefix.length))
  const [units, types] = [of('unit:'), of('type:')]
  if (units.length > 0 && types.length > 0) return undefined
  if (units.length > 0) return { kind: 'units', units }
  return types.length > 0 ? { kind: 'types', types } : { kind: 'all' }
}

export function rulesOf({ enter, leave, stayMinutes }: FenceDraft) {
  return { enter, leave, stayMs: stayMinutes === null ? null : stayMinutes * minuteMs }
}
