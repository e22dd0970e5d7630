/** Rosters as files: a spreadsheet in, a spreadsheet, a calendar or paper out. */
import { z } from 'zod'
import { idSchema, procedure } from '../../contract-kit.ts'
import { daySchema, monthSchema, noMonth, violationSchema } from './schemas.ts'
import { sheetFormKeys } from './words.ts'

/** 8 MB of file as base64url. */
const maxContentLength = Math.ceil((8 * 1024 * 1024 * 4) / 3)

const importRowSchema = z.object({
  /** Line of the sheet, counted from 1. */
  line: z.number(),
  /** `12月3日 夜班` */
  label: z.string(),
  action: z.enum(['change', 'same', 'problem']),
  words: z.array(z.string()),
  problems: z.array(z.string()),
})
export type RosterImportRow = z.infer<typeof importRowSchema>

const offered = z.object({ path: z.string(), name: z.string() })

export const filesContract = {
  /** Looks at an XLSX or CSV roster in the county's usual form; changes nothing. */
  importPreview: procedure
    .errors({
      NOT_A_TABLE: { message: '这个文件读不出表格。请用 XLSX 或 CSV 文件，第一张工作表放值班表。' },
      NO_HEADINGS: {
        message: '没有找到表头：表里要有「日期」一列和至少一个岗位（如带班领导、主班）。',
      },
      EMPTY: { message: '表头下面没有数据。' },
      TOO_MANY_ROWS: { message: '一次最多导入 2000 行，请分成几个文件。' },
    })
    .input(
      z.object({
        fileName: z.string().min(1).max(200),
        /** base64url */
        content: z.string().max(maxContentLength),
        /** For dates without a year, and where the sheet's title does not say it. */
        year: z.number().int().min(2000).max(2100),
      }),
    )
    .output(
      z.object({
        token: z.string(),
        rows: z.array(importRowSchema),
        counts: z.object({ change: z.number(), same: z.number(), problem: z.number() }),
        /** Of the whole sheet: months that are published already, headings nobody understood. */
        notes: z.array(z.string()),
        months: z.array(z.string()),
        violations: z.array(violationSchema),
      }),
    ),
  importCommit: procedure
    .errors({
      EXPIRED: { message: '预览已过期或排班已有变化，请重新预览。' },
      NOTHING: { message: '没有可导入的行。' },
    })
    .input(z.object({ token: z.string().max(64) }))
    .output(z.object({ months: z.array(z.string()), storedAt: z.number() })),
  exportSheet: procedure
    .errors(noMonth)
    .input(z.object({ form: z.enum(sheetFormKeys), from: daySchema, to: daySchema }))
    .output(offered),
  /** iCalendar of one person, or of the whole roster. */
  exportCalendar: procedure
    .errors({
      NOT_PUBLISHED: { message: '这段时间没有已经印发的班，请先印发值班表或改选日期。' },
    })
    .input(z.object({ person: idSchema.nullable(), from: daySchema, to: daySchema }))
    .output(offered),
  /** What `documents.print` takes as subject of `duty_roster`. */
  sheets: procedure.input(z.object({ month: monthSchema })).output(
    z.array(
      z.object({
        subject: z.string(),
        form: z.enum(sheetFormKeys),
        title: z.string(),
        from: z.string(),
        to: z.string(),
      }),
    ),
  ),
}
