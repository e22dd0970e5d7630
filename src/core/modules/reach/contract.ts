/** 联络保障 as seats see it: who can be reached how, what to try next, and the comms mode. */
import { z } from 'zod'
import { authoritySchema, idSchema, notEntitled, procedure, typedText } from '../../contract-kit.ts'
import { meansKeys } from '../../gateway/means.ts'
import { commsModeKeys } from './mode-machine.ts'
import { cellStates, contactResults, proofHows, reachLevels } from './words.ts'

export { proofHowWords, type CellState } from './words.ts'
export { meansWord, meansWords, type Means } from '../../gateway/means.ts'
export type { CommsMode } from './mode-machine.ts'

const means = z.enum(meansKeys)

const cellSchema = z.object({
  means,
  state: z.enum(cellStates),
  /** Of the newest proof. */
  provenAt: z.number().nullable(),
  /** `14:02`, or with the day; what stands in the cell. */
  shown: z.string(),
  /** All of it in one sentence. */
  reason: z.string(),
  /** `点名，王海燕` */
  by: z.string(),
  addresses: z.array(z.object({ address: z.string(), holder: z.string() })),
})
export type ReachCell = z.infer<typeof cellSchema>

const rowSchema = z.object({
  key: z.string(),
  kind: z.enum(['township', 'post', 'team']),
  id: z.string(),
  name: z.string(),
  township: z.string().nullable(),
  level: z.enum(reachLevels),
  /** How many means work. */
  good: z.number(),
  cells: z.array(cellSchema),
})
export type ReachRow = z.infer<typeof rowSchema>

const nextSchema = z.object({
  kind: z.enum(['try', 'neighbour', 'team', 'runner']),
  text: z.string(),
  why: z.string(),
  means: means.nullable(),
  address: z.string().nullable(),
})
export type NextContact = z.infer<typeof nextSchema>

const proposalSchema = z.object({
  key: z.string(),
  name: z.string(),
  /** `lost`: nothing is left; `stale`: try again. */
  level: z.enum(['lost', 'stale']),
  why: z.string(),
  /** Best first. */
  next: z.array(nextSchema),
  incident: z.object({ id: z.string(), number: z.string(), title: z.string() }).nullable(),
})
export type ReachProposal = z.infer<typeof proposalSchema>

const boardSchema = z.object({
  rows: z.array(rowSchema),
  /** Means that somebody has; the others are named, not drawn. */
  means: z.array(means),
  unused: z.array(means),
  proposals: z.array(proposalSchema),
  freshMs: z.number(),
  asOf: z.number(),
})
export type ReachBoard = z.infer<typeof boardSchema>

const contactSchema = z.object({
  id: z.string(),
  means,
  result: z.enum(contactResults),
  how: z.enum(proofHows),
  note: z.string(),
  by: z.string(),
  at: z.number(),
  struck: z.string().nullable(),
  struckBy: z.string().nullable(),
})
export type ReachContact = z.infer<typeof contactSchema>

const modeSchema = z.object({
  mode: z.enum(commsModeKeys),
  word: z.string(),
  since: z.number().nullable(),
  by: z.string(),
  reason: z.string(),
  conflict: z.boolean(),
  evidence: z.array(z.object({ text: z.string(), bad: z.boolean() })),
  /** Null: what stands fits. */
  suggested: z
    .object({ to: z.enum(commsModeKeys), word: z.string(), why: z.array(z.string()) })
    .nullable(),
  next: z.array(
    z.object({
      to: z.enum(commsModeKeys),
      word: z.string(),
      action: z.string(),
      actor: z.string(),
      leader: z.boolean(),
      effect: z.string(),
    }),
  ),
  changes: z.array(
    z.object({
      id: z.string(),
      from: z.string(),
      to: z.string(),
      reason: z.string(),
      evidence: z.array(z.string()),
      decidedBy: z.string(),
      by: z.string(),
      at: z.number(),
    }),
  ),
})
export type CommsModeShown = z.infer<typeof modeSchema>

const stored = z.object({ storedAt: z.number() })
const subject = z.string().min(3).max(80)
const needed = (length: number, what: string) =>
  typedText(length).refine((text) => text.trim() !== '', { message: `请写明${what}。` })

export const reachContract = {
  board: procedure
    .input(z.object({ teams: z.enum(['out', 'all', 'none']).default('out') }))
    .output(boardSchema),
  /** What was tried and proven, newest first; struck ones stay. */
  contacts: procedure.input(z.object({ subject })).output(z.array(contactSchema)),
  /** A person tried and tells. */
  note: procedure
    .input(z.object({ subject, means, ok: z.boolean(), note: typedText(100).default('') }))
    .output(stored),
  /** The console asks the radio; its answer is noted. */
  tryRadio: procedure
    .errors({
      NO_GATEWAY: { message: '没有能用的电台网关，请用话音试呼后登记结果。' },
      CHOOSE_GATEWAY: { message: '有几个网关都能用，请选一个。' },
      UNSUPPORTED: { message: '这个网关不能在线检查，请用话音试呼后登记结果。' },
    })
    .input(
      z.object({ subject, means, address: z.string().min(1).max(24), gateway: idSchema.nullish() }),
    )
    .output(z.object({ order: z.string() })),
  strike: procedure
    .errors({ ALREADY_STRUCK: { message: '这条已经划改。' } })
    .input(z.object({ contact: idSchema, reason: needed(100, '划改原因') }))
    .output(stored),
  /** A proposal becomes a task, at a person's word. */
  giveTask: procedure
    .errors({ NO_INCIDENT: { message: '这起事件已经结束，任务没有下达；请改为值班待办。' } })
    .input(
      z.object({
        subject,
        text: needed(200, '任务内容'),
        receiver: needed(40, '交给谁'),
        /** Null: an open item of the desk. */
        incident: idSchema.nullable(),
      }),
    )
    .output(stored),
  mode: procedure.output(modeSchema),
  setMode: procedure
    .errors({
      ...notEntitled,
      NOT_ALLOWED: {
        message: '现在不能这样转换。',
        data: z.object({ sentence: z.string() }),
      },
    })
    .input(
      z.object({
        to: z.enum(commsModeKeys),
        reason: needed(200, '原因'),
        authority: authoritySchema.nullish(),
      }),
    )
    .output(stored),
}
