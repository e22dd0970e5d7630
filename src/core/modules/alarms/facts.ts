import { z } from 'zod'
import { factKind } from '../../oplog/registry.ts'
import { alarmKinds, alarmPriorities, type AlarmKind } from './words.ts'

const kindKeys = Object.keys(alarmKinds) as [AlarmKind, ...AlarmKind[]]
const named = { by: z.string(), name: z.string() }

/** Entity: one occurrence. Raised again while it is not normal: the same entity. */
export const alarmRaised = factKind(
  'alarm.raised',
  1,
  z.object({
    kind: z.enum(kindKeys),
    /** What it is about; one occurrence at a time per kind and subject. */
    subject: z.string(),
    priority: z.enum(alarmPriorities),
    title: z.string(),
    detail: z.string(),
    incident: z.string().optional(),
    unit: z.string().optional(),
    /** UTC epoch milliseconds of the event itself. */
    at: z.number().int(),
  }),
)

export const alarmAcknowledged = factKind('alarm.acknowledged', 1, z.object(named))

/** Somebody works on it; acknowledging alone does not say so. Over another name: taken over. */
export const alarmTaken = factKind('alarm.taken', 1, z.object(named))

/** Nobody works on it any more. */
export const alarmReleased = factKind('alarm.released', 1, z.object(named))

/** The condition is gone. `contact` is what was heard from the team, required for an emergency. */
export const alarmCleared = factKind(
  'alarm.cleared',
  1,
  z.object({
    ...named,
    reason: z.string(),
    contact: z.string().optional(),
    at: z.number().int(),
  }),
)

/** Out of sight and hearing until `until` (UTC epoch milliseconds), at a person's word. */
export const alarmShelved = factKind(
  'alarm.shelved',
  1,
  z.object({ ...named, reason: z.string(), until: z.number().int() }),
)

export const alarmUnshelved = factKind('alarm.unshelved', 1, z.object(named))

/** The shelf that was to end at `until` has ended; a later shelf is not touched by it. */
export const alarmShelfEnded = factKind(
  'alarm.shelf-ended',
  1,
  z.object({ until: z.number().int() }),
)

export const alarmFacts = [
  alarmRaised,
  alarmAcknowledged,
  alarmTaken,
  alarmReleased,
  alarmCleared,
  alarmShelved,
  alarmUnshelved,
  alarmShelfEnded,
]
