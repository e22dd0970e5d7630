/** 交接班 as seats see it: the sheet built from live state, accepted item by item, signed, frozen. */
import { z } from 'zod'
import { epochMsSchema, idSchema, neededText, procedure, typedText } from '../../contract-kit.ts'
import { proofErrors, proofShape } from '../people/contract.ts'
import { frozenSheetSchema } from './frozen.ts'
import { itemKeys, signerRoleKeys } from './words.ts'

export const itemStates = [
  'open',
  'waiting',
  'returned',
  'answered',
  'changed',
  'accepted',
] as const

const lineSchema = z.object({
  id: z.string(),
  words: z.string(),
  /** Overdue or broken; soon or doubtful. */
  tone: z.enum(['bad', 'warn', 'plain', 'quiet']),
  /** The screen counts down to it. */
  dueAt: z.number().nullable(),
  /** Where it is worked on. */
  goTo: z.object({ screen: z.string(), part: z.string() }).nullable(),
  incident: z.string().nullable(),
  /** Came or changed after the item was accepted. */
  fresh: z.boolean(),
  /** How many handovers it has already been through. */
  carried: z.number(),
})
export type HandoverLine = z.infer<typeof lineSchema>

const talkSchema = z.object({
  kind: z.enum(['question', 'answer']),
  words: z.string(),
  by: z.string(),
  at: z.number(),
})

const noteSchema = z.object({
  text: z.string(),
  by: z.string(),
  at: z.number(),
  /** Written apart at the same time. */
  others: z.array(z.object({ text: z.string(), by: z.string(), at: z.number() })),
})

const itemSchema = z.object({
  key: z.enum(itemKeys),
  title: z.string(),
  mandatory: z.boolean(),
  /** Things that somebody must go on with; information alone counts nothing. */
  count: z.number(),
  lines: z.array(lineSchema),
  /** What this page showed: hand it back with `accept`. */
  seen: z.array(z.string()),
  /** What to say where there is no line. */
  empty: z.string(),
  note: noteSchema.nullable(),
  /** `open`: nobody has come yet. `changed`: accepted, and something came after it. */
  state: z.enum(itemStates),
  accepted: z.object({ name: z.string(), at: z.number() }).nullable(),
  talk: z.array(talkSchema),
})
export type HandoverItem = z.infer<typeof itemSchema>

const personSchema = z.object({ person: z.string(), name: z.string() })
const teamShown = z.object({
  shift: z.string().nullable(),
  word: z.string(),
  from: z.number().nullable(),
  to: z.number().nullable(),
  people: z.array(personSchema.extend({ post: z.string(), word: z.string() })),
})
export type HandoverTeam = z.infer<typeof teamShown>

const signatureSchema = z.object({
  role: z.enum(signerRoleKeys),
  word: z.string(),
  /** Who is to sign; null where nobody is named yet. */
  person: personSchema.nullable(),
  /** Must sign for the shift to be closed. */
  needed: z.boolean(),
  /** Words where it is not needed, or what it waits for. */
  why: z.string(),
  signedAt: z.number().nullable(),
  pinAllowed: z.boolean(),
})

const phase = z.enum(['on_duty', 'handing_over', 'signing'])

const sheetSchema = z.object({
  asOf: z.number(),
  /** Null: nothing is written for this handover yet. */
  id: z.string().nullable(),
  phase,
  out: teamShown,
  in: teamShown.nullable(),
  outgoing: personSchema.nullable(),
  incoming: personSchema.nullable(),
  startedAt: z.number().nullable(),
  arrivedAt: z.number().nullable(),
  lateByMin: z.number(),
  items: z.array(itemSchema),
  note: noteSchema.nullable(),
  leader: z.object({
    person: personSchema.nullable(),
    onSite: z.boolean(),
    /** Nobody has said yet whether the leader is on site. */
    said: z.boolean(),
  }),
  signatures: z.array(signatureSchema),
  /** Sentences: what still stands against closing; empty when it can be closed. */
  missing: z.array(z.string()),
  /** 本班: what the shift did, in numbers. */
  shift: z.array(z.object({ label: z.string(), value: z.string() })),
  /** Here the incoming chief may accept: signed in, or proved at this seat. */
  mayAccept: z.boolean(),
  /** The clock is behind the last step of this handover by so much. */
  clockBackMs: z.number(),
  conflict: z.boolean(),
})
export type HandoverSheet = z.infer<typeof sheetSchema>

