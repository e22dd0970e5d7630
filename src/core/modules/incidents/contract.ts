/** Incidents as seats see them: open, list, show, set a field, take the next step. */
import { z } from 'zod'
import {
  authoritySchema,
  epochMsSchema,
  idSchema,
  latLonSchema,
  notEntitled,
  procedure,
  typedText,
} from '../../contract-kit.ts'
import { intakeProcedures } from './intake-contract.ts'
import { placeSchema } from './place-schema.ts'
import {
  casualtyFigures,
  incidentFields,
  incidentGrades,
  incidentStatuses,
  responseLevels,
  taskStatusKeys,
  warningColours,
} from './words.ts'
import type {
  CasualtyFigure,
  IncidentField,
  IncidentGrade,
  IncidentStatus,
  ResponseLevel,
  StepNeed,
  WarningColour,
} from './words.ts'

export { intakeLimits, type Duplicate } from './intake-contract.ts'
export { placeSchema, type IncidentPlace } from './place-schema.ts'
export {
  casualtyFigures,
  incidentFields,
  incidentGrades,
  incidentWord,
  responseLevels,
  usualSteps,
  warningColours,
} from './words.ts'
export type {
  CasualtyFigure,
  IncidentField,
  IncidentGrade,
  IncidentGroup,
  IncidentStatus,
  ResponseLevel,
  StepNeed,
  WarningColour,
} from './words.ts'

export const incidentStatusSchema = z.enum(
  incidentStatuses.map(([key]) => key) as [IncidentStatus, ...IncidentStatus[]],
)
export const incidentFieldSchema = z.enum(
  incidentFields.map(([key]) => key) as [IncidentField, ...IncidentField[]],
)
export const incidentGradeSchema = z.enum(
  incidentGrades.map(([key]) => key) as [IncidentGrade, ...IncidentGrade[]],
)

/** A time that may be an estimate (约). */
export const roughTimeSchema = z.object({ at: epochMsSchema, about: z.boolean() })

export const responseLevelSchema = z.enum(
  responseLevels.map(([key]) => key) as [ResponseLevel, ...ResponseLevel[]],
)
export const warningColourSchema = z.enum(
  warningColours.map(([key]) => key) as [WarningColour, ...WarningColour[]],
)
export const taskStatusSchema = z.enum(taskStatusKeys)

const opRefSchema = z.object({ origin: z.string(), seq: z.number().int() })

/** How often somebody may be counted in one incident of a county. */
const headCount = z
  .number()
  .int('人数要填整数。')
  .min(0, '人数不能小于 0。')
  .max(99_999, '人数太大，请核对。')

export const figuresSchema = z.object(
  Object.fromEntries(casualtyFigures.map(([key]) => [key, headCount])) as Record<
    CasualtyFigure,
    typeof headCount
  >,
)

const decisionSchema = z.object({ person: z.string(), name: z.string(), how: z.string() })

export const casualtySnapshotSchema = figuresSchema.extend({
  id: z.string(),
  /** When the figures were true. */
  at: z.number(),
  source: z.string(),
  verified: z.boolean(),
  reason: z.string(),
  late: z.boolean(),
  by: z.string(),
})
export type CasualtySnapshot = z.infer<typeof casualtySnapshotSchema>

export const incidentCardSchema = z.object({
  id: z.string(),
  /** `#12`; with the site's letter where it is not the centre: `#车3`. */
  number: z.string(),
  /** 县码-日期-序号 */
  incidentNo: z.string(),
  title: z.string(),
  /** Event code of the county profile; null is 待定. */
  category: z.string().nullable(),
  categoryName: z.string(),
  /** One character for the symbol. */
  sign: z.string(),
  grade: incidentGradeSchema,
  place: placeSchema,
  incidentStatus: incidentStatusSchema,
  statusSince: z.number(),
  group: z.enum(['waiting', 'active', 'closed']),
  receivedAt: z.number(),
  closedAt: z.number().nullable(),
  /** Newest line of its log, by time heard. */
  lastEntryAt: z.number().nullable(),
  /** How many of the report elements are still missing. */
  missingCount: z.number(),
  /** Teams whose state names this incident. */
  units: z.number(),
  /** Two consoles wrote the same field without seeing each other. */
  conflict: z.boolean(),
  /** Figures that stand; `null` while nobody told any. */
  casualties: casualtySnapshotSchema.nullable(),
  /** Teams were sent before anybody graded it: 待定级. */
  toGrade: z.boolean(),
  status: z.enum(['actual', 'exercise', 'test']),
})
export type IncidentCard = z.infer<typeof incidentCardSchema>

