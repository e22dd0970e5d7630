/** Alarms as seats see them. Silence, acknowledgement and handling are three different things. */
import { z } from 'zod'
import { idSchema, procedure, typedText } from '../../contract-kit.ts'
import { alarmKinds, alarmPriorities, type AlarmKind } from './words.ts'

export { alarmStateWords } from './words.ts'
export type { AlarmKind } from './words.ts'

export const alarmSchema = z.object({
  id: z.string(),
  kind: z.enum(Object.keys(alarmKinds) as [AlarmKind, ...AlarmKind[]]),
  kindWord: z.string(),
  state: z.enum([
    'normal',
    'active-unacknowledged',
    'active-acknowledged',
    'cleared-unacknowledged',
  ]),
  priority: z.enum(alarmPriorities),
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
  clearedAt: z.number().nullable(),
})
export type Alarm = z.infer<typeof alarmSchema>

const noted = z.object({ storedAt: z.number() })

export const alarmsContract = {
  /** Everything that is not normal: unacknowledged first, worst first, newest first. */
  open: procedure.output(
    z.object({
      alarms: z.array(alarmSchema),
      /** Sound is off until then on every seat of this console; the lights stay. */
      silencedUntil: z.number().nullable(),
      silencedBy: z.string().nullable(),
    }),
  ),
  history: procedure
    .input(z.object({ limit: z.number().int().min(1).max(500).default(100) }))
    .output(z.array(alarmSchema)),
  acknowledge: procedure
    .errors({ NOTHING_TO_ACKNOWLEDGE: { message: '这条告警已经确认过。' } })
    .input(z.object({ alarm: idSchema }))
    .output(noted),
  /** 我来处理 */
  take: procedure.input(z.object({ alarm: idSchema })).output(noted),
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
  /** Quiet for a few minutes; a new or worse alarm sounds again at once. */
  silence: procedure
    .input(z.object({ minutes: z.number().int().min(1).max(15) }))
    .output(z.object({ until: z.number() })),
}