/** What the frame and other modules need; null: nobody hands over now. */
const stateSchema = z.object({
  id: z.string(),
  phase: z.enum(['handing_over', 'signing']),
  shiftOut: z.string().nullable(),
  shiftIn: z.string().nullable(),
  outgoing: z.array(z.string()),
  incoming: z.array(z.string()),
  since: z.number(),
  arrivedAt: z.number(),
  /** Not accepted yet, those sent back and those changed since among them. */
  unaccepted: z.number(),
  returned: z.number(),
  unsigned: z.number(),
})
export type HandoverStateShown = z.infer<typeof stateSchema>

const candidateSchema = personSchema.extend({
  words: z.string(),
  pinAllowed: z.boolean(),
  /** On the roster for this. */
  onRoster: z.boolean(),
})

const doneSchema = z.object({ storedAt: z.number() })
const clockBack = {
  CLOCK_BACK: {
    message:
      '本机时钟比上一步早，可能被往回拨过，这一步没有记。请先校对时钟；确认现在的时间对的，写明原因后继续。已接收的各项都在。',
    data: z.object({ lastAt: z.number(), now: z.number() }),
  },
}

const notNow = {
  ...clockBack,
  NOT_NOW: { message: '现在不能这样办，请看最新状态。' },
}

const notIncoming = {
  NOT_INCOMING: {
    message: '只有接班人本人能接收、退回：请接班人登录，或在本席位用口令、PIN 确认。',
    data: z.object({ name: z.string() }),
  },
}

