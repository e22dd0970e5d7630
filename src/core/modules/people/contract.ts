/** People, sign-in and organisations as seats see them. */
import { z } from 'zod'
import { idSchema, procedure, typedText } from '../../contract-kit.ts'
import {
  breakGlassRoles,
  organizationFields,
  organizationKindKeys,
  personFields,
  roleKeys,
} from './words.ts'

export { breakGlassRoles, organizationKinds, rightWords, roles, roleWord } from './words.ts'
export type { BreakGlassRole, OrganizationKind, Role } from './words.ts'

const nameText = typedText(30).refine((text) => text.trim() !== '', { message: '请填姓名。' })
const reasonText = typedText(200).refine((text) => text.trim() !== '', { message: '请写明原因。' })
/** Length is what makes a password strong; no rule about kinds of characters. */
const newPassword = z.string().min(8, '口令至少 8 个字符。').max(128, '口令最多 128 个字符。')
const typedSecret = z.string().min(1).max(128)
const pin = z.string().regex(/^\d{4,8}$/, 'PIN 是 4 到 8 位数字。')

const rosterPersonSchema = z.object({
  id: z.string(),
  name: z.string(),
  post: z.string(),
  /** Pinyin initials, for typing. */
  initials: z.string(),
  roles: z.array(z.object({ key: z.string(), word: z.string() })),
  /** Has a password on this console. */
  enrolled: z.boolean(),
  /** Seats where this person is signed in now. */
  seats: z.array(z.string()),
})
export type RosterPerson = z.infer<typeof rosterPersonSchema>

const sessionSchema = z.object({
  person: z.string(),
  name: z.string(),
  roles: z.array(z.object({ key: z.string(), word: z.string() })),
  rights: z.array(z.string()),
  signedInAt: z.number(),
  /** Opened with a recovery code. */
  breakGlass: z.boolean(),
  hasPin: z.boolean(),
})
export type OwnSession = z.infer<typeof sessionSchema>

const stateSchema = z.object({
  /** Nobody can sign in on this console yet. */
  needsFirstStart: z.boolean(),
  seat: z.object({ id: z.string(), name: z.string() }),
  /** Who may sign in, by role, then by name. */
  roster: z.array(rosterPersonSchema),
  session: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('none') }),
    z.object({ kind: z.literal('open'), own: sessionSchema }),
    z.object({
      kind: z.literal('locked'),
      name: z.string(),
      /** A PIN opens it; otherwise the password. */
      pinAllowed: z.boolean(),
    }),
  ]),
  /** Everybody signed in on this console, for the title bar. */
  onDuty: z.array(
    z.object({ name: z.string(), role: z.string(), word: z.string(), seat: z.string() }),
  ),
  hasRecoveryCode: z.boolean(),
})
export type PeopleState = z.infer<typeof stateSchema>

export const personSchema = rosterPersonSchema.extend({
  organization: z.string().nullable(),
  organizationName: z.string().nullable(),
  phones: z.array(z.string()),
  callSign: z.string(),
  disabledReason: z.string().nullable(),
})
export type Person = z.infer<typeof personSchema>

export const organizationSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  kindWord: z.string(),
  dutyPhone: z.string(),
  fax: z.string(),
  superior: z.string().nullable(),
  township: z.string().nullable(),
})
export type Organization = z.infer<typeof organizationSchema>

const waiting = z.object({ waitMs: z.number() })
const attempt = {
  TOO_SOON: { message: '刚才输错，请稍等再试。', data: waiting },
}

/** A second person's proof at a seat (`second-person.ts`), and what it may meet. */
export const proofShape = {
  with: z.enum(['password', 'pin']),
  secret: z.string().min(1).max(128),
}
export const proofErrors = {
  ...attempt,
  WRONG_SECRET: { message: '口令或 PIN 不对，请重新输入。', data: waiting },
  UNKNOWN_PERSON: { message: '没有这个人，或已停用。请另选一人，或找系统管理员。' },
  NOT_ENROLLED: {
    message: '此人还没有在本机设口令，请系统管理员在“设置 · 人员”里设，设好再来。',
  },
  PIN_NOT_ALLOWED: { message: '此人没有在本机用口令登录，不能用 PIN，请输入口令。' },
}

const signInErrors = {
  ...attempt,
  WRONG_PASSWORD: { message: '口令不对，请重新输入。', data: waiting },
  NOT_ENROLLED: { message: '此人还没有在本机设口令，请系统管理员在“设置 · 人员”里设。' },
  DISABLED: { message: '此人已停用，不能登录。请找系统管理员。' },
}
const lastAdministrator = {
  LAST_ADMINISTRATOR: { message: '这是最后一名系统管理员，先把这个身份给另一个人。' },
}

/** Given to the page that signed in; hands the session to its next connection, once more each time. */
const opened = z.object({ resume: z.string() })
const stored = z.object({ storedAt: z.number() })

