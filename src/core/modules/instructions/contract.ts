/** Leaders' instructions as seats see them: from the words as given to the answer brought back. */
import { z } from 'zod'
import { epochMsSchema, idSchema, neededText, procedure, typedText } from '../../contract-kit.ts'
import { entryChannelSchema } from '../logbook/contract.ts'
import { amendableKeys, instructionStateKeys } from './words.ts'

export { amendable, type AmendableField } from './words.ts'

/** The words of a leader say at most this many characters. */
export const maxInstructionLength = 2000

const reason = neededText(200, '请写明原因。')
const state = z.enum(instructionStateKeys)

const conveyedSchema = z.object({
  receiver: z.string(),
  meansWord: z.string(),
  toldAt: z.number(),
  readback: z.string(),
  by: z.string(),
})

const feedbackSchema = z.object({
  text: z.string(),
  evidence: z.string(),
  reporter: z.string(),
  meansWord: z.string(),
  saidAt: z.number(),
  by: z.string(),
  /** Before the leader sent it back: it does not count any more. */
  superseded: z.boolean(),
})

const assigneeSchema = z.object({
  key: z.string(),
  name: z.string(),
  organization: z.string().nullable(),
  /** Duty telephone of the organisation; empty where none is known. */
  phone: z.string(),
  conveyed: z.array(conveyedSchema),
  feedbacks: z.array(feedbackSchema),
  /** The latest answer counts. */
  answered: z.boolean(),
  chases: z.array(
    z.object({
      spokenTo: z.string(),
      meansWord: z.string(),
      said: z.string(),
      at: z.number(),
      by: z.string(),
    }),
  ),
})
export type InstructionAssignee = z.infer<typeof assigneeSchema>

const shownSchema = z.object({
  id: z.string(),
  /** `批〔2026〕3号` */
  number: z.string(),
  from: z.object({ name: z.string(), post: z.string() }),
  givenAt: z.number(),
  channel: z.string(),
  channelWord: z.string(),
  text: z.string(),
  incident: z.object({ id: z.string(), number: z.string(), title: z.string() }).nullable(),
  assignees: z.array(assigneeSchema),
  /** Null until it is conveyed, where the leader set no time. */
  dueAt: z.number().nullable(),
  /** Who set the limit. */
  dueBasis: z.enum(['leader', 'rule']).nullable(),
  status: state,
  statusWord: z.string(),
  /** A flag of any open state, taken back by the feedback. */
  overdue: z.enum(['convey', 'feedback']).nullable(),
  overdueWord: z.string(),
  /** It runs out soon. */
  dueSoon: z.boolean(),
  chased: z.number(),
  lastChasedAt: z.number().nullable(),
  closing: z
    .object({
      kind: z.enum(['reported', 'withdrawn']),
      to: z.string(),
      meansWord: z.string(),
      words: z.string(),
      at: z.number(),
      by: z.string(),
    })
    .nullable(),
  /** Two places changed it apart: what stands is the value that hides least. */
  conflict: z.boolean(),
  recordedBy: z.string(),
  recordedAt: z.number(),
})
export type Instruction = z.infer<typeof shownSchema>

const detailSchema = shownSchema.extend({
  /** Everything that happened to it, oldest first. */
  history: z.array(z.object({ at: z.number(), by: z.string(), words: z.string() })),
  /** What was put right: the words before and after. */
  amendments: z.array(
    z.object({
      word: z.string(),
      before: z.string(),
      after: z.string(),
      reason: z.string(),
      by: z.string(),
      at: z.number(),
    }),
  ),
  /** What may be done now; the first is the usual way on. */
  steps: z.array(z.object({ to: state, action: z.string(), reason: z.boolean() })),
})
export type InstructionDetail = z.infer<typeof detailSchema>

const done = z.object({ storedAt: z.number() })
const one = { instruction: idSchema }
const means = entryChannelSchema

const times = {
  IN_FUTURE: { message: '时间不能晚于现在，请改正。所填内容没有丢。' },
  BEFORE_GIVEN: { message: '时间早于领导批示的时间，请核对。所填内容没有丢。' },
}
const notNow = {
  NOT_ALLOWED: { message: '现在不能这样办，请看最新状态。' },
}

