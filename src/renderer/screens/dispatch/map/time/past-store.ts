/**
 * 回看: which past moment this page's map shows. The page never keeps two moments apart from each
 * other: what is shown carries the time it is of, and only one question is on its way at a time.
 */
import { create } from 'zustand'
import type { FeatureShown } from '../../../../../core/modules/features/contract.ts'
import type { Picture } from '../../../../../core/modules/lookback/contract.ts'
import { api, type Api } from '../../../../client.ts'
import { describeError } from '../../../../ui/describe-error.ts'

export const speeds = [1, 5, 10, 30, 60] as const
export type Speed = (typeof speeds)[number]

type Answer = Awaited<ReturnType<Api['lookback']['picture']>>

export interface Shown {
  /** The moment this is the picture of. */
  readonly at: number
  readonly picture: Picture
  readonly features: readonly FeatureShown[]
  readonly positions: Answer['positions']
  readonly positionsFrom: number | null
  readonly stations: Answer['stations']
  readonly stationsFrom: number | null
  readonly calls: Answer['calls']
  readonly have: { readonly facts: string; readonly features: string }
}

export interface Moment {
  readonly at: number
  readonly text: string
}

export interface Span {
  readonly incident: string | null
  readonly from: number
  readonly to: number
  readonly moments: readonly Moment[]
}

interface Past {
  /** `undefined`: the map shows now. */
  readonly at: number | undefined
  readonly span: Span | undefined
  readonly playing: boolean
  readonly speed: Speed
  /** The way each unit has come since the beginning of the span. */
  readonly trails: boolean
  readonly shown: Shown | undefined
  readonly trouble: string | undefined
}

const live: Omit<Past, 'speed' | 'trails'> = {
  at: undefined,
  span: undefined,
  playing: false,
  shown: undefined,
  trouble: undefined,
}

export const usePast = create<Past>()(() => ({ ...live, speed: 10, trails: true }))

export const isLookingBack = (): boolean => usePast.getState().at !== undefined

/** What was there stays where the answer says that it is the same. */
function merged(before: Shown | undefined, { at, facts, features, ...rest }: Answer): Shown {
  const picture = facts.picture ?? before?.picture
  if (!picture) throw new Error('the first answer carries the whole picture')
  return {
    at,
    picture,
    features: features.list ?? before?.features ?? [],
    ...rest,
    have: { facts: facts.revision, features: features.revision },
  }
}

let asking = false

/** Asks until what is shown is what is wanted; a moment passed over meanwhile is never asked for. */
async function follow(): Promise<void> {
  if (asking) return
  asking = true
  try {
    for (;;) {
      const { at, shown } = usePast.getState()
      if (at === undefined || shown?.at === at) return
      const answer = await api.lookback.picture({ at, ...(shown ? { have: shown.have } : {}) })
      if (!isLookingBack()) return
      usePast.setState({ shown: merged(shown, answer), trouble: undefined })
    }
  } catch (error) {
    usePast.setState({ trouble: describeError(error), playing: false })
  } finally {
    asking = false
  }
}

export function seek(at: number): void {
  const { span } = usePast.getState()
  if (!span) return
  usePast.setState({ at: Math.round(Math.min(span.to, Math.max(span.from, at))) })
  void follow()
}

export function lookBack(span: Span, at: number): void {
  usePast.setState({ span, shown: undefined, playing: false, trouble: undefined })
  seek(at)
}

export function backToNow(): void {
  usePast.setState(live)
}

/** Asks again after a failure. */
export function askAgain(): void {
  usePast.setState({ trouble: undefined })
  void follow()
}

/** To the line before or after, else to the end of the span. */
export function step(direction: -1 | 1): void {
  const { at, span } = usePast.getState()
  if (at === undefined || !span) return
  usePast.setState({ playing: false })
  const next =
    direction === 1
      ? span.moments.find((moment) => moment.at > at)
      : span.moments.findLast((moment) => moment.at < at)
  seek(next?.at ?? (direction === 1 ? span.to : span.from))
}

export function play(playing: boolean): void {
  const { at, span } = usePast.getState()
  if (at === undefined || !span) return
  // At the end it begins again.
  if (playing && at >= span.to) seek(span.from)
  usePast.setState({ playing })
}

/** One beat of a replay: `elapsedMs` of the officer's time. */
export function advance(elapsedMs: number): void {
  const { at, span, playing, speed, shown } = usePast.getState()
  // A picture that is late is waited for: nothing is passed over unseen.
  if (at === undefined || !span || !playing || shown?.at !== at) return
  seek(at + elapsedMs * speed)
  if ((usePast.getState().at ?? 0) >= span.to) usePast.setState({ playing: false })
}
