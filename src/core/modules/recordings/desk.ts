/** Calls being recorded: from the first to the last piece, over lost pages, devices and restarts. */
import { fromBase64Url } from '../../kernel/bytes-text.ts'
import { newId } from '../../kernel/id.ts'
import type { CoreContext } from '../../module.ts'
import { keptAppends } from '../gateways/index.ts'
import type { FollowedCall } from '../radio/index.ts'
import { recordingStarted } from './facts.ts'
import { callFields, finishRecording, partEnds, recordGap, shortestGapMs } from './finish.ts'
import { openInputStates, type InputStates } from './input-state.ts'
import { openRecorderPage, type PageTold, type RecorderPage } from './recorder-page.ts'
import { recoverRecordings } from './recover.ts'
import { keepLive, storedInputs, type KeptRecording } from './store.ts'
import { causeOfState, type GapCause } from './words.ts'

/** A call that nobody ends must not fill the disk. */
export const longestMs = 2 * 3_600_000
/** The page has this long for its last piece. */
const lastPieceMs = 5000
/** The first sound may come this much after the call without being called late. */
const lateStartMs = 1500

interface OpenPart {
  readonly part: number
  /** Of the next piece. */
  next: number
  begun: boolean
}

interface Live {
  kept: KeptRecording
  open: OpenPart | undefined
  nextPart: number
  /** Its `recording.started` was drafted. */
  started: boolean
  cancel: (() => void) | undefined
}

export interface Piece {
  readonly page: string
  readonly recording: string
  readonly part: number
  readonly index: number
  readonly bytes: string
  readonly last: boolean
  readonly cause?: 'device-lost' | null | undefined
}

export interface RecordingDesk {
  readonly page: RecorderPage
  readonly states: InputStates
  readonly recordingCount: number
  isLive(recording: string): boolean
  callStarted(call: FollowedCall): void
  callEnded(call: FollowedCall, endAt: number): void
  /** The page is there, perhaps again: with what it still has running. */
  attached(running: readonly { readonly recording: string; readonly part: number }[]): void
  detached(page: string): void
  told(page: string, told: PageTold): boolean
  begun(page: string, recording: string, part: number, agoMs: number): boolean
  piece(piece: Piece): Promise<boolean>
  /** Settings changed. */
  inputsChanged(): void
  /** Finishes what a stop of the console left open. */
  recover(): void
  close(): void
}

