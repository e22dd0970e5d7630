/**
 * Looks at every usable fix of who is watched, and raises what the fence's rules ask for. Late
 * fixes raise nothing: they tell where somebody was. One alarm per unit and fence stands at a time.
 */
import { beijingTime } from '../../kernel/beijing-time.ts'
import type { CancelTimer, EpochMs } from '../../kernel/world.ts'
import type { CoreContext } from '../../module.ts'
import type { FactDraft } from '../../oplog/types.ts'
import { recordBySystem } from '../../seat-log.ts'
import {
  clearDrafts,
  everRaised,
  raiseDrafts,
  standingAlarm,
  standingOfKind,
} from '../alarms/index.ts'
import { logLines } from '../logbook/index.ts'
import { latestPositions, onMoved, type HeldPosition } from '../positions/index.ts'
import { unitList, type Unit } from '../teams/index.ts'
import { standingArea } from './areas.ts'
import { boundsOf, type Bounds, type Geometry } from '../../kernel/geometry.ts'
import { seeFix, type Presence } from './crossing.ts'
import { signedEdgeM } from './edge.ts'
import { openPresenceStore } from './presence-store.ts'
import { standingFences } from './rows.ts'
import type { FenceRow } from './tables.ts'
import { minutesWord } from './words.ts'

const tickMs = 10_000
/** Beyond its bounds by this much nobody is near, whatever the margin (degrees, 2 km and more). */
const nearDeg = 0.03

type FenceAlarm = 'fence-entered' | 'fence-left' | 'fence-stayed'
const fenceAlarms: readonly FenceAlarm[] = ['fence-entered', 'fence-left', 'fence-stayed']

/** Where the area of a fence may have changed. */
const areaTopics = new Set([
  'fences',
  'drawings',
  'features',
  'features.changes',
  'features.layers',
])

const words: Readonly<Record<FenceAlarm, string>> = {
  'fence-entered': '进入围栏',
  'fence-left': '离开围栏',
  'fence-stayed': '停留超时，围栏',
}

interface Watched {
  readonly row: FenceRow
  readonly area: Geometry
  readonly bounds: Bounds
  readonly trouble: string
}

export interface Present {
  readonly key: string
  readonly label: string
  readonly since: EpochMs
  readonly fixAt: EpochMs
}

export interface FenceWatch {
  /** In the order of entering. */
  insideOf(fence: string): Present[]
  area(fence: string): { readonly geometry: Geometry; readonly trouble: string } | undefined
  close(): void
}

interface Told {
  readonly fence: FenceRow
  readonly key: string
  readonly kind: FenceAlarm
  readonly subject: string
  readonly detail: string
  readonly at: EpochMs
}

const clockText = (at: EpochMs) => beijingTime(at).slice(0, 5)
const subjectOf = (fence: string, key: string) => `${fence} ${key}`
const staySubject = (fence: string, key: string, since: EpochMs) => `${fence} ${key} ${since}`

function isNear({ west, east, south, north }: Bounds, { lat, lon }: HeldPosition): boolean {
  return (
    lon >= west - nearDeg &&
    lon <= east + nearDeg &&
    lat >= south - nearDeg &&
    lat <= north + nearDeg
  )
}

