/** The end of a recording: one file out of its parts, then the facts that say so. */
import type { CoreContext } from '../../module.ts'
import { toHexText } from '../../kernel/bytes-text.ts'
import type { FactDraft } from '../../oplog/types.ts'
import { durationWords, gatewayName, keptAppends } from '../gateways/index.ts'
import { logLines } from '../logbook/index.ts'
import { groupEnd, holderFields, radioEnd, type FollowedCall } from '../radio/index.ts'
import { recordingFinished, recordingGap, recordingMissed } from './facts.ts'
import { forgetLive, type KeptRecording, type OpenGap } from './store.ts'
import { readSoundPart } from './webm-read.ts'
import { composeSound, partEnd, type PlacedPart } from './webm-write.ts'
import { gapCauseWord, type GapCause } from './words.ts'

export const soundType = 'audio/webm;codecs=opus'
/** Shorter than this is the unsteadiness of clocks and pages, not a gap. */
export const shortestGapMs = 600

const isGroup = ({ type }: FollowedCall) => type !== 'private' && type !== 'phone'

export function callFields(context: CoreContext, call: FollowedCall) {
  const { entity, entry, gateway, direction, type, target, caller, startAt } = call
  return {
    call: entity,
    ...(entry === undefined ? {} : { entry }),
    gateway,
    gatewayName: gatewayName(context, gateway),
    direction,
    type,
    target,
    group: isGroup(call),
    ...(caller === undefined ? {} : { caller }),
    site: context.site,
    callAt: startAt,
  }
}

function holderOfCall(context: CoreContext, call: FollowedCall) {
  const about = call.caller ?? call.talkers[0]?.radio ?? (isGroup(call) ? undefined : call.target)
  return holderFields(context, about)
}

function callWords(context: CoreContext, call: FollowedCall): string {
  const { callSign } = isGroup(call)
    ? groupEnd(context, call.target)
    : radioEnd(context, call.target)
  const radio = call.caller ?? call.talkers[0]?.radio
  return radio === undefined ? callSign : `${radioEnd(context, radio).callSign} → ${callSign}`
}

function systemLine(context: CoreContext, call: FollowedCall, at: number, text: string): FactDraft {
  return logLines(context)({
    kind: 'system',
    source: { kind: 'text', text: '系统' },
    text,
    heardAt: at,
    ...holderOfCall(context, call),
  })
}

function gapWords({ from, to, cause }: OpenGap): string {
  const length = to === undefined ? '其后' : durationWords(to - from)
  return `缺 ${length}（${gapCauseWord(cause)}）`
}

/** Says and records what is not in the recording, in one append with its log line. */
export function recordGap(
  context: CoreContext,
  { id, call }: Pick<KeptRecording, 'id' | 'call'>,
  gap: OpenGap,
): void {
  keptAppends(context).put(call.gateway, () => [
    { kind: recordingGap.kind, entity: id, body: gap },
    systemLine(
      context,
      call,
      gap.from,
      `录音有缺口：${callWords(context, call)}，${gapWords(gap)}`,
    ),
  ])
}

function recordMissed(context: CoreContext, kept: KeptRecording, cause: GapCause): void {
  const { call, endAt } = kept
  const body = {
    ...callFields(context, call),
    ...holderOfCall(context, call),
    radios: [...new Set(call.talkers.map(({ radio }) => radio))],
    from: call.startAt,
    ...(endAt === undefined ? {} : { to: endAt }),
    cause,
  }
  // No line of its own: that nothing is recorded was said once, and the call has its line.
  keptAppends(context).put(
    call.gateway,
    () => [{ kind: recordingMissed.kind, entity: kept.id, body }],
    () => forgetLive(context.live, kept.id),
  )
}

/** Where the stored sound of each part ends; broken parts end where they begin. */
export function partEnds(context: CoreContext, kept: KeptRecording): Map<number, number> {
  const stored = new Map(context.sounds.parts(kept.id).map(({ part, bytes }) => [part, bytes]))
  return new Map(
    kept.parts.map(({ part, at }) => {
      const bytes = stored.get(part)
      return [part, partEnd(at, bytes && readSoundPart(bytes))]
    }),
  )
}

/**
 * Writes the file, then the fact. Where the disk refuses the file the parts stay, and the next
 * start tries again. `false`: refused.
 */
export function finishRecording(
  context: CoreContext,
  kept: KeptRecording,
  missedBecause: GapCause,
): boolean {
  const { id, call, input, parts } = kept
  const stored = new Map(context.sounds.parts(id).map(({ part, bytes }) => [part, bytes]))
  const [first] = parts
  const placed = parts.flatMap(({ part, at }): PlacedPart[] => {
    const bytes = stored.get(part)
    const read = bytes && readSoundPart(bytes)
    return read && first ? [{ fromMs: Math.max(0, at - first.at), part: read }] : []
  })
  const sound = composeSound(placed)
  if (!first || !sound) {
    context.sounds.dropParts(id)
    recordMissed(context, kept, missedBecause)
    return true
  }
  const done = context.sounds.finish(id, sound.bytes)
  if (!done.ok) {
    context.logger.warn('recording.not-finished', { recording: id, code: done.code })
    return false
  }
  const body = {
    ...callFields(context, call),
    ...holderOfCall(context, call),
    radios: [...new Set(call.talkers.map(({ radio }) => radio))],
    at: first.at,
    durationMs: sound.durationMs,
    bytes: sound.bytes.length,
    sha256: toHexText(context.world.crypto.sha256(sound.bytes)),
    soundType,
    input,
  }
  keptAppends(context).put(
    call.gateway,
    () => [{ kind: recordingFinished.kind, entity: id, body }],
    () => {
      context.sounds.dropParts(id)
      forgetLive(context.live, id)
    },
  )
  return true
}
