/** 通讯录: people and organisations with every way to reach them, and whom to call for what. */
import { z } from 'zod'
import { epochMsSchema, idSchema, procedure, typedText } from '../../contract-kit.ts'
import { purposeKeys, verifyHowKeys } from './words.ts'

export { purposes, type Purpose } from './words.ts'

const waySchema = z.object({
  purpose: z.enum(purposeKeys),
  /** `手机`, `值班`. */
  word: z.string(),
  number: z.string(),
  /** As it is read out: `138 0797 1234`. */
  shown: z.string(),
  note: z.string(),
  /** Kept in 电台号簿 or with the team, and changed there. */
  elsewhere: z.boolean(),
})
export type Way = z.infer<typeof waySchema>

const standingShape = {
  verifiedAt: z.number().nullable(),
  /** `王海燕（电话）`; empty where never. */
  verifiedBy: z.string(),
  /** Never, or longer ago than the rule `contact.verify`. */
  overdue: z.boolean(),
  /** A number was tried and was wrong. */
  doubt: z.object({ reason: z.string(), at: z.number(), by: z.string() }).nullable(),
}

const personRefSchema = z.object({ id: z.string(), name: z.string(), label: z.string() })

export const contactSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** The name, and for two of one name what tells them apart: `张伟（小松镇 副镇长）`. */
  label: z.string(),
  /** Pinyin in full and initials, for typing. */
  pinyin: z.string(),
  initials: z.string(),
  post: z.string(),
  organization: z.string().nullable(),
  organizationName: z.string().nullable(),
  organizationKind: z.string().nullable(),
  /** Township of the organisation, or of the only area; null for the county. */
  township: z.string().nullable(),
  townshipName: z.string().nullable(),
  callSign: z.string(),
  /** In the order in which they are tried. */
  ways: z.array(waySchema),
  nets: z.array(z.object({ net: z.string(), area: z.string().nullable(), areaName: z.string() })),
  deputies: z.array(personRefSchema),
  /** Whose deputy this one is. */
  standsInFor: z.array(personRefSchema),
  /** Duty roles of the desk, in words. */
  roles: z.array(z.object({ key: z.string(), word: z.string() })),
  note: z.string(),
  disabledReason: z.string().nullable(),
  /** On leave at this moment, by the roster. */
  away: z.object({ word: z.string(), until: z.number() }).nullable(),
  ...standingShape,
})
export type Contact = z.infer<typeof contactSchema>

export const officeSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  kindWord: z.string(),
  /** Duty telephone and fax. */
  ways: z.array(waySchema),
  township: z.string().nullable(),
  townshipName: z.string().nullable(),
  superiorName: z.string().nullable(),
  people: z.number(),
  pinyin: z.string(),
  initials: z.string(),
  ...standingShape,
})
export type Office = z.infer<typeof officeSchema>

const answerSchema = z.object({
  key: z.string(),
  kind: z.enum(['person', 'organization', 'unit']),
  id: z.string(),
  name: z.string(),
  /** Post and organisation, township. */
  who: z.string(),
  /** The number to ring now; null where only a radio or nothing is known. */
  call: waySchema.nullable(),
  /** The others, in the order in which they are tried. */
  others: z.array(waySchema),
  callSign: z.string(),
  /** Why this one, in words; the strongest first. */
  why: z.array(z.string()),
  /** What to mind: on leave, long not verified, an office at night. */
  mind: z.array(z.string()),
  /** Stands here in the place of this person, who is away. */
  insteadOf: z.string().nullable(),
})

export type Answer = z.infer<typeof answerSchema>

const whomSchema = z.object({
  /** How the question was read; null for a part that was not found in it. */
  matter: z.string().nullable(),
  area: z.object({ code: z.string(), name: z.string() }).nullable(),
  name: z.string().nullable(),
  at: z.number(),
  /** 工作时间, 夜间, 节假日. */
  hour: z.string(),
  answers: z.array(answerSchema),
  /** Nobody: what to do now, in one sentence. */
  nobody: z.string().nullable(),
})

export type Whom = z.infer<typeof whomSchema>

