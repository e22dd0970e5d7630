import { z } from 'zod'
import { factKind } from '../../oplog/registry.ts'
import { gapCauseKeys } from './words.ts'

const at = z.number().int()

/** The call it belongs to, complete: the traffic list is another module's. */
const ofCall = {
  /** Entity of the radio module's call, and the log line that the call has. */
  call: z.string(),
  entry: z.string().optional(),
  gateway: z.string(),
  gatewayName: z.string(),
  direction: z.enum(['in', 'out']),
  type: z.string(),
  target: z.string(),
  group: z.boolean(),
  caller: z.string().optional(),
  /** The site whose console keeps the sound. */
  site: z.string(),
  /** When the call began. UTC epoch milliseconds. */
  callAt: at,
}

const holder = {
  unit: z.string().optional(),
  callSign: z.string().optional(),
  incident: z.string().optional(),
}

const gap = {
  from: at,
  /** Absent where nobody can say how long the call went on. */
  to: at.optional(),
  cause: z.enum(gapCauseKeys),
}

/** Entity: the recording. `at` is the time of the first sound that is kept. */
export const recordingStarted = factKind(
  'recording.started',
  1,
  z.object({ ...ofCall, at, input: z.string() }),
)

/** Entity: the recording. A stretch of the call that is not in it. */
export const recordingGap = factKind('recording.gap', 1, z.object(gap))

/** Entity: the recording. The file is whole on this site's disk. */
export const recordingFinished = factKind(
  'recording.finished',
  1,
  z.object({
    ...ofCall,
    ...holder,
    /** Everybody who was heard, as numbers of the net. */
    radios: z.array(z.string()),
    at,
    durationMs: z.number().int().min(0),
    bytes: z.number().int().min(1),
    /** Of the finished file, in hex. */
    sha256: z.string(),
    soundType: z.string(),
    input: z.string(),
  }),
)

/** Entity: the recording that should have been. Nothing of this call was recorded. */
export const recordingMissed = factKind(
  'recording.missed',
  1,
  z.object({ ...ofCall, ...holder, radios: z.array(z.string()), ...gap }),
)

const who = { by: z.string(), byName: z.string(), at }

/** Entity: the recording. Somebody listened. */
export const recordingListened = factKind(
  'recording.listened',
  1,
  z.object({ ...who, seat: z.string() }),
)

/** Entity: the recording. A copy left the console. */
export const recordingExported = factKind(
  'recording.exported',
  1,
  z.object({ ...who, purpose: z.string(), sha256: z.string(), fileName: z.string() }),
)

/** Entity: the recording. 保留: the rule does not delete it while this stands. */
export const recordingKept = factKind(
  'recording.kept',
  1,
  z.object({ ...who, keep: z.boolean(), reason: z.string() }),
)

/** Entity: the recording. Its sound is deleted; what is known of it stays. */
export const recordingRemoved = factKind(
  'recording.sound-removed',
  1,
  z.object({
    at,
    /** The rule's value that day. */
    days: z.number(),
    bytes: z.number().int().min(0),
    sha256: z.string(),
  }),
)

export type RecordingStarted = z.infer<typeof recordingStarted.body>
export type RecordingGap = z.infer<typeof recordingGap.body>
export type RecordingFinished = z.infer<typeof recordingFinished.body>
export type RecordingMissed = z.infer<typeof recordingMissed.body>
export type RecordingListened = z.infer<typeof recordingListened.body>
export type RecordingExported = z.infer<typeof recordingExported.body>
export type RecordingKept = z.infer<typeof recordingKept.body>
export type RecordingRemoved = z.infer<typeof recordingRemoved.body>

export const recordingFacts = [
  recordingStarted,
  recordingGap,
  recordingFinished,
  recordingMissed,
  recordingListened,
  recordingExported,
  recordingKept,
  recordingRemoved,
]
