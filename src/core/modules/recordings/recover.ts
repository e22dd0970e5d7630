/** What a stop of the console left open: whatever sound was stored becomes a recording. */
import type { CoreContext } from '../../module.ts'
import { recordingFinished, recordingStarted, type RecordingStarted } from './facts.ts'
import { finishRecording, partEnds, recordGap } from './finish.ts'
import { forgetLive, keptLive, type KeptRecording } from './store.ts'

/** The live table may be lost in a power cut; then the fact of the start says enough. */
function fromFacts(context: CoreContext, id: string): KeptRecording | undefined {
  const started = context.log.factsOf(id).find(({ kind }) => kind === recordingStarted.kind)
  if (!started) return undefined
  const body = started.body as RecordingStarted
  const { call, entry, gateway, direction, type, target, caller, callAt, at, input } = body
  const parts = context.sounds.parts(id).map(({ part }) => ({ part, at }))
  return {
    id,
    call: {
      entity: call,
      entry,
      gateway,
      direction,
      type: type as KeptRecording['call']['type'],
      target,
      caller,
      startAt: callAt,
      talkers: [],
    },
    input,
    parts,
    gaps: [],
  }
}

function recoverOne(context: CoreContext, kept: KeptRecording): void {
  const done = context.log.factsOf(kept.id).some(({ kind }) => kind === recordingFinished.kind)
  if (done) {
    // Stopped between the fact and the tidying.
    context.sounds.dropParts(kept.id)
    return forgetLive(context.live, kept.id)
  }
  if (context.sounds.parts(kept.id).length > 0 && kept.endAt === undefined) {
    const from = Math.max(kept.call.startAt, ...partEnds(context, kept).values())
    recordGap(context, kept, { from, cause: 'console-stopped' })
  }
  finishRecording(context, kept, kept.missing?.cause ?? 'console-stopped')
}

export function recoverRecordings(context: CoreContext): void {
  const known = keptLive(context.live)
  const ids = new Set(known.map(({ id }) => id))
  const lost = context.sounds
    .unfinished()
    .filter((id) => !ids.has(id))
    .map((id) => fromFacts(context, id))
    .filter((kept) => kept !== undefined)
  for (const kept of [...known, ...lost]) recoverOne(context, kept)
}