const fieldStateSchema = z.object({
  field: incidentFieldSchema,
  label: z.string(),
  /** A string, a `RoughTime`, or an `IncidentPlace`; null while nobody gave one. */
  value: z.union([z.string(), roughTimeSchema, placeSchema]).nullable(),
  /** As shown: category and grade in words, times in Beijing time. */
  shown: z.string(),
  /** Belongs to a report and is not there: 待核. */
  missing: z.boolean(),
  /** Hand it back with `setField`: what the officer saw. */
  seen: z.array(opRefSchema),
  /** Other values written at the same time elsewhere. */
  others: z.array(z.object({ shown: z.string(), by: z.string(), at: z.number() })),
})
export type FieldState = z.infer<typeof fieldStateSchema>

const moneySchema = z.object({
  told: z.number().min(0).max(100_000_000),
  unit: z.enum(['元', '万元', '亿元']),
})
const areaSchema = z.object({
  told: z.number().min(0).max(10_000_000),
  unit: z.enum(['亩', '公顷']),
})

const lossesSchema = z.object({
  id: z.string(),
  economic: moneySchema.extend({ wan: z.number() }).optional(),
  potential: moneySchema.extend({ wan: z.number() }).optional(),
  burnt: areaSchema.extend({ ha: z.number() }).optional(),
  toEvacuate: z.number().optional(),
  source: z.string(),
  at: z.number(),
  by: z.string(),
})

const gradeSchema = z.object({
  grade: incidentGradeSchema,
  basis: z.string(),
  /** Absent where an officer wrote the grade before grades were decided. */
  decision: decisionSchema.nullable(),
  by: z.string(),
  at: z.number(),
  change: z.enum(['initial', 'upgrade', 'downgrade', 'same']),
})
export type GradeEntry = z.infer<typeof gradeSchema>

const suggestionSchema = z.object({
  overall: incidentGradeSchema.nullable(),
  findings: z.array(
    z.object({
      metric: z.string(),
      label: z.string(),
      value: z.number(),
      unit: z.string(),
      grade: incidentGradeSchema,
      rule: z.string(),
      set: z.string(),
      source: z.string(),
      certainty: z.string(),
      note: z.string(),
    }),
  ),
  untold: z.array(z.string()),
  signals: z.array(z.object({ text: z.string(), source: z.string() })),
  lead: z.string(),
  note: z.string(),
})

const taskSchema = z.object({
  id: z.string(),
  incident: z.string(),
  text: z.string(),
  receiver: z.string(),
  unit: z.string().nullable(),
  due: z.number().nullable(),
  overdue: z.boolean(),
  issuedAt: z.number(),
  issuedBy: z.string(),
  taskStatus: taskStatusSchema,
  /** `taskStatus` in words. */
  word: z.string(),
  statusSince: z.number(),
  result: z.string(),
  next: z.array(z.object({ to: taskStatusSchema, action: z.string(), reason: z.boolean() })),
})
export type IncidentTask = z.infer<typeof taskSchema>

const relatedSchema = z.object({
  id: z.string(),
  number: z.string(),
  incidentNo: z.string(),
  title: z.string(),
  at: z.number(),
  by: z.string(),
})

const needSchema = z.enum([
  'grade',
  'transfer',
  'main',
  'units',
  'previous',
  'final-report',
  'review',
] as const satisfies readonly StepNeed[])

/** One condition that the step still waits for. */
const askSchema = z.object({
  need: needSchema,
  sentence: z.string(),
  /** Can be given up with a written reason. */
  waivable: z.boolean(),
})
export type StepAsk = z.infer<typeof askSchema>

const unitOutSchema = z.object({
  unit: z.string(),
  callSign: z.string(),
  name: z.string(),
  state: z.string(),
})
export type UnitOut = z.infer<typeof unitOutSchema>

export const incidentSchema = incidentCardSchema.extend({
  fields: z.array(fieldStateSchema),
  history: z.array(
    z.object({
      status: incidentStatusSchema,
      at: z.number(),
      by: z.string(),
      reason: z.string(),
      decision: decisionSchema.optional(),
      transfer: z
        .object({ receiver: z.string(), at: z.number(), acknowledgement: z.string() })
        .optional(),
      main: z.string().optional(),
      waived: z.array(z.object({ need: z.string(), reason: z.string() })).optional(),
    }),
  ),
  /** What may come next; the first is the usual way. */
  next: z.array(
    z.object({
      to: incidentStatusSchema,
      action: z.string(),
      actor: z.string(),
      reason: z.boolean(),
      /** A leader decides: by own session, or told to the officer. */
      decides: z.boolean(),
      asks: z.array(askSchema),
    }),
  ),
  /** Every other state with the sentence why it cannot be reached now (UI rule 20). */
  refused: z.array(z.object({ to: incidentStatusSchema, word: z.string(), why: z.string() })),
  /** Teams that a closing must say something about. */
  unitsOut: z.array(unitOutSchema),
  grades: z.array(gradeSchema),
  suggestion: suggestionSchema,
  responses: z.array(
    z.object({
      level: responseLevelSchema.nullable(),
      subject: z.string(),
      expectedUntil: z.number().nullable(),
      measures: z.string(),
      decision: decisionSchema,
      by: z.string(),
      at: z.number(),
    }),
  ),
  warnings: z.array(
    z.object({
      colour: warningColourSchema.nullable(),
      basis: z.string(),
      by: z.string(),
      at: z.number(),
    }),
  ),
  /** Oldest first; the last one stands. */
  snapshots: z.array(casualtySnapshotSchema),
  losses: z.array(lossesSchema),
  tasks: z.array(taskSchema),
  /** Read under this one. */
  merged: z.array(relatedSchema),
  /** The main incident, while this one is merged. */
  mergedInto: relatedSchema.nullable(),
})
export type Incident = z.infer<typeof incidentSchema>

