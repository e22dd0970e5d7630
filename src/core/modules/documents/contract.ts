/** Documents on paper and files of the log, as seats see them. */
import { z } from 'zod'
import { epochMsSchema, idSchema, procedure, typedText } from '../../contract-kit.ts'
import { entryChannelSchema, entryKindSchema } from '../logbook/contract.ts'

export const documentFormatSchema = z.enum(['pdf', 'docx'])
export const logFormatSchema = z.enum(['pdf', 'csv', 'jsonl'])
export type LogFormat = z.infer<typeof logFormatSchema>

/** More lines than this are no paper any more: about 400 pages. */
export const mostPrintedLines = 10_000
/** Lines of one paper form that are saved together. */
export const mostPaperRows = 60

const offerSchema = z.object({
  /** On this origin, for one download within five minutes. */
  path: z.string(),
  name: z.string(),
})

const printableSchema = z.object({
  kind: z.string(),
  /** Number in the list of documents of the county's emergency work. */
  number: z.number(),
  title: z.string(),
  formats: z.array(documentFormatSchema),
  subjects: z.array(z.object({ id: z.string(), title: z.string() })),
})
export type Printable = z.infer<typeof printableSchema>

/** All of the log, or what these narrow it to; a range is by time heard. */
export const logRangeSchema = z.object({
  incident: idSchema.nullish(),
  from: epochMsSchema.nullish(),
  to: epochMsSchema.nullish(),
  unit: idSchema.nullish(),
  channel: entryChannelSchema.nullish(),
  kind: entryKindSchema.nullish(),
  text: z.string().max(100).default(''),
  typedOnly: z.boolean().default(false),
  includeStruck: z.boolean().default(true),
})
export type LogRange = z.infer<typeof logRangeSchema>

/** One line of a paper form as it was written there. */
const paperRowSchema = z.object({
  heardAt: epochMsSchema,
  source: typedText(60),
  channel: entryChannelSchema.nullish(),
  text: typedText(2000),
})
export type PaperRow = z.infer<typeof paperRowSchema>

/** Why one row of a paper form cannot be saved; the others are not saved either. */
export const paperProblems = [
  'in-future',
  'before-last',
  'too-old',
  'no-text',
  'no-source',
] as const
export type PaperProblem = (typeof paperProblems)[number]

export const documentsContract = {
  /** What can be printed of an incident, or of the desk. */
  printable: procedure
    .input(z.object({ incident: idSchema.nullish() }))
    .output(z.array(printableSchema)),
  print: procedure
    .input(
      z.object({
        kind: z.string().min(1).max(60),
        subject: z.string().max(64).default(''),
        /** Whose log says that it was printed. */
        incident: idSchema.nullish(),
        format: documentFormatSchema,
        /** Kept with the record, so that the same bytes can be had again. */
        keep: z.boolean().default(false),
      }),
    )
    .output(offerSchema),
  /** Copies that were kept, newest first. */
  kept: procedure.input(z.object({ incident: idSchema.nullish() })).output(
    z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        name: z.string(),
        size: z.number(),
        at: z.number(),
        by: z.string(),
      }),
    ),
  ),
  openKept: procedure.input(z.object({ copy: idSchema })).output(offerSchema),
  /** How many lines a range holds, before it is exported. */
  logSize: procedure.input(logRangeSchema).output(z.object({ lines: z.number() })),
  exportLog: procedure
    .errors({
      NO_LINES: { message: '所选范围内没有记录，请改时间或筛选条件。' },
      TOO_MANY: {
        message: '行数太多，不能打印成 PDF：请缩小时间范围，或导出 CSV。',
        data: z.object({ lines: z.number(), most: z.number() }),
      },
      BAD_RANGE: { message: '结束时间早于开始时间，请改正。' },
    })
    .input(logRangeSchema.extend({ format: logFormatSchema }))
    .output(offerSchema.extend({ lines: z.number() })),
  /** Lines of a paper form, in the order of the paper; all of them or none. */
  enterPaper: procedure
    .errors({
      BAD_ROWS: {
        message: '有几行不能保存，请按提示改正。所有行都还在，没有保存任何一行。',
        data: z.object({
          rows: z.array(z.object({ row: z.number(), problem: z.enum(paperProblems) })),
        }),
      },
      ALREADY_ENTERED: {
        message: '这张纸质表已经补录过。确实是另一张，请改表号；要补漏行，请在表号后加“补”。',
        data: z.object({ by: z.string(), at: z.number(), lines: z.number() }),
      },
    })
    .input(
      z.object({
        /** Number of the paper form, as printed or written on it. */
        form: typedText(40).refine((text) => text.trim() !== '', { message: '请填纸质表号。' }),
        incident: idSchema.nullish(),
        rows: z.array(paperRowSchema).min(1, '请至少录入一行。').max(mostPaperRows),
      }),
    )
    .output(z.object({ numbers: z.array(z.string()), storedAt: z.number() })),
}
