/** Roll calls as seats see them: nets, times, the sheet, second round, repairs, trend. */
import { z } from 'zod'
import { epochMsSchema, idSchema, procedure, typedText } from '../../contract-kit.ts'
import { meansKeys } from '../../gateway/means.ts'
import { stationSchema } from './facts.ts'
import { every, rollResultKeys, rollStateKeys } from './words.ts'

export { resultWord, rollResults, type RollResult } from './words.ts'

/** A station as a person puts it into a net. */
const stationInput = z.object({
  key: z.string().min(1).max(64),
  unit: idSchema.nullable(),
  place: idSchema.nullable(),
  name: typedText(60),
  callSign: typedText(30).refine((text) => text.trim() !== '', { message: '请填写呼号。' }),
  number: z.string().max(24).nullable(),
  means: z.enum(meansKeys),
})

const result = z.enum(rollResultKeys)

const answerShown = z.object({
  result,
  word: z.string(),
  signal: z.number().nullable(),
  who: z.string(),
  position: z.string(),
  power: z.string(),
  note: z.string(),
  round: z.number(),
  how: z.enum(['voice', 'typed', 'auto']),
  at: z.number(),
  by: z.string(),
})

const lineSchema = stationSchema.extend({
  extra: z.boolean(),
  missing: z.boolean(),
  /** The one that stands; null: nobody has called it, or it was taken back. */
  answer: answerShown.nullable(),
  /** Earlier ones, struck through, oldest first. */
  earlier: z.array(answerShown),
  /** It is on the repair list. */
  repair: z.string().nullable(),
})
export type RollSheetLine = z.infer<typeof lineSchema>

const countsSchema = z.object({
  due: z.number(),
  answered: z.number(),
  poor: z.number(),
  relayed: z.number(),
  excused: z.number(),
  absent: z.number(),
  open: z.number(),
  late: z.number(),
})

export const rollSchema = z.object({
  id: z.string(),
  title: z.string(),
  net: z.string().nullable(),
  group: z.string().nullable(),
  /** 早点名 … where it was held by the schedule. */
  label: z.string().nullable(),
  startedAt: z.number(),
  by: z.string(),
  state: z.enum(rollStateKeys),
  word: z.string(),
  stateSince: z.number(),
  conflict: z.boolean(),
  counts: countsSchema,
  countWords: z.string(),
  rate: z.number().nullable(),
  status: z.enum(['actual', 'exercise', 'test']),
})
export type Roll = z.infer<typeof rollSchema>

export const sheetSchema = rollSchema.extend({
  lines: z.array(lineSchema),
  /** From when the second round is offered; null where it is over or nobody is missing. */
  retryAt: z.number().nullable(),
  /** The automatic round that runs now. */
  asking: z
    .object({
      how: z.enum(['check', 'text']),
      callSign: z.string().nullable(),
      left: z.number(),
    })
    .nullable(),
  steps: z.array(
    z.object({
      to: z.enum(rollStateKeys),
      action: z.string(),
      reason: z.string(),
      reportedTo: z.string(),
      by: z.string(),
      at: z.number(),
    }),
  ),
  /** What the console would put on the repair list. */
  faults: z.array(z.object({ station: z.string(), callSign: z.string(), fault: z.string() })),
})
export type RollSheet = z.infer<typeof sheetSchema>

const netSchema = z.object({
  id: z.string(),
  name: z.string(),
  group: z.string().nullable(),
  means: z.enum(meansKeys),
  stations: z.array(stationSchema),
  /** As the county profile has it. */
  first: z.boolean(),
})
export type RollNet = z.infer<typeof netSchema>

const scheduleFields = {
  net: idSchema,
  label: typedText(20).refine((text) => text.trim() !== '', { message: '请填写名称。' }),
  every: z.enum(every),
  weekday: z.number().int().min(1).max(7).nullable(),
  day: z.number().int().min(1).max(28).nullable(),
  times: z
    .array(z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, '时刻请写成 08:30。'))
    .min(1, '请至少写一个时刻。')
    .max(24),
  months: z.array(z.number().int().min(1).max(12)),
  enabled: z.boolean(),
}
const scheduleSchema = z.object({
  id: z.string(),
  ...scheduleFields,
  /** `每日 08:30` */
  words: z.string(),
  nextAt: z.number().nullable(),
})
export type RollSchedule = z.infer<typeof scheduleSchema>

const dueSchema = z.object({
  id: z.string(),
  label: z.string(),
  net: z.string(),
  netName: z.string(),
  stations: z.number(),
  slotAt: z.number(),
  amberAt: z.number(),
  amber: z.boolean(),
})
export type DueRollCall = z.infer<typeof dueSchema>

const repairSchema = z.object({
  id: z.string(),
  station: stationSchema,
  fault: z.string(),
  who: z.string(),
  openedBy: z.string(),
  openedAt: z.number(),
  notes: z.array(z.object({ note: z.string(), who: z.string(), by: z.string(), at: z.number() })),
  fixedAt: z.number().nullable(),
  fixedBy: z.string().nullable(),
  fixedNote: z.string().nullable(),
})
export type RepairTicket = z.infer<typeof repairSchema>

const trendSchema = z.object({
  key: z.string(),
  last: z.array(
    z.object({ roll: z.string(), at: z.number(), result, signal: z.number().nullable() }),
  ),
  rate: z.number().nullable(),
  signal: z.number().nullable(),
  missedInRow: z.number(),
})
export type StationTrendShown = z.infer<typeof trendSchema>