const stored = z.object({ storedAt: z.number() })
const filled = (max: number, message: string) =>
  typedText(max).refine((text) => text.trim() !== '', { message })
const inFuture = { IN_FUTURE: { message: '时间不能晚于现在，请改正后保存。' } }

const categorySchema = z.object({
  code: z.string(),
  name: z.string(),
  /** Key of `event_class`. */
  class: z.string().nullable(),
  /** Pinyin initials, for typing. */
  initials: z.string(),
  first: z.boolean(),
})

export const incidentsContract = {
  ...intakeProcedures,
  /** Waiting and active ones, and what was closed in the last 24 hours. */
  list: procedure.input(z.object({}).default({})).output(
    z.object({
      incidents: z.array(incidentCardSchema),
      counts: z.object({ waiting: z.number(), active: z.number(), closed: z.number() }),
      asOf: z.number(),
    }),
  ),
  /** Every incident ever opened: by number, title, place; newest first. */
  find: procedure
    .input(z.object({ query: z.string().max(60) }))
    .output(z.array(incidentCardSchema)),
  show: procedure.input(z.object({ incident: idSchema })).output(incidentSchema),
  setField: procedure
    .errors({
      BAD_VALUE: { message: '这一项的内容不合格式，请改正后保存。' },
      UNKNOWN_CATEGORY: { message: '没有这个事件类别，请从列表里选，或选“待定”。' },
    })
    .input(
      z.object({
        incident: idSchema,
        field: incidentFieldSchema,
        value: z.union([typedText(2000), roughTimeSchema, placeSchema]).nullable(),
        seen: z.array(opRefSchema).max(50).optional(),
      }),
    )
    .output(z.object({ storedAt: z.number() })),
  /** One click on a map sets where it is; `null` takes the point back, the words stay. */
  setPoint: procedure
    .errors({ NO_POINT: { message: '这起事件还没有标定过位置，不用撤销。' } })
    .input(z.object({ incident: idSchema, point: latLonSchema.nullable() }))
    .output(z.object({ storedAt: z.number() })),
  /** The next step of the workflow. What a step asks for is in `Incident.next`. */
  setStatus: procedure
    .errors({
      NOT_ALLOWED: {
        message: '当前状态不能直接转到这一步。',
        data: z.object({ from: incidentStatusSchema, to: incidentStatusSchema }),
      },
      REASON_NEEDED: { message: '这一步要写明原因。' },
      /** `message` says each thing that is missing. */
      NOT_READY: {
        message: '这一步还有条件没有满足。',
        data: z.object({ asks: z.array(askSchema), units: z.array(unitOutSchema) }),
      },
      ...notEntitled,
      ...inFuture,
    })
    .input(
      z.object({
        incident: idSchema,
        to: incidentStatusSchema,
        reason: typedText(200).default(''),
        /** When it was so, where that is not now. */
        at: epochMsSchema.optional(),
        authority: authoritySchema.nullish(),
        transfer: z
          .object({
            receiver: filled(80, '请填接收单位和接收人。'),
            at: epochMsSchema.optional(),
            acknowledgement: filled(120, '请填对方如何确认，例如“已签收”“电话复述无误”。'),
          })
          .optional(),
        main: idSchema.optional(),
        units: z
          .array(
            z.object({
              unit: idSchema,
              fate: z.enum(['return', 'move', 'stay']),
              incident: idSchema.optional(),
            }),
          )
          .max(500)
          .default([]),
        waived: z
          .array(z.object({ need: needSchema, reason: filled(200, '请写明免去这一项的原因。') }))
          .max(5)
          .default([]),
      }),
    )
    .output(stored),
  /** A person's grade, first or changed; by a leader or told by one. */
  decideGrade: procedure
    .errors({ ...notEntitled, CLOSED: { message: '事件已经办结，不能再定级。需要时先重新打开。' } })
    .input(
      z.object({
        incident: idSchema,
        grade: incidentGradeSchema.exclude(['ungraded']),
        basis: filled(300, '请写明定级依据，例如“死亡 3 人，达到较大”。'),
        authority: authoritySchema.nullish(),
      }),
    )
    .output(stored),
  /** Level with the four elements the law asks for; `level: null` ends the response. */
  setResponse: procedure
    .errors({
      ...notEntitled,
      ELEMENTS_NEEDED: {
        message: '启动响应要写明响应事项、级别、预计期限和应急处置措施四项，请补齐后保存。',
      },
      NOT_RUNNING: { message: '现在没有启动响应，不用终止。' },
      PAST: { message: '预计期限已经过去，请改为将来的时间。' },
    })
    .input(
      z.object({
        incident: idSchema,
        level: responseLevelSchema.nullable(),
        subject: typedText(120).default(''),
        expectedUntil: epochMsSchema.nullable().default(null),
        measures: typedText(1000).default(''),
        authority: authoritySchema.nullish(),
      }),
    )
    .output(stored),
  /** The colour of a warning in force, as its issuer gave it. */
  setWarningColour: procedure
    .input(
      z.object({
        incident: idSchema,
        colour: warningColourSchema.nullable(),
        basis: filled(120, '请写明发布单位和时间，或解除的依据。'),
      }),
    )
    .output(stored),
  /** A whole snapshot; figures that are not known stay as they stand on the page. */
  reportCasualties: procedure
    .errors({
      ...inFuture,
      /** `message` names the figures. */
      FALLS: {
        message: '有数字比原来减少，请写明原因或去向。',
        data: z.object({
          falls: z.array(
            z.object({
              figure: z.string(),
              label: z.string(),
              before: z.number(),
              after: z.number(),
            }),
          ),
        }),
      },
    })
    .input(
      figuresSchema.partial().extend({
        incident: idSchema,
        source: filled(60, '请填伤亡数字的来源。'),
        verified: z.boolean().default(false),
        at: epochMsSchema.optional(),
        reason: typedText(200).default(''),
      }),
    )
    .output(stored.extend({ falls: z.boolean() })),
  /** Losses as they were told, each with its unit. */
  reportLosses: procedure
    .errors({ ...inFuture, NOTHING: { message: '至少填一项损失。' } })
    .input(
      z.object({
        incident: idSchema,
        economic: moneySchema.optional(),
        potential: moneySchema.optional(),
        burnt: areaSchema.optional(),
        toEvacuate: headCount.optional(),
        source: filled(60, '请填损失数字的来源。'),
        at: epochMsSchema.optional(),
      }),
    )
    .output(stored),
  /** Of every incident, for the list of open items. */
  overdueTasks: procedure.output(z.array(taskSchema)),
  issueTask: procedure
    .errors({
      ...inFuture,
      CLOSED: { message: '事件已经办结，不能再下达任务。需要时先重新打开。' },
      PAST: { message: '完成时限已经过去，请改为将来的时间。' },
    })
    .input(
      z.object({
        incident: idSchema,
        text: filled(300, '请填任务内容。'),
        receiver: filled(60, '请填接收单位。'),
        unit: idSchema.optional(),
        due: epochMsSchema.optional(),
        at: epochMsSchema.optional(),
      }),
    )
    .output(stored.extend({ id: z.string() })),
  setTaskStatus: procedure
    .errors({
      NOT_ALLOWED_TASK: { message: '任务现在不能转到这一步。' },
      REASON_NEEDED: { message: '这一步要写明原因。' },
      ...inFuture,
    })
    .input(
      z.object({
        task: idSchema,
        to: taskStatusSchema,
        result: typedText(300).default(''),
        at: epochMsSchema.optional(),
      }),
    )
    .output(stored),
  categories: procedure.input(z.object({}).default({})).output(z.array(categorySchema)),
  /** The incidents each alert box counts, from the state of what is open; `openActions` counts lines. */
  boxes: procedure.input(z.object({}).default({})).output(
    z.object({
      unverified: z.array(z.string()),
      unassigned: z.array(z.string()),
      /** Responding, and nothing in its log for an hour. */
      silent: z.array(z.string()),
      /** Response ended or aftermath. */
      readyToClose: z.array(z.string()),
      /** Known to the township only, or not at all. */
      noPlace: z.array(z.string()),
      /** Changed in two places at once. */
      conflict: z.array(z.string()),
      openActions: z.number(),
    }),
  ),
}

export type CommandInput<Name extends keyof typeof incidentsContract> = z.output<
  NonNullable<(typeof incidentsContract)[Name]['~orpc']['inputSchema']>
>