export function openFenceWatch(context: CoreContext): FenceWatch {
  const { timers, clock } = context.world
  const store = openPresenceStore(context)
  let watched = new Map<string, Watched>()
  let units: ReadonlyMap<string, Unit> | undefined
  /** What the disk refused: tried again at the next tick. */
  let waiting: (() => readonly FactDraft[])[] = []
  let cancelTick: CancelTimer | undefined

  const unitOf = (key: string): Unit | undefined => {
    units ??= new Map(unitList(context.db, context.county).map((unit) => [`unit:${unit.id}`, unit]))
    return units.get(key)
  }
  const labelOf = (key: string) => unitOf(key)?.callSign ?? `电台 ${key.split(':').at(-1) ?? ''}`

  function watches({ watch }: FenceRow, key: string): boolean {
    if (key === 'own') return false
    switch (watch.kind) {
      case 'all':
        return true
      case 'units':
        return watch.units.some((unit) => key === `unit:${unit}`)
      case 'types': {
        const unit = unitOf(key)
        return unit !== undefined && watch.types.includes(unit.type)
      }
    }
  }

  function record(drafts: () => readonly FactDraft[]): void {
    const result = recordBySystem(context, 'fences', drafts)
    if (result.ok) return
    context.logger.warn('fences.alarm-not-recorded', { code: result.code })
    waiting.push(drafts)
  }

  function alarm({ fence, key, kind, subject, detail, at }: Told): void {
    record(() => {
      if (standingAlarm(context.db, kind, subject)?.state.startsWith('active')) return []
      const unit = unitOf(key)
      const incident = fence.incident ?? unit?.incident ?? undefined
      const title = `${labelOf(key)} ${words[kind]}“${fence.name}”`
      const about = { ...(incident ? { incident } : {}), ...(unit ? { unit: unit.id } : {}) }
      return [
        ...raiseDrafts(context, {
          ...about,
          kind,
          subject,
          priority: fence.priority,
          title,
          detail,
          at,
        }),
        logLines(context)({
          ...about,
          kind: 'alarm',
          source: { kind: 'text', text: '系统' },
          text: `${title}：${detail}`,
        }),
      ]
    })
  }

  function clear(kind: FenceAlarm, subject: string, reason: string): void {
    if (!standingAlarm(context.db, kind, subject)) return
    record(() => clearDrafts(context, kind, subject, reason))
  }

  function entered(fence: FenceRow, key: string, { at }: Presence, telling: boolean): void {
    const subject = subjectOf(fence.id, key)
    clear('fence-left', subject, `已回到围栏内（${clockText(at)} 定位）`)
    if (!telling || fence.paused || !fence.rules.enter) return
    alarm({ fence, key, kind: 'fence-entered', subject, detail: `${clockText(at)} 定位`, at })
  }

  function left(
    fence: FenceRow,
    key: string,
    { since }: Presence,
    { at }: Presence,
    telling: boolean,
  ): void {
    const subject = subjectOf(fence.id, key)
    clear('fence-entered', subject, `已离开围栏（${clockText(at)} 定位）`)
    clear('fence-stayed', staySubject(fence.id, key, since), `已离开围栏（${clockText(at)} 定位）`)
    if (!telling || fence.paused || !fence.rules.leave) return
    alarm({ fence, key, kind: 'fence-left', subject, detail: `${clockText(at)} 定位`, at })
  }

  /** `telling`: the fence stands and somebody moved; else only who is inside is taken over. */
  function look({ row, area, bounds }: Watched, position: HeldPosition, telling: boolean): void {
    const { key } = position
    if (!watches(row, key)) return
    const before = store.get(row.id, key)
    if (before && position.at < before.at) return
    const edgeM = isNear(bounds, position) ? signedEdgeM(area, position) : Number.POSITIVE_INFINITY
    const { presence, crossing } = seeFix(before, position, edgeM, row.marginM)
    const appeared = !before && presence.inside
    store.set(row.id, key, presence, crossing !== undefined || appeared)
    if (!crossing && !appeared) return
    if (crossing === 'left' && before) left(row, key, before, presence, telling)
    else entered(row, key, presence, telling)
    context.changed('fences', [row.id])
  }

  /** Who is inside now, without an alarm: the fence is new, or its area or watch is another. */
  function takeStock(fence: Watched): void {
    for (const position of latestPositions(context)) look(fence, position, false)
  }

  function checkStays(): void {
    const now = clock.nowMs()
    for (const { row } of watched.values()) {
      const { stayMs } = row.rules
      if (stayMs === null || row.paused) continue
      for (const [key, { inside, since, at }] of store.of(row.id)) {
        if (!inside || now - since < stayMs || !watches(row, key)) continue
        const subject = staySubject(row.id, key, since)
        if (everRaised(context.db, 'fence-stayed', subject)) continue
        const detail = `${clockText(since)} 起在内，已超过 ${minutesWord(stayMs)}；最后定位 ${clockText(at)}`
        alarm({ fence: row, key, kind: 'fence-stayed', subject, detail, at: now })
      }
    }
  }

  function clearAllOf(fence: string, reason: string): void {
    for (const kind of fenceAlarms) {
      for (const { subject, state } of standingOfKind(context.db, kind)) {
        if (state.startsWith('active') && subject.startsWith(`${fence} `))
          clear(kind, subject, reason)
      }
    }
  }

  const same = (one: Watched, other: Watched) =>
    JSON.stringify([one.area, one.row.watch]) === JSON.stringify([other.area, other.row.watch])

  function reload(): void {
    const before = watched
    watched = new Map(
      standingFences(context.db).map((row) => {
        const { geometry, trouble } = standingArea(context, row)
        return [row.id, { row, area: geometry, bounds: boundsOf(geometry), trouble }]
      }),
    )
    for (const [id, fence] of watched) {
      const known = before.get(id)
      if (!known && store.of(id).size > 0) continue
      if (!known || !same(known, fence)) takeStock(fence)
      if (known && !known.row.paused && fence.row.paused) clearAllOf(id, '围栏已暂停')
    }
    for (const id of before.keys()) {
      if (watched.has(id)) continue
      clearAllOf(id, '围栏已撤销')
      store.forget(id)
    }
  }

  const stopMoved = onMoved(context, (position) => {
    for (const fence of watched.values()) look(fence, position, true)
  })
  const stopChanged = context.log.onChanged((changed) => {
    if (changed.has('teams')) units = undefined
    if ([...changed.keys()].some((topic) => areaTopics.has(topic))) reload()
  })
  const tick = () => {
    cancelTick = timers.after(tickMs, tick)
    const again = waiting
    waiting = []
    for (const drafts of again) record(drafts)
    checkStays()
  }
  reload()
  cancelTick = timers.after(tickMs, tick)

  return {
    insideOf(fence) {
      const row = watched.get(fence)?.row
      const seen = new Set(latestPositions(context).map(({ key }) => key))
      return [...store.of(fence)]
        .filter(([key, { inside }]) => inside && seen.has(key) && row && watches(row, key))
        .map(([key, { since, at }]) => ({ key, label: labelOf(key), since, fixAt: at }))
        .toSorted((one, other) => one.since - other.since)
    },
    area(fence) {
      const found = watched.get(fence)
      return found && { geometry: found.area, trouble: found.trouble }
    },
    close() {
      stopMoved()
      stopChanged()
      cancelTick?.()
      watchOf.delete(context)
    },
  }
}

const watchOf = new WeakMap<CoreContext, FenceWatch>()

export function fenceWatch(context: CoreContext): FenceWatch {
  const known = watchOf.get(context) ?? openFenceWatch(context)
  watchOf.set(context, known)
  return known
}
