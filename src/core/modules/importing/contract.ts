/** Lists of teams, people and places from XLSX or CSV: looked at first, then taken over. */
import { z } from 'zod'
import { procedure } from '../../contract-kit.ts'
import { importKinds } from './columns.ts'

export { importKindWords } from './columns.ts'
export type { ImportKind } from './columns.ts'

/** 8 MB of file as base64url. */
const maxContentLength = Math.ceil((8 * 1024 * 1024 * 4) / 3)

const rowSchema = z.object({
  /** Line of the file, counted from 1. */
  line: z.number(),
  label: z.string(),
  action: z.enum(['add', 'update', 'same', 'problem']),
  changes: z.array(z.object({ word: z.string(), from: z.string(), to: z.string() })),
  /** Why this line cannot be taken, in words. */
  problem: z.string().nullable(),
  /** It is taken, and somebody should look at it. */
  warning: z.string().nullable(),
})
export type ImportRow = z.infer<typeof rowSchema>

const countsSchema = z.object({
  add: z.number(),
  update: z.number(),
  same: z.number(),
  problem: z.number(),
})

export const importingContract = {
  /** Changes nothing. The token is good for ten minutes and for these rows only. */
  preview: procedure
    .errors({
      NOT_A_TABLE: { message: '这个文件读不出表格。请用 XLSX 或 CSV 文件，第一张工作表放数据。' },
      NOT_CARDS: {
        message: '这个文件里没有读得出的名片。请用 3.0 或 4.0 版的名片文件，文字编码选 UTF-8。',
      },
      OF_A_DRILL: {
        message: '这份表是演练或测试时导出的，不能收进这里。请从同一种控制台导出后再导入。',
      },
      NO_HEADINGS: {
        message: '没有找到表头。请检查表头文字后重试。',
        data: z.object({ missing: z.array(z.string()) }),
      },
      EMPTY: { message: '表头下面没有数据。' },
      TOO_MANY_ROWS: { message: '一次最多导入 5000 行，请分成几个文件。' },
    })
    .input(
      z.object({
        kind: z.enum(importKinds),
        fileName: z.string().min(1).max(200),
        /** base64url */
        content: z.string().max(maxContentLength),
      }),
    )
    .output(
      z.object({
        token: z.string(),
        rows: z.array(rowSchema),
        counts: countsSchema,
        /** Headings nobody understood; their columns are left out. */
        unknown: z.array(z.string()),
      }),
    ),
  /** Takes over what the preview showed, in one append: all of it or nothing. */
  commit: procedure
    .errors({
      EXPIRED: { message: '预览已过期或资料已有变化，请重新预览。' },
      NOTHING: { message: '没有可导入的行。' },
    })
    .input(z.object({ token: z.string().max(64) }))
    .output(z.object({ counts: countsSchema, storedAt: z.number() })),
}
