/** What happened when, as lanes and numbered marks: the same for the chart, its list and the print. */
import type { EpochMs } from '../../kernel/world.ts'
import type { MarkKind, TimelineMark } from './contract.ts'

/** A stretch of one state. */
export interface LaneSpan {
  readonly from: EpochMs
  readonly to: EpochMs
  readonly word: string
  /** How dark it is drawn: waiting, under way, at work. */
  readonly weight: 0 | 1 | 2
}

export interface Lane {
  readonly key: string
  readonly title: string
  readonly spans: readonly LaneSpan[]
}

export interface Timeline {
  readonly from: EpochMs
  /** End of the drawn axis: when work ended, or now. */
  readonly to: EpochMs
  readonly lanes: readonly Lane[]
  /** In order of time, numbered from 1; those after `to` are drawn in the strip behind the axis. */
  readonly marks: readonly TimelineMark[]
}

export interface HappenedState {
  readonly at: EpochMs
  readonly word: string
  readonly weight: LaneSpan['weight']
}

export interface HappenedLane {
  readonly key: string
  readonly title: string
  readonly states: readonly HappenedState[]
  /** Where the last state's stretch ends; null: it goes on. */
  readonly endedAt: EpochMs | null
}

export interface Happened {
  readonly at: EpochMs
  readonly lane: string
  readonly kind: MarkKind
  readonly text: string
}

const minuteMs = 60_000

function spansOf({ states, endedAt }: HappenedLane, to: EpochMs): LaneSpan[] {
  const ordered = states.toSorted((one, other) => one.at - other.at)
  return ordered.flatMap(({ at, word, weight }, index) => {
    const end = Math.min(ordered[index + 1]?.at ?? endedAt ?? to, to)
    return end > at ? [{ from: at, to: end, word, weight }] : []
  })
}

/** `workEndedAt` null: the incident goes on until `asOf`. */
export function timelineOf(
  lanes: readonly HappenedLane[],
  happened: readonly Happened[],
  range: { readonly workEndedAt: EpochMs | null; readonly asOf: EpochMs },
): Timeline {
  const times = [
    ...happened.map(({ at }) => at),
    ...lanes.flatMap(({ states }) => states.map(({ at }) => at)),
  ]
  const from = Math.min(...times, range.asOf)
  const to = Math.max(range.workEndedAt ?? range.asOf, from + 10 * minuteMs)
  const marks = happened
    .map((mark, index) => ({ ...mark, index }))
    .sort((one, other) => one.at - other.at || one.index - other.index)
    .map(({ index: _index, ...mark }, place) => ({ ...mark, number: place + 1 }))
  return {
    from,
    to,
    lanes: lanes.map((lane) => ({ key: lane.key, title: lane.title, spans: spansOf(lane, to) })),
    marks,
  }
}