export const peopleContract = {
  state: procedure.output(stateSchema),
  firstStart: procedure
    .errors({ ALREADY_SET_UP: { message: '本机已有人员，不用再做首次启动。请直接登录。' } })
    .input(z.object({ name: nameText, password: newPassword }))
    .output(opened.extend({ recoveryCode: z.string() })),
  signIn: procedure
    .errors(signInErrors)
    .input(z.object({ person: idSchema, password: typedSecret }))
    .output(opened),
  /** After a reload or a lost connection; `resumed` is false when the session has ended. */
  resume: procedure
    .input(z.object({ resume: z.string().max(100) }))
    .output(z.object({ resumed: z.boolean() })),
  signOut: procedure.output(z.object({})),
  lock: procedure.output(z.object({})),
  unlock: procedure
    .errors({
      ...attempt,
      WRONG_PASSWORD: { message: '口令不对，请重新输入。', data: waiting },
      WRONG_PIN: { message: 'PIN 不对，请重新输入。', data: waiting },
      PIN_NOT_ALLOWED: { message: '现在不能用 PIN 解锁，请输入口令。' },
      NOT_LOCKED: { message: '本席位没有锁屏。' },
    })
    .input(z.object({ with: z.enum(['password', 'pin']), secret: typedSecret }))
    .output(z.object({})),
  /** The sealed recovery code opens a duty role at once, with alarm and record. */
  breakGlass: procedure
    .errors({
      ...attempt,
      WRONG_CODE: { message: '恢复码不对，请对照密封纸重新输入。', data: waiting },
      NO_CODE: { message: '本机没有恢复码。' },
    })
    .input(z.object({ name: nameText, role: z.enum(breakGlassRoles), code: typedSecret }))
    .output(opened),
  setPin: procedure
    .errors({ NOT_BY_PASSWORD: { message: '请先用口令登录，再设 PIN。' } })
    .input(z.object({ pin }))
    .output(stored),
  changePassword: procedure
    .errors({ ...attempt, WRONG_PASSWORD: { message: '原口令不对，请重新输入。', data: waiting } })
    .input(z.object({ current: typedSecret, password: newPassword }))
    .output(stored),
  /** A new sealed code; the old one stops working. */
  newRecoveryCode: procedure.output(z.object({ recoveryCode: z.string() })),

  list: procedure.output(z.array(personSchema)),
  register: procedure
    .errors({ NAME_TAKEN: { message: '已有同名、同单位、同职务的人，请写清职务或单位以便区分。' } })
    .input(
      z.object({
        name: nameText,
        post: typedText(40).default(''),
        organization: idSchema.nullish(),
        phones: z.array(typedText(30)).max(5).default([]),
        callSign: typedText(30).default(''),
        roles: z.array(z.enum(roleKeys)).max(roleKeys.length).default([]),
      }),
    )
    .output(z.object({ id: z.string() })),
  setField: procedure
    .errors({
      NAME_TAKEN: { message: '已有同名、同单位、同职务的人，请写清职务或单位以便区分。' },
      NAME_NEEDED: { message: '姓名不能空着。' },
    })
    .input(z.object({ person: idSchema, field: z.enum(personFields), value: typedText(200) }))
    .output(stored),
  setRole: procedure
    .errors(lastAdministrator)
    .input(z.object({ person: idSchema, role: z.enum(roleKeys), held: z.boolean() }))
    .output(stored),
  disable: procedure
    .errors(lastAdministrator)
    .input(z.object({ person: idSchema, reason: reasonText }))
    .output(stored),
  enable: procedure.input(z.object({ person: idSchema })).output(stored),
  /** Sets a person's password on this console. */
  enrol: procedure.input(z.object({ person: idSchema, password: newPassword })).output(stored),
  /** The access book, newest first. */
  access: procedure
    .input(z.object({ limit: z.number().int().min(1).max(500).default(100) }))
    .output(
      z.array(
        z.object({
          key: z.string(),
          at: z.number(),
          name: z.string(),
          seat: z.string(),
          words: z.string(),
          bad: z.boolean(),
        }),
      ),
    ),

  organizations: procedure.output(z.array(organizationSchema)),
  registerOrganization: procedure
    .errors({ NAME_TAKEN: { message: '已有同名单位。' } })
    .input(
      z.object({
        name: typedText(60).refine((text) => text.trim() !== '', { message: '请填单位名称。' }),
        kind: z.enum(organizationKindKeys),
        dutyPhone: typedText(30).default(''),
        fax: typedText(30).default(''),
        superior: idSchema.nullish(),
        township: z.string().max(12).nullish(),
      }),
    )
    .output(z.object({ id: z.string() })),
  setOrganizationField: procedure
    .errors({
      NAME_TAKEN: { message: '已有同名单位。' },
      NAME_NEEDED: { message: '单位名称不能空着。' },
      BAD_VALUE: { message: '没有这个类别，请从列表里选。' },
    })
    .input(
      z.object({
        organization: idSchema,
        field: z.enum(organizationFields),
        value: typedText(100),
      }),
    )
    .output(stored),

  /** How this seat likes its screen; the page's own JSON. */
  layout: procedure.output(z.object({ body: z.string().nullable() })),
  saveLayout: procedure.input(z.object({ body: z.string().max(10_000) })).output(stored),
}
