/** Telephone calls that come in, and who a number belongs to. */
import { z } from 'zod'
import { idSchema, procedure } from '../../contract-kit.ts'
import { closings } from './facts.ts'

const knownCallerSchema = z.object({
  kind: z.enum(['person', 'organization', 'team']),
  id: z.string(),
  name: z.string(),
  /** Post and organisation, kind of organisation, or call sign. */
  detail: z.string(),
})
export type KnownCaller = z.infer<typeof knownCallerSchema>

const earlierCallSchema = z.object({
  id: z.string(),
  incident: z.string(),
  /** `#12` */
  number: z.string(),
  title: z.string(),
  at: z.number(),
  source: z.string(),
  text: z.string(),
  /** It opened the incident. */
  opening: z.boolean(),
})
export type EarlierCall = z.infer<typeof earlierCallSchema>

const callerSchema = z.object({
  /** `138 0797 1234`; null where no number is in the text. */
  shown: z.string().nullable(),
  known: z.array(knownCallerSchema),
  /** Newest first. */
  earlier: z.array(earlierCallSchema),
})
export type Caller = z.infer<typeof callerSchema>

export const phoneCallSchema = z.object({
  id: z.string(),
  /** `138 0797 1234`, 号码保密, 号码未知 */
  shown: z.string(),
  /** As it goes into the form; null where there is none. */
  number: z.string().nullable(),
  /** Who that is, in words; null where nobody knows. */
  who: z.string().nullable(),
  line: z.string(),
  at: z.number(),
  state: z.enum(['ringing', 'missed', 'taken']),
  takenBy: z.string().nullable(),
  /** What it was registered as or added to. */
  incident: z.object({ id: z.string(), number: z.string() }).nullable(),
})
export type PhoneCall = z.infer<typeof phoneCallSchema>

const prefillSchema = z.object({
  phoneCall: z.string(),
  receivedAt: z.number(),
  contact: z.string(),
  source: z.string(),
  channel: z.string(),
})
export type CallPrefill = z.infer<typeof prefillSchema>

export const callersContract = {
  /** Who a number or a text with numbers belongs to, and what was told from it before. */
  lookup: procedure.input(z.object({ phone: z.string().max(200) })).output(callerSchema),
  /** What rings, what nobody took yet, and what was taken and not registered; newest first. */
  stack: procedure.output(z.array(phoneCallSchema)),
  /** A person speaks with the caller: the answer is what the form begins with. */
  take: procedure
    .errors({
      TAKEN: { message: '这个来电已有人接听。', data: z.object({ by: z.string() }) },
    })
    .input(z.object({ call: idSchema }))
    .output(prefillSchema),
  /** Nobody took it, and it is dealt with: called back, or not needed. */
  close: procedure
    .errors({ NOT_MISSED: { message: '这个来电已经接听或处理。' } })
    .input(z.object({ call: idSchema, how: z.enum(closings) }))
    .output(z.object({ storedAt: z.number() })),
}
