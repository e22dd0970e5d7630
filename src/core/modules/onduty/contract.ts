/** 在岗: who the roster has on duty now, who of them signed on, and who is late. */
import { z } from 'zod'
import { idSchema, procedure, typedText } from '../../contract-kit.ts'
import { signOnHows, type SignOnHow } from './words.ts'

export { signOnHows, signOnWord } from './words.ts'
export type { SignOnHow } from './words.ts'

const howSchema = z.enum(signOnHows.map(([key]) => key) as [SignOnHow, ...SignOnHow[]])
const reason = typedText(200).refine((text) => text.trim() !== '', { message: '请写明原因。' })

/** A published shift, as far as the desk must show it. */
export const dutyShiftSchema = z.object({
  id: z.string(),
  /** Duty day, `2026-11-30`. */
  day: z.string(),
  /** 白班, 夜班, 节假日班. */
  word: z.string(),
  from: z.number(),
  to: z.number(),
})
export type DutyShiftShown = z.infer<typeof dutyShiftSchema>

export const dutyPersonSchema = z.object({
  person: z.string(),
  name: z.string(),
  /** Key of the post and its word: 带班领导, 主班. */
  post: z.string(),
  word: z.string(),
  phone: z.string(),
  /** Expected at the seat; a leader or a standby may sign on by telephone. */
  atSeat: z.boolean(),
  /** Null where a post has nobody to be late: a standby is called, not expected. */
  signedOnAt: z.number().nullable(),
  signedOnHow: z.string().nullable(),
  /** Whom this person stands in for, by name and by id, and why. */
  standsFor: z.string().nullable(),
  standsForPerson: z.string().nullable(),
  standReason: z.string(),
  /** Said with the sign-on: where a leader is and how to reach them. */
  note: z.string(),
  /** Whole minutes after the start: of the sign-on, or up to now where there is none. */
  lateByMin: z.number().nullable(),
  signedOffAt: z.number().nullable(),
  signedOffReason: z.string(),
  /** What became of the calls to an absent person, newest first. */
  calls: z.array(
    z.object({
      at: z.number(),
      /** Who was called: the person, the leader, a standby. */
      whom: z.string(),
      answered: z.boolean(),
      words: z.string(),
      by: z.string(),
    }),
  ),
})
export type DutyPerson = z.infer<typeof dutyPersonSchema>

const nowSchema = z.object({
  at: z.number(),
  /** What is shown: a published roster, or where none covers now, who is signed in. */
  source: z.enum(['roster', 'seats']),
  shift: dutyShiftSchema.nullable(),
  /** The shift that takes over, while both are on duty. */
  relieving: dutyShiftSchema.nullable(),
  /** The shift that comes after `shift`. */
  next: dutyShiftSchema.nullable(),
  people: z.array(dutyPersonSchema),
  /** Of the shift that takes over, or that starts within the time a sign-on is taken early. */
  coming: z.array(dutyPersonSchema),
})
export type OnDutyNow = z.infer<typeof nowSchema>

const proofErrors = {
  WRONG_SECRET: {
    message: '口令或 PIN 不对，请重新输入。',
    data: z.object({ waitMs: z.number() }),
  },
  TOO_SOON: { message: '刚才输错，请稍等再试。', data: z.object({ waitMs: z.number() }) },
  NOT_ENROLLED: {
    message: '此人还没有在本机设口令，请系统管理员在“设置 · 人员”里设，设好再签到。',
  },
  PIN_NOT_ALLOWED: { message: '此人没有在本机登录，不能用 PIN，请输入口令。' },
}

export const ondutyContract = {
  now: procedure.output(nowSchema),
  /** Everybody who may sign on for a shift: those on the roster first, then who may stand in. */
  candidates: procedure.input(z.object({ shift: idSchema })).output(
    z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        words: z.string(),
        onRoster: z.boolean(),
        /** Has a password on this console. */
        enrolled: z.boolean(),
        /** A PIN is enough: signed in by password on this console. */
        pinAllowed: z.boolean(),
      }),
    ),
  ),
  signOn: procedure
    .errors({
      ...proofErrors,
      NO_SHIFT: { message: '没有找到这个班次：值班表里没有，或还没有发布。请先在“值班表”发布。' },
      TOO_EARLY: {
        message: '这个班还没有到签到时间。',
        data: z.object({ from: z.number(), earliest: z.number() }),
      },
      SHIFT_OVER: { message: '这个班已经结束，不能再签到。要补记，请写值班日志。' },
      ALREADY_ON: {
        message: '此人已经签到，不用再签。要改岗位，请先记离岗。',
        data: z.object({ at: z.number() }),
      },
      NOT_ON_ROSTER: {
        message: '此人不在这个班的值班表上。顶班的，请选明顶替谁并写原因。',
      },
      AT_SEAT: {
        message: '主班、副班和通信保障员须在席位上本人签到，不能用电话代报。',
      },
      NEEDS_PROOF: { message: '请此人输入本人的口令或 PIN。' },
    })
    .input(
      z
        .object({
          shift: idSchema,
          person: idSchema,
          how: howSchema,
          /** Of a person other than the one signed in here; not by telephone. */
          proof: z
            .object({ with: z.enum(['password', 'pin']), secret: z.string().min(1).max(128) })
            .nullish(),
          standsFor: z.object({ person: idSchema, reason }).nullish(),
          note: typedText(200).default(''),
        })
        .refine(({ person, standsFor }) => standsFor?.person !== person, {
          message: '不能顶替本人：本人到岗请直接签到。',
        }),
    )
    .output(z.object({ storedAt: z.number(), lateByMin: z.number() })),
  /** Leaves before the shift is handed over: ill, called away. */
  signOff: procedure
    .errors({ NOT_ON: { message: '此人没有签到，或已经离岗。' } })
    .input(z.object({ shift: idSchema, person: idSchema, reason }))
    .output(z.object({ storedAt: z.number() })),
  /** A call because of somebody who is not there. */
  noteCall: procedure
    .errors({
      NO_SHIFT: { message: '没有找到这个班次。' },
      NOT_ON_ROSTER: { message: '此人不在这个班的值班表上。' },
    })
    .input(
      z.object({
        shift: idSchema,
        /** Who is absent. */
        person: idSchema,
        whom: typedText(30).refine((text) => text.trim() !== '', { message: '请写明打给谁。' }),
        answered: z.boolean(),
        words: typedText(200),
      }),
    )
    .output(z.object({ storedAt: z.number() })),
}
