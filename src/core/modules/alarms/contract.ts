/** Alarms as seats see them. Silence, acknowledgement and handling are three different things. */
import { z } from 'zod'
import { epochMsSchema, idSchema, procedure, typedText } from '../../contract-kit.ts'
import { alarmStates, type AlarmState } from './states.ts'
import { alarmKinds, alarmPriorities, type AlarmKind } from './words.ts'

export { alarmStateWords, isShelvedState, isWaitingState } from './states.ts'
export { alarmKinds, alarmPriorityWords } from './words.ts'
export type { AlarmKind } from './words.ts'

const kindSchema = z.enum(Object.keys(alarmKinds) as [AlarmKind, ...AlarmKind[]])
const prioritySchema = z.enum(alarmPriorities)
const stateSchema = z.enum(alarmStates.map(([key]) => key) as [AlarmState, ...AlarmState[]])

export const alarmSchema = z.object({
  id: z.string(),
  kind: kindSchema,
  kindWord: z.string(),
  state: stateSchema,
  priority: prioritySchema,
  title: z.string(),
  detail: z.string(),
  incident: z.string().nullable(),
  unit: z.string().nullable(),
  firstAt: z.number(),
  raisedAt: z.number(),
  times: z.number(),
  acknowledgedBy: z.string().nullable(),
  acknowledgedAt: z.number().nullable(),
  handler: z.string().nullable(),
  handledSince: z.number().nullable(),
  clearedAt: z.number().nullable(),
  contact: z.string().nullable(),
  shelf: z
    .object({ by: z.string(), at: z.number(), until: z.number(), reason: z.string() })
    .nullable(),
})
export type Alarm = z.infer<typeof alarmSchema>

const groupSchema = z.object({
  key: z.string(),
  kind: kindSchema,
  title: z.string(),
  priority: prioritySchema,
  state: stateSchema,
  members: z.array(z.string()),
  waiting: z.number(),
  firstAt: z.number(),
  raisedAt: z.number(),
  handlers: z.array(z.string()),
})
export type AlarmGroupShown = z.infer<typeof groupSchema>

const historyFilterSchema = z.object({
  limit: z.number().int().min(1).max(500).default(100),
  /** Raised before; hand back the last one's `raisedAt` for the next page. */
  before: epochMsSchema.nullish(),
  from: epochMsSchema.nullish(),
  kind: kindSchema.nullish(),
  priority: prioritySchema.nullish(),
  /** Only what somebody worked on. */
  handled: z.boolean().default(false),
  /** Part of the title. */
  text: z.string().max(60).default(''),
})
export type AlarmHistoryFilter = z.infer<typeof historyFilterSchema>

const stepSchema = z.object({
  id: z.string(),
  at: z.number(),
  what: z.string(),
  by: z.string(),
  note: z.string(),
})
export type AlarmHistoryStep = z.infer<typeof stepSchema>

const noted = z.object({ storedAt: z.number() })
const one = z.object({ alarm: idSchema })
const reason = typedText(200).refine((text) => text.trim() !== '', { message: '请写明原因。' })

/** The table of states says no; its sentence is in the data. */
const notNow = {
  NOT_NOW: {
    message: '这条告警的状态已经变了，这一步不能做。请看最新状态。',
    data: z.object({ why: z.string() }),
  },
}

export const alarmsContract = {
  /** Everything that waits or is worked on: unacknowledged first, worst first, newest first. */
  open: procedure.output(
    z.object({
      alarms: z.array(alarmSchema),
      /** Floods among them; a member is in `alarms` too. */
      groups: z.array(groupSchema),
      shelved: z.array(alarmSchema),
      /** Sound is off until then on every seat of this console; the lights stay. */
      silencedUntil: z.number().nullable(),
      silencedBy: z.string().nullable(),
      /** Raised in the last ten minutes; above the limit a person cannot follow any more. */
      load: z.object({ raised: z.number(), limit: z.number() }),
      /** Nobody's page can sound: the host's own bell rings. */
      hostBell: z.boolean(),
    }),
  ),
  history: procedure.input(historyFilterSchema).output(z.array(alarmSchema)),
  /** What happened to one alarm, oldest first. */
  steps: procedure.input(one).output(z.array(stepSchema)),
  acknowledge: procedure
    .errors({ NOTHING_TO_ACKNOWLEDGE: { message: '这条告警已经确认过，或正搁置着。' } })
    .input(one)
    .output(noted),
  /** A flood at once: each member gets its own fact; those that do not wait are left as they are. */
  acknowledgeGroup: procedure
    .errors({ NOTHING_TO_ACKNOWLEDGE: { message: '这一组告警都已经确认过。' } })
    .input(z.object({ alarms: z.array(idSchema).min(1).max(500) }))
    .output(noted.extend({ acknowledged: z.number() })),
  /** 我来处理: also says that it was seen. Over another name it takes over. */
  take: procedure
    .errors({ ...notNow, ALREADY_YOURS: { message: '这条告警已经由您处理。' } })
    .input(one)
    .output(noted),
  /** 放下: nobody works on it now. */
  release: procedure
    .errors({ ...notNow, NOT_HANDLED: { message: '这条告警没有人在处理。' } })
    .input(one)
    .output(noted),
  /** By a person. An emergency needs what was heard from the team. */
  clear: procedure
    .errors({
      CONTACT_NEEDED: { message: '紧急告警须先与对方联系，并写明联系情况，才能解除。' },
      ALREADY_CLEAR: { message: '这条告警已经解除。' },
    })
    .input(
      z.object({ alarm: idSchema, reason: typedText(200), contact: typedText(200).optional() }),
    )
    .output(noted),
  /** Quiet and out of the way until an end; then it comes back by itself. */
  shelve: procedure
    .errors({
      ...notNow,
      NEVER_EMERGENCY: { message: '紧急告警关系人命，不能搁置。请处理并记下联系情况。' },
      BAD_END: { message: '搁置须写明结束时间，最长 24 小时，且晚于现在。' },
    })
    .input(z.object({ alarm: idSchema, until: epochMsSchema, reason }))
    .output(noted),
  unshelve: procedure.errors(notNow).input(one).output(noted),
  /** Quiet for a few minutes; a new or worse alarm sounds again at once. */
  silence: procedure
    .input(z.object({ minutes: z.number().int().min(1).max(15) }))
    .output(z.object({ until: z.number() })),
  /** The sound comes back before its time. */
  unsilence: procedure.output(z.object({ until: z.null() })),
  /** Said by every page while it is open: whether it can be heard. */
  reportSound: procedure
    .input(z.object({ sound: z.enum(['ready', 'blocked', 'no-device']) }))
    .output(z.object({})),
}