export const handoversContract = {
  now: procedure.output(sheetSchema),
  state: procedure.output(stateSchema.nullable()),
  /** Who may take over, hand over, and witness at this seat. */
  candidates: procedure.output(
    z.object({
      outgoing: z.array(candidateSchema),
      incoming: z.array(candidateSchema),
      leaders: z.array(candidateSchema),
    }),
  ),
  setNote: procedure
    .errors(notNow)
    .input(z.object({ item: z.enum([...itemKeys, 'all']), text: typedText(1000) }))
    .output(doneSchema),
  begin: procedure
    .errors({
      ...notNow,
      ...proofErrors,
      SAME_PERSON: {
        message: '交班人和接班人不能是同一人。没有人来接的，请叫带班领导和备班，接班人到了再交。',
      },
      NO_RIGHT: {
        message: '这个人没有写日志的权限，不能接班。请换一人，或请系统管理员给他岗位。',
        data: z.object({ name: z.string() }),
      },
      NEEDS_PROOF: { message: '请接班人输入本人的口令或 PIN。' },
    })
    .input(
      z.object({
        outgoing: idSchema,
        incoming: idSchema,
        /** Of the incoming, where another person is signed in here. */
        proof: z.object(proofShape).nullish(),
      }),
    )
    .output(doneSchema.extend({ id: z.string(), lateByMin: z.number() })),
  /** The incoming chief proves at this seat that it is them who accept here. */
  identify: procedure
    .errors({ ...notNow, ...proofErrors })
    .input(z.object(proofShape))
    .output(z.object({ name: z.string() })),
  accept: procedure
    .errors({
      ...notNow,
      ...notIncoming,
      CHANGED: { message: '这一项刚刚有变化，请看过新的内容再接收。' },
    })
    .input(
      z.object({
        item: z.enum(itemKeys),
        /** `seen` of the item as it was read: nobody accepts what they did not see. */
        seen: z.array(z.string().max(200)).max(2000),
        /** The note as it was read. */
        note: typedText(1000).default(''),
      }),
    )
    .output(doneSchema),
  returnItem: procedure
    .errors({ ...notNow, ...notIncoming })
    .input(z.object({ item: z.enum(itemKeys), question: neededText(300, '请写明要补充什么。') }))
    .output(doneSchema),
  answer: procedure
    .errors(notNow)
    .input(z.object({ item: z.enum(itemKeys), text: neededText(500, '请写补充的内容。') }))
    .output(doneSchema),
  /** The whole handover goes back: the outgoing shift stays on duty. */
  returnAll: procedure
    .errors(notNow)
    .input(z.object({ reason: neededText(300, '请写明原因。') }))
    .output(doneSchema),
  setLeader: procedure
    .errors(notNow)
    .input(z.object({ leader: idSchema.nullable(), onSite: z.boolean() }))
    .output(doneSchema),
  sign: procedure
    .errors({
      ...notNow,
      ...proofErrors,
      NOT_READY: {
        message: '还不能签名，请先办完各项。',
        data: z.object({ missing: z.array(z.string()) }),
      },
      NOT_THE_ONE: {
        message: '签名的人不对，请本人来签。',
        data: z.object({ name: z.string() }),
      },
      ALREADY_SIGNED: { message: '这一栏已经签过。' },
    })
    .input(z.object({ role: z.enum(signerRoleKeys), person: idSchema, ...proofShape }))
    .output(doneSchema.extend({ closed: z.boolean() })),
  /** A sheet that was begun to be signed is opened again; signatures on it end. */
  unseal: procedure
    .errors(notNow)
    .input(z.object({ reason: neededText(300, '请写明原因。') }))
    .output(doneSchema),
  noteClock: procedure
    .errors({ NOT_NOW: { message: '时钟没有往回，不用说明。' } })
    .input(z.object({ reason: neededText(200, '请写明怎样核对的时钟。') }))
    .output(doneSchema),

  loans: procedure.output(
    z.array(
      z.object({
        id: z.string(),
        what: z.string(),
        borrower: z.string(),
        since: z.number(),
        due: z.number().nullable(),
        overdue: z.boolean(),
        by: z.string(),
        at: z.number(),
      }),
    ),
  ),
  noteLoan: procedure
    .errors({
      IN_FUTURE: { message: '借出时间不能晚于现在，请改正。' },
      DUE_BEFORE: { message: '应还时间早于借出时间，请核对。' },
    })
    .input(
      z.object({
        what: neededText(80, '请写明借出什么、几件。'),
        borrower: neededText(60, '请写明借给谁。'),
        since: epochMsSchema,
        due: epochMsSchema.nullish(),
      }),
    )
    .output(doneSchema.extend({ id: z.string() })),
  returnLoan: procedure
    .errors({ NOT_NOW: { message: '这一件已经归还。' } })
    .input(z.object({ loan: idSchema, note: typedText(200).default('') }))
    .output(doneSchema),
  /** The newest count; without one, what is usually counted with nothing beside it. */
  inventory: procedure.output(
    z.object({
      entries: z.array(z.object({ name: z.string(), count: z.number(), note: z.string() })),
      by: z.string().nullable(),
      at: z.number().nullable(),
    }),
  ),
  count: procedure
    .errors({
      TWICE: {
        message: '同一样东西写了两行，请合成一行。',
        data: z.object({ name: z.string() }),
      },
    })
    .input(
      z.object({
        entries: z
          .array(
            z.object({
              name: neededText(30, '请填名称。'),
              count: z.number().int().min(0, '数量不能小于 0。').max(9999),
              note: typedText(60).default(''),
            }),
          )
          .min(1, '请至少清点一样。')
          .max(40),
      }),
    )
    .output(doneSchema),

  /** Closed ones, newest first. */
  history: procedure
    .input(z.object({ limit: z.number().int().min(1).max(200).default(30) }))
    .output(
      z.array(
        z.object({
          id: z.string(),
          closedAt: z.number(),
          outWord: z.string(),
          outgoing: z.string(),
          incoming: z.string(),
          leader: z.string(),
          returned: z.number(),
          lateByMin: z.number(),
          hash: z.string(),
        }),
      ),
    ),
  show: procedure.input(z.object({ handover: idSchema })).output(
    z.object({
      id: z.string(),
      sheet: frozenSheetSchema,
      hash: z.string(),
      head: z.object({ origin: z.string(), seq: z.number(), hash: z.string() }),
      closedAt: z.number(),
      signatures: z.array(
        z.object({ role: z.string(), word: z.string(), name: z.string(), at: z.number() }),
      ),
    }),
  ),
  /** Whether a frozen sheet still is what was signed, and the log still holds what it stands on. */
  verify: procedure.input(z.object({ handover: idSchema })).output(
    z.object({
      good: z.boolean(),
      findings: z.array(z.object({ good: z.boolean(), words: z.string() })),
    }),
  ),
}