const nameText = typedText(30).refine((text) => text.trim() !== '', { message: '请填姓名。' })
const reasonText = typedText(120).refine((text) => text.trim() !== '', { message: '请写明原因。' })

const fieldsSchema = z
  .object({
    name: nameText,
    post: typedText(40),
    organization: idSchema.nullable(),
    callSign: typedText(30),
    ways: z
      .array(
        z.object({
          purpose: z.enum(purposeKeys),
          number: typedText(40),
          note: typedText(40).default(''),
        }),
      )
      .max(12),
    nets: z.array(z.object({ net: typedText(20), area: z.string().max(12).nullable() })).max(12),
    deputies: z.array(idSchema).max(3),
    note: typedText(200),
  })
  .partial()
export type ContactFields = z.infer<typeof fieldsSchema>

const subject = z.object({ kind: z.enum(['person', 'organization']), id: idSchema })
const stored = z.object({ storedAt: z.number() })

const directorySchema = z.object({
  people: z.array(contactSchema),
  offices: z.array(officeSchema),
  /** Days after which an entry is to be verified again. */
  verifyDays: z.number(),
  townships: z.array(z.object({ code: z.string(), name: z.string() })),
  /** Roles of the county's nets in use and the usual ones. */
  nets: z.array(z.string()),
})
export type Directory = z.infer<typeof directorySchema>

export const contactsContract = {
  /** Everybody and every organisation; those out of use too. */
  list: procedure.output(directorySchema),
  /** Whom to call for X in township Y at this hour: `小松 防汛`, `xsfx`, `屏山滑坡`, a name. */
  whom: procedure
    .input(
      z.object({
        query: z.string().max(80),
        /** UTC epoch milliseconds; now where absent. */
        at: epochMsSchema.nullish(),
        limit: z.number().int().min(1).max(50).default(12),
      }),
    )
    .output(whomSchema),
  /** Villages by name or pinyin, for an area of responsibility. */
  areas: procedure
    .input(z.object({ query: z.string().max(40) }))
    .output(z.array(z.object({ code: z.string(), name: z.string() }))),
  /** Without `person` a new entry. */
  save: procedure
    .errors({
      NAME_NEEDED: { message: '请填姓名。' },
      SAME_PERSON: {
        message: '已有同名、同单位、同职务的人。请改职务或单位以便区分；若是同一人，请选中他再改。',
        data: z.object({ id: z.string() }),
      },
      BAD_NUMBER: {
        message: '号码不对。',
        data: z.object({ number: z.string(), place: z.number() }),
      },
      OWN_DEPUTY: { message: '不能做自己的代班人，请另选一人。' },
      UNKNOWN: { message: '所选的单位、人员或区域已不在名册里，请重新选。' },
      SIGNS_IN: {
        message: '此人有值班身份、可以登录，姓名请系统管理员在“设置 · 人员”里改。',
      },
      NOTHING: { message: '没有改动，不用保存。' },
    })
    .input(z.object({ person: idSchema.nullish(), set: fieldsSchema }))
    .output(stored.extend({ id: z.string() })),
  /** Asked there today: everything is right. Also settles a doubt. */
  verify: procedure
    .input(z.object({ subjects: z.array(subject).min(1).max(500), how: z.enum(verifyHowKeys) }))
    .output(stored),
  /** A number was tried and was wrong. */
  doubt: procedure.input(subject.extend({ reason: reasonText })).output(stored),
  /** Left the county's service; what they wrote stays theirs. */
  retire: procedure
    .errors({
      SIGNS_IN: { message: '此人有值班身份、可以登录，请系统管理员在“设置 · 人员”里停用。' },
    })
    .input(z.object({ person: idSchema, reason: reasonText }))
    .output(stored),
  restore: procedure.input(z.object({ person: idSchema })).output(stored),
  /** A file to take away: of these persons, or of everybody. */
  export: procedure
    .errors({ NOBODY: { message: '没有可导出的人，请改筛选条件。' } })
    .input(
      z.object({
        format: z.enum(['xlsx', 'vcard3', 'vcard4']),
        people: z.array(idSchema).max(5000).nullish(),
      }),
    )
    .output(z.object({ path: z.string(), name: z.string(), people: z.number() })),
}