const stored = z.object({ storedAt: z.number() })
const sentence = z.object({ sentence: z.string() })
const reason = typedText(200)
const needed = (what: string) =>
  typedText(200).refine((text) => text.trim() !== '', { message: `请写明${what}。` })

const over = { SUMMARIZED: { message: '这次点名已经汇总，不能再改；请另开一次点名。' } }
const steps = {
  NOT_ALLOWED: { message: '现在不能这样做。', data: sentence },
  REASON_NEEDED: { message: '请写明原因。', data: sentence },
}

export const rollcallContract = {
  nets: procedure.output(z.array(netSchema)),
  setNet: procedure
    .errors({
      NAME_TAKEN: { message: '已有这个名字的网，请换一个。' },
      DOUBLE_STATION: { message: '同一个台写了两次，请去掉一个。' },
    })
    .input(
      z.object({
        /** Absent: a new one. */
        net: idSchema.nullish(),
        name: typedText(30).refine((name) => name.trim() !== '', { message: '请填写网名。' }),
        group: z.string().max(24).nullable(),
        means: z.enum(meansKeys),
        stations: z.array(stationInput).max(500),
      }),
    )
    .output(z.object({ id: z.string(), storedAt: z.number() })),
  removeNet: procedure.input(z.object({ net: idSchema })).output(stored),
  /** Who may be put into a net: teams, and places with contact points. */
  candidates: procedure.output(z.array(stationSchema)),
  schedules: procedure.output(z.array(scheduleSchema)),
  setSchedule: procedure
    .errors({
      INCOMPLETE: { message: '每周的要选星期几，每月的要选几号。' },
    })
    .input(z.object({ schedule: idSchema.nullish(), ...scheduleFields }))
    .output(z.object({ id: z.string(), storedAt: z.number() })),
  /** Due and not begun, the longest first. */
  due: procedure.output(z.array(dueSchema)),
  skip: procedure
    .input(z.object({ slot: idSchema, reason: needed('本次不点的原因') }))
    .output(stored),
  open: procedure
    .errors({
      NO_STATIONS: { message: '这个网还没有台站，请先在“网与时间”里添加。' },
      GOES_ON: { message: '还有一次点名没有汇总，请先汇总那一次。' },
    })
    .input(z.object({ net: idSchema }))
    .output(z.object({ id: z.string(), storedAt: z.number() })),
  answer: procedure
    .errors({ ...over, UNKNOWN_STATION: { message: '点名表里没有这个台。' } })
    .input(
      z.object({
        roll: idSchema,
        answers: z
          .array(
            z.object({
              station: z.string().min(1).max(64),
              result,
              signal: z.number().int().min(1).max(5).nullable().default(null),
              who: typedText(20).default(''),
              position: typedText(60).default(''),
              power: typedText(20).default(''),
              note: typedText(100).default(''),
            }),
          )
          .min(1)
          .max(100),
      }),
    )
    .output(stored),
  /** The console asks everybody who has not answered, one after the other. */
  ask: procedure
    .errors({
      ...over,
      NOBODY: { message: '没有要问的台：都应答了，或没有登记号码。' },
      BUSY: { message: '正在自动点名，请等它完成或先停止。' },
      NO_GATEWAY: { message: '没有能用的电台网关，请用话音点名。' },
      CHOOSE_GATEWAY: { message: '有几个网关都能用，请选一个。' },
    })
    .input(
      z
        .object({
          roll: idSchema,
          how: z.enum(['check', 'text']),
          text: typedText(60).default(''),
          gateway: idSchema.nullish(),
        })
        .refine(({ how, text }) => how === 'check' || text.trim() !== '', {
          message: '请填写要发的文字。',
        }),
    )
    .output(z.object({ asked: z.number(), storedAt: z.number() })),
  stopAsking: procedure
    .input(z.object({ roll: idSchema }))
    .output(z.object({ stopped: z.boolean() })),
  secondRound: procedure
    .errors(steps)
    .input(z.object({ roll: idSchema, reason: reason.default('') }))
    .output(stored),
  summarize: procedure
    .errors(steps)
    .input(
      z.object({
        roll: idSchema,
        reason: reason.default(''),
        reportedTo: typedText(40).default(''),
        faults: z
          .array(
            z.object({
              station: z.string().min(1).max(64),
              fault: needed('故障'),
              who: typedText(20).default(''),
            }),
          )
          .max(500)
          .default([]),
      }),
    )
    .output(stored),
  /** The one that goes on; null where none does. */
  current: procedure.output(z.object({ sheet: sheetSchema.nullable() })),
  show: procedure.input(z.object({ roll: idSchema })).output(sheetSchema),
  /** Newest first. */
  list: procedure
    .input(
      z.object({
        before: epochMsSchema.nullish(),
        limit: z.number().int().min(1).max(200).default(40),
      }),
    )
    .output(z.array(rollSchema)),
  trend: procedure
    .input(z.object({ net: idSchema, count: z.number().int().min(1).max(30).default(10) }))
    .output(z.array(trendSchema.extend({ callSign: z.string(), name: z.string() }))),
  repairs: procedure.output(
    z.object({ open: z.array(repairSchema), fixed: z.array(repairSchema) }),
  ),
  openRepair: procedure
    .input(
      z.object({
        net: idSchema,
        station: z.string().min(1).max(64),
        fault: needed('故障'),
        who: typedText(20).default(''),
      }),
    )
    .output(stored),
  noteRepair: procedure
    .errors({ ALREADY_FIXED: { message: '这条报修已经登记修复。' } })
    .input(
      z.object({
        repair: idSchema,
        note: needed('进展或修复情况'),
        who: typedText(20).default(''),
        fixed: z.boolean(),
      }),
    )
    .output(stored),
}
