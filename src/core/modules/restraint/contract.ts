/** Stun, revive and remote monitoring: one person asks, another one confirms, everything is kept. */
import { z } from 'zod'
import { idSchema, procedure, typedText } from '../../contract-kit.ts'
import { numberSchema } from '../radio/contract.ts'
import { requestStates, restraints } from './words.ts'

export { consequenceOf, restraintWord, type Restraint } from './words.ts'

const reason = typedText(200).refine((text) => text.trim().length >= 2, {
  message: '请写明理由。',
})

const requestSchema = z.object({
  id: z.string(),
  command: z.enum(restraints),
  word: z.string(),
  radio: z.string(),
  callSign: z.string(),
  gatewayName: z.string(),
  reason: z.string(),
  consequence: z.string(),
  byName: z.string(),
  seatName: z.string(),
  at: z.number(),
  expiresAt: z.number(),
  state: z.enum(requestStates),
  stateWord: z.string(),
  decidedBy: z.string().nullable(),
  decidedAt: z.number().nullable(),
  refusal: z.string(),
  /** What became of the order, in words; empty while nothing went out. */
  outcomeWord: z.string(),
  cause: z.string(),
  /** The person of this seat asked for it. */
  mine: z.boolean(),
  /** The person of this seat may confirm it. */
  canConfirm: z.boolean(),
})
export type RestraintRequest = z.infer<typeof requestSchema>

const decided = z.object({ id: z.string() })
const gone = {
  GONE: { message: '这条申请已经处理或过了两分钟作废，请看最新状态，需要时重新提出。' },
}
const confirming = {
  ...gone,
  SAME_PERSON: { message: '提出的人不能自己确认，请另一个有权限的人确认。' },
  NO_RIGHT: {
    message: '这个人没有遥晕、复活和环境监听的权限，请换有权限的人确认。',
    data: z.object({ name: z.string() }),
  },
  NO_GATEWAY: { message: '网关没有接通，命令没有发出。申请仍有效，接通后再确认。' },
  UNSUPPORTED: { message: '这个网关不支持该操作。' },
}

export const restraintContract = {
  /** Those that wait, then the newest ended ones. */
  list: procedure
    .input(z.object({ limit: z.number().int().min(1).max(200).default(20) }))
    .output(z.array(requestSchema)),
  /** Who may be the second person at this seat. */
  witnesses: procedure.output(
    z.array(
      z.object({ id: z.string(), name: z.string(), words: z.string(), pinAllowed: z.boolean() }),
    ),
  ),
  ask: procedure
    .errors({
      UNSUPPORTED: { message: '这个网关不支持该操作。' },
      NO_GATEWAY: { message: '网关没有接通，现在不能提出。' },
      DRILL: { message: '演练和练习中不能对真实电台遥晕、复活或环境监听。' },
      ALREADY_ASKED: { message: '这部电台已有一条待确认的申请，请先处理。' },
    })
    .input(
      z.object({ command: z.enum(restraints), gateway: idSchema, radio: numberSchema, reason }),
    )
    .output(z.object({ id: z.string(), expiresAt: z.number() })),
  /** The second person at the seat of the first one, with their own password or PIN. */
  confirmHere: procedure
    .errors({
      ...confirming,
      TOO_SOON: { message: '刚才输错，请稍等再试。', data: z.object({ waitMs: z.number() }) },
      WRONG_SECRET: {
        message: '口令或 PIN 不对，请重新输入。',
        data: z.object({ waitMs: z.number() }),
      },
      NOT_ENROLLED: { message: '此人不能在本机确认：没有设口令，或已停用。' },
      PIN_NOT_ALLOWED: { message: '此人没有用口令登录本台，不能用 PIN，请输入口令。' },
    })
    .input(
      z.object({
        request: idSchema,
        person: idSchema,
        with: z.enum(['password', 'pin']),
        secret: z.string().min(1).max(128),
      }),
    )
    .output(decided),
  /** The second person at another seat. */
  confirm: procedure
    .errors(confirming)
    .input(z.object({ request: idSchema }))
    .output(decided),
  refuse: procedure
    .errors(gone)
    .input(z.object({ request: idSchema, reason }))
    .output(decided),
  withdraw: procedure
    .errors({ ...gone, NOT_YOURS: { message: '只有提出的人能撤回；不同意请选“不同意”。' } })
    .input(z.object({ request: idSchema }))
    .output(decided),
}