export function openRecordingDesk(context: CoreContext): RecordingDesk {
  const { clock, timers, random } = context.world
  const lives = new Map<string, Live>()
  const page = openRecorderPage(context)
  const states = openInputStates(context, page, (gateway) =>
    [...lives.values()].some(({ kept, open }) => kept.call.gateway === gateway && open?.begun),
  )
  const inputOf = (gateway: string) =>
    storedInputs(context.local).find((input) => input.gateway === gateway)

  function keep(live: Live): void {
    try {
      keepLive(context.live, live.kept)
    } catch (error) {
      // It goes on in memory; only a crash before its end would lose the times.
      context.logger.warn('recording.not-kept', { error: String(error) })
    }
  }
  const change = (live: Live, next: Partial<KeptRecording>) => {
    live.kept = { ...live.kept, ...next }
    keep(live)
  }

  /** Orders a part where nothing stands in the way. */
  function tryOpen(live: Live): void {
    const { id, call, endAt } = live.kept
    if (live.open || endAt !== undefined || !page.attached) return
    const state = states.of(call.gateway)
    if (state !== 'ready' && state !== 'recording') return
    const part = live.nextPart++
    live.open = { part, next: 0, begun: false }
    page.order({ kind: 'start', recording: id, part, gateway: call.gateway })
  }

  /** Nothing comes any more: the gap begins where the stored sound ends. */
  function closePart(live: Live, cause: GapCause): void {
    const { open } = live
    if (!open) return
    live.open = undefined
    const ends = partEnds(context, live.kept)
    const from = Math.max(live.kept.call.startAt, ...ends.values())
    change(live, { missing: { from, cause } })
  }

  function closeGap(live: Live, to: number): void {
    const { missing, gaps } = live.kept
    if (!missing) return
    const gap = { from: missing.from, to, cause: missing.cause }
    const long = to - missing.from >= shortestGapMs
    change(live, { missing: undefined, gaps: long ? [...gaps, gap] : gaps })
    // A gap before the first sound is told with the start, or as missed.
    if (long) recordGap(context, live.kept, gap)
  }

  function finish(live: Live): void {
    const { id, missing, endAt, call } = live.kept
    live.cancel?.()
    const because = missing?.cause ?? causeOfState(states.of(call.gateway))
    if (live.kept.parts.length > 0) {
      const ends = partEnds(context, live.kept)
      const soundEnd = Math.max(...ends.values())
      if (!missing && endAt !== undefined && endAt - soundEnd >= shortestGapMs)
        change(live, { missing: { from: soundEnd, cause: 'not-stored' } })
      if (endAt !== undefined) closeGap(live, endAt)
    }
    lives.delete(id)
    if (!finishRecording(context, live.kept, because)) {
      states.full = true
      keep(live)
    }
    states.look()
  }

  function end(live: Live, endAt: number): void {
    if (live.kept.endAt !== undefined) return
    change(live, { endAt })
    live.cancel?.()
    if (!live.open) return finish(live)
    page.order({ kind: 'stop', recording: live.kept.id })
    live.cancel = timers.after(lastPieceMs, () => {
      closePart(live, 'recorder-lost')
      finish(live)
    })
  }

  async function store(live: Live, open: OpenPart, given: Piece): Promise<boolean> {
    // Sent again because the answer was lost with the line.
    if (given.index < open.next) return true
    const bytes = fromBase64Url(given.bytes)
    if (given.index > open.next || !bytes) return false
    if (bytes.length > 0) {
      const done = await context.sounds.append(given.recording, given.part, bytes)
      if (!done.ok) {
        states.full = true
        page.order({ kind: 'stop', recording: given.recording })
        closePart(live, 'disk-full')
        states.look()
        return false
      }
    }
    open.next = given.index + 1
    return true
  }

  return {
    page,
    states,
    get recordingCount() {
      return [...lives.values()].filter(({ open }) => open?.begun).length
    },
    isLive: (recording) => lives.has(recording),
    callStarted(call) {
      const input = inputOf(call.gateway)
      if (!input?.enabled) return
      // There is room again.
      if (states.full && !context.machine().diskLow) states.full = false
      const id = newId(clock, random)
      const cause = causeOfState(states.of(call.gateway))
      const kept: KeptRecording = {
        id,
        call: { ...call, talkers: [...call.talkers] },
        input: input.device.label,
        parts: [],
        gaps: [],
        missing: { from: call.startAt, cause },
      }
      const live: Live = { kept, open: undefined, nextPart: 0, started: false, cancel: undefined }
      lives.set(id, live)
      keep(live)
      tryOpen(live)
      live.cancel = timers.after(longestMs, () => {
        end(live, clock.nowMs())
        context.logger.warn('recording.too-long', { recording: id })
      })
      states.look()
    },
    callEnded(call, endAt) {
      const live = [...lives.values()].find(({ kept }) => kept.call.entity === call.entity)
      if (!live) return
      change(live, { call: { ...call, talkers: [...call.talkers] } })
      end(live, endAt)
    },
    attached(running) {
      const still = new Set(running.map(({ recording, part }) => `${recording} ${part}`))
      for (const live of lives.values()) {
        const { open, kept } = live
        if (open && !still.has(`${kept.id} ${open.part}`)) closePart(live, 'recorder-lost')
        else if (open && kept.endAt !== undefined) page.order({ kind: 'stop', recording: kept.id })
        tryOpen(live)
      }
      const known = (recording: string, part: number) => lives.get(recording)?.open?.part === part
      for (const { recording, part } of running)
        if (!known(recording, part)) page.order({ kind: 'stop', recording })
      states.look()
    },
    detached(gone) {
      if (!page.is(gone)) return
      page.detach(gone)
      // Not closed yet: the same page may come back with what it has.
      states.look()
    },
    told(from, told) {
      if (!page.tell(from, told)) return false
      for (const live of lives.values()) tryOpen(live)
      states.look()
      return true
    },
    begun(from, recording, part, agoMs) {
      const live = lives.get(recording)
      if (!page.is(from) || !live || live.open?.part !== part) return false
      const preRollMs = inputOf(live.kept.call.gateway)?.preRollMs ?? 0
      const at = Math.round(clock.nowMs() - agoMs - preRollMs)
      live.open.begun = true
      const { call, parts, missing, input } = live.kept
      const late =
        missing && at - missing.from >= (parts.length === 0 ? lateStartMs : shortestGapMs)
      if (!live.started) {
        live.started = true
        const body = { ...callFields(context, call), at, input }
        keptAppends(context).put(call.gateway, () => [
          { kind: recordingStarted.kind, entity: recording, body },
        ])
      }
      if (late) closeGap(live, at)
      change(live, { parts: [...parts, { part, at }], missing: undefined })
      states.look()
      return true
    },
    async piece(given) {
      const live = lives.get(given.recording)
      const open = live?.open
      if (!page.is(given.page) || !live || !open || open.part !== given.part) return false
      if (!(await store(live, open, given))) return false
      if (!given.last || live.open !== open) return true
      if (given.cause) closePart(live, given.cause)
      live.open = undefined
      if (live.kept.endAt !== undefined) finish(live)
      else {
        // The page stopped by itself: what follows is a gap until it starts again.
        if (!live.kept.missing) {
          live.open = open
          closePart(live, 'recorder-lost')
        }
        tryOpen(live)
        states.look()
      }
      return true
    },
    inputsChanged() {
      page.sendInputs()
      states.look()
    },
    recover: () => recoverRecordings(context),
    close() {
      for (const live of lives.values()) live.cancel?.()
      states.close()
      page.close()
    },
  }
}

const desks = new WeakMap<CoreContext, RecordingDesk>()

export function recordingDesk(context: CoreContext): RecordingDesk {
  const known = desks.get(context) ?? openRecordingDesk(context)
  desks.set(context, known)
  return known
}
