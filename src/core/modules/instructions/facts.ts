import { z } from 'zod'
import { factKind } from '../../oplog/registry.ts'
import { entryChannelSchema } from '../logbook/contract.ts'
import { amendableKeys } from './words.ts'

const means = entryChannelSchema
const moment = z.number().int()

export const assigneeSchema = z.object({
  /** Of this slip; what was said to and by the unit names it. */
  key: z.string(),
  name: z.string(),
  organization: z.string().optional(),
})

/** Entity of every fact here: the instruction. Times without a name are those of the record. */
export const instructionReceived = factKind(
  'instruction.received',
  1,
  z.object({
    site: z.string(),
    year: moment,
    /** Counted without gaps per site and year. */
    number: z.number().int().min(1),
    from: z.object({ name: z.string(), post: z.string(), person: z.string().optional() }),
    /** When the leader gave it. */
    givenAt: moment,
    channel: means,
    /** Word for word. */
    text: z.string(),
    incident: z.string().optional(),
    assignees: z.array(assigneeSchema),
    /** Set by the leader; absent: the county's limit runs from the conveying. */
    due: moment.optional(),
    by: z.string(),
    at: moment,
  }),
)

/** One unit was told and read it back. */
export const instructionConveyed = factKind(
  'instruction.conveyed',
  1,
  z.object({
    assignee: z.string(),
    receiver: z.string(),
    means,
    /** When it was said. */
    toldAt: moment,
    readback: z.string(),
    by: z.string(),
    at: moment,
  }),
)

export const assigneeAdded = factKind(
  'instruction.assignee-added',
  1,
  z.object({ assignee: assigneeSchema, by: z.string(), at: moment }),
)

/** What a unit said was done. `round` counts how often it had been sent back before. */
export const instructionFedBack = factKind(
  'instruction.fed-back',
  1,
  z.object({
    assignee: z.string(),
    round: z.number().int().min(0),
    text: z.string(),
    /** Number of a document, names of photos: what proves it. */
    evidence: z.string(),
    reporter: z.string(),
    means,
    saidAt: moment,
    by: z.string(),
    at: moment,
  }),
)

/** The unit was reminded. */
export const instructionChased = factKind(
  'instruction.chased',
  1,
  z.object({
    assignee: z.string(),
    spokenTo: z.string(),
    means,
    said: z.string(),
    by: z.string(),
    at: moment,
  }),
)

/** The op's `base` names the steps its author saw. */
export const instructionStepped = factKind(
  'instruction.step-taken',
  1,
  z.object({
    step: z.enum(['doing', 'returned', 'closed', 'withdrawn', 'reopened']),
    reason: z.string(),
    /** With `closed`: to whom it was reported, and how. */
    report: z.object({ to: z.string(), means, words: z.string() }).optional(),
    by: z.string(),
    at: moment,
  }),
)

/** The op's `base` names the values its author saw. */
export const instructionAmended = factKind(
  'instruction.amended',
  1,
  z.object({
    field: z.enum(amendableKeys),
    /** A time as decimal epoch milliseconds. */
    value: z.string(),
    reason: z.string(),
    by: z.string(),
    at: moment,
  }),
)

export type InstructionReceived = z.infer<typeof instructionReceived.body>
export type InstructionConveyed = z.infer<typeof instructionConveyed.body>
export type InstructionFedBack = z.infer<typeof instructionFedBack.body>
export type InstructionChased = z.infer<typeof instructionChased.body>
export type InstructionStepped = z.infer<typeof instructionStepped.body>
export type InstructionAmended = z.infer<typeof instructionAmended.body>
export type Assignee = z.infer<typeof assigneeSchema>

export const instructionFacts = [
  instructionReceived,
  instructionConveyed,
  assigneeAdded,
  instructionFedBack,
  instructionChased,
  instructionStepped,
  instructionAmended,
]
