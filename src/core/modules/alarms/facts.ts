import { z } from 'zod'
import { factKind } from '../../oplog/registry.ts'
import { alarmKinds, alarmPriorities, type AlarmKind } from './words.ts'

const kindKeys = Object.keys(alarmKinds) as [AlarmKind, ...AlarmKind[]]

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

export const alarmAcknowledged = factKind(
  'alarm.acknowledged',
  1,
  z.object({ by: z.string(), name: z.string() }),
)

/** Somebody works on it; acknowledging alone does not say so. */
export const alarmTaken = factKind('alarm.taken', 1, z.object({ by: z.string(), name: z.string() }))

/** The condition is gone. `contact` is what was heard from the team, required for an emergency. */
export const alarmCleared = factKind(
  'alarm.cleared',
  1,
  z.object({
    by: z.string(),
    name: z.string(),
    reason: z.string(),
    contact: z.string().optional(),
    at: z.number().int(),
  }),
)

export const alarmFacts = [alarmRaised, alarmAcknowledged, alarmTaken, alarmCleared]
