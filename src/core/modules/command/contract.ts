/** One sentence, one response (UI.md §3), as seats see it. */
import { z } from 'zod'
import { idSchema, procedure, typedText } from '../../contract-kit.ts'
import { proposalSchema, readingSchema } from '../../command/proposal.ts'

export { casualtyFields } from '../../command/proposal.ts'
export { notTakenBack } from '../../command/take-back.ts'
export type { CasualtyCounts, Proposal, ProposalOf, Reading, Span } from '../../command/proposal.ts'

/** What was done and stayed here can be taken back for ten seconds, by a new fact. */
export const undoSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('line'), entry: idSchema }),
  z.object({ kind: z.literal('step'), assignment: idSchema, entry: idSchema.nullable() }),
  z.object({
    kind: z.literal('unitState'),
    unit: idSchema,
    status: z.string().max(40),
    incident: idSchema.nullable(),
    /** The state that is taken back: if it is another one by now, nothing is changed. */
    from: z.string().max(40),
    entry: idSchema.nullable(),
  }),
  z.object({
    kind: z.literal('casualties'),
    incident: idSchema,
    before: z.record(z.string(), z.number()),
  }),
])
export type Undo = z.infer<typeof undoSchema>

const doneSchema = z.object({
  /** What happened, in one sentence. */
  said: z.string(),
  storedAt: z.number(),
  /** The incident it went to or made. */
  incident: z.string().nullable(),
  unit: z.string().nullable(),
  undo: undoSchema.nullable(),
  /** After something left: lines that send a correction, ready to be edited. */
  corrections: z.array(z.object({ label: z.string(), line: z.string() })),
})
export type Done = z.infer<typeof doneSchema>

export const commandContract = {
  /** Null: nothing was typed. Changes nothing. */
  propose: procedure
    .input(
      z.object({
        text: typedText(2000),
        /** Selected on this page. */
        incident: idSchema.nullish(),
        unit: idSchema.nullish(),
        /** What the officer answered about a call sign nobody has: for this sentence. */
        names: z.record(z.string().max(30), idSchema).default({}),
      }),
    )
    .output(z.object({ reading: readingSchema.nullable() })),
  /** As shown, edited or not. What refuses says why, and the words stay in the line. */
  carryOut: procedure
    .errors({ REFUSED: { message: '没有办成，原文还在命令行里。' } })
    .input(z.object({ proposal: proposalSchema }))
    .output(doneSchema),
  undo: procedure
    .errors({ REFUSED: { message: '不能撤消了，请用更正。' } })
    .input(z.object({ undo: undoSchema }))
    .output(z.object({ said: z.string(), storedAt: z.number() })),
  /** 记住: the name means this team from now on, on every console. */
  remember: procedure
    .errors({ TAKEN: { message: '已有队伍用这个名字，请换一个。' } })
    .input(
      z.object({
        name: typedText(30).refine((name) => name.trim().length >= 2, {
          message: '名字至少两个字。',
        }),
        unit: idSchema,
      }),
    )
    .output(z.object({ storedAt: z.number() })),
  /** For completion: what can be said now, and what each word stands for. */
  words: procedure.output(
    z.object({
      commands: z.array(z.object({ text: z.string(), help: z.string() })),
      units: z.array(
        z.object({ id: z.string(), callSign: z.string(), name: z.string(), initials: z.string() }),
      ),
      places: z.array(z.object({ text: z.string(), initials: z.string() })),
      /** The F-keys of the county profile. */
      quick: z.array(
        z.object({ key: z.string(), label: z.string(), text: z.string(), first: z.boolean() }),
      ),
    }),
  ),
  /** The roll call under way, if there is one. */
  rollCall: procedure.output(
    z.object({
      open: z
        .object({
          id: z.string(),
          title: z.string(),
          startedAt: z.number(),
          answered: z.number(),
          missing: z.array(z.string()),
        })
        .nullable(),
    }),
  ),
}