export const instructionsContract = {
  /** Overdue first, then by due time; closed ones newest first. */
  list: procedure
    .input(
      z.object({
        which: z.enum(['open', 'closed', 'all']).default('open'),
        incident: idSchema.nullish(),
        limit: z.number().int().min(1).max(500).default(200),
      }),
    )
    .output(z.array(shownSchema)),
  show: procedure.input(z.object(one)).output(detailSchema),
  receive: procedure
    .errors({
      IN_FUTURE: times.IN_FUTURE,
      DUE_BEFORE_GIVEN: { message: '办理时限早于批示时间，请核对。所填内容没有丢。' },
      SAME_ASSIGNEE: {
        message: '承办单位写了两次，请去掉一个。所填内容没有丢。',
        data: z.object({ name: z.string() }),
      },
    })
    .input(
      z.object({
        from: z.object({
          name: neededText(30, '请填批示人。'),
          post: typedText(40).default(''),
          person: idSchema.nullish(),
        }),
        givenAt: epochMsSchema,
        channel: means,
        text: neededText(maxInstructionLength, '请照原话填批示内容。'),
        incident: idSchema.nullish(),
        assignees: z
          .array(
            z.object({ name: neededText(60, '请填承办单位。'), organization: idSchema.nullish() }),
          )
          .min(1, '请至少填一个承办单位。')
          .max(12),
        due: epochMsSchema.nullish(),
      }),
    )
    .output(z.object({ id: z.string(), number: z.string(), storedAt: z.number() })),
  convey: procedure
    .errors({ ...times, ...notNow })
    .input(
      z.object({
        ...one,
        assignee: z.string().max(64),
        receiver: neededText(40, '请填接受传达的人。'),
        means,
        toldAt: epochMsSchema,
        readback: neededText(500, '请填对方复诵的内容；没有复诵的不算传达到。'),
      }),
    )
    .output(done.extend({ dueAt: z.number().nullable() })),
  begin: procedure.errors(notNow).input(z.object(one)).output(done),
  feedBack: procedure
    .errors({ ...times, ...notNow })
    .input(
      z.object({
        ...one,
        assignee: z.string().max(64),
        text: neededText(maxInstructionLength, '请填落实情况。'),
        evidence: typedText(300).default(''),
        reporter: neededText(40, '请填反馈人。'),
        means,
        saidAt: epochMsSchema,
      }),
    )
    .output(done),
  chase: procedure
    .errors(notNow)
    .input(
      z.object({
        ...one,
        assignee: z.string().max(64),
        spokenTo: neededText(40, '请填催办时找的人。'),
        means,
        said: typedText(300).default(''),
      }),
    )
    .output(done),
  /** The answer was brought back to the leader. */
  close: procedure
    .errors(notNow)
    .input(
      z.object({
        ...one,
        to: neededText(40, '请填向谁回报。'),
        means,
        words: typedText(500).default(''),
      }),
    )
    .output(done),
  withdraw: procedure
    .errors(notNow)
    .input(z.object({ ...one, reason }))
    .output(done),
  sendBack: procedure
    .errors(notNow)
    .input(z.object({ ...one, reason }))
    .output(done),
  reopen: procedure
    .errors(notNow)
    .input(z.object({ ...one, reason }))
    .output(done),
  addAssignee: procedure
    .errors({
      ...notNow,
      SAME_ASSIGNEE: {
        message: '这个承办单位已经在列。',
        data: z.object({ name: z.string() }),
      },
    })
    .input(
      z.object({
        ...one,
        name: neededText(60, '请填承办单位。'),
        organization: idSchema.nullish(),
      }),
    )
    .output(done),
  amend: procedure
    .errors({
      ...notNow,
      NO_VALUE: { message: '请填更正后的内容。' },
      SAME_VALUE: { message: '和原来的一样，没有更正。' },
      BAD_DUE: { message: '办理时限早于批示时间，请核对。所填内容没有丢。' },
    })
    .input(
      z.object({
        ...one,
        field: z.enum(amendableKeys),
        text: typedText(maxInstructionLength).default(''),
        /** Of the field 时限; null: as the county's limit says. */
        due: epochMsSchema.nullish(),
        reason,
      }),
    )
    .output(done),
}
