/** Map files in and out: looked at on the county's outline first, then taken over; or written. */
import { z } from 'zod'
import { epochMsSchema, idSchema, procedure, typedText } from '../../contract-kit.ts'
import { geometrySchema } from '../../kernel/geometry.ts'
import { mapDatumSchema, mapFileFormats, mapFileKinds } from '../../map-files/model.ts'
import { meanings, type Meaning } from '../drawings/contract.ts'
import { layerColours } from '../features/contract.ts'

export { mapFileFormats, type MapDatum, type MapFileFormat } from '../../map-files/model.ts'
export { datumWord, formatNotes, mapFileWords } from './words.ts'

export const maxMapFileBytes = 64 * 1024 * 1024
export const maxPictureBytes = 40 * 1024 * 1024
/** More than these become no drawings: a file of thousands is a layer. */
export const mostDrawings = 500
export const mostTakenFeatures = 20_000
/** Rows of the preview's table; shapes are drawn as far as they fit. */
export const previewRows = 100

/** Answer of the `PUT`: what the preview is asked with. */
export const receivedSchema = z.object({ token: z.string() })
export type Received = z.infer<typeof receivedSchema>

const readingSchema = z.object({
  token: idSchema,
  /** A person's answers; absent: what the file says or what was found out. */
  datum: mapDatumSchema.optional(),
  encoding: z.enum(['utf-8', 'gb18030']).optional(),
  swapped: z.boolean().optional(),
  /** Attribute that holds the names; absent: found by its heading. */
  nameFrom: z.string().max(60).optional(),
  /** Parts that are left out. */
  without: z.array(z.string().max(500)).max(2000).default([]),
})
export type Reading = z.input<typeof readingSchema>

const countsSchema = z.object({ points: z.number(), lines: z.number(), areas: z.number() })

const previewSchema = z.object({
  kind: z.enum(mapFileKinds),
  datum: mapDatumSchema,
  datumSaid: mapDatumSchema.nullable(),
  projection: z.string().nullable(),
  projected: z.boolean(),
  swapped: z.boolean(),
  looksSwapped: z.boolean(),
  encoding: z.enum(['utf-8', 'gb18030']).nullable(),
  warnings: z.array(z.string()),
  counts: countsSchema,
  parts: z.array(z.object({ name: z.string(), counts: countsSchema })),
  columns: z.array(z.object({ name: z.string(), filled: z.number(), sample: z.string() })),
  /** How many have no name in the file; they are numbered. */
  unnamed: z.number(),
  /** How many lie nowhere near the county. */
  away: z.number(),
  bounds: z.object({ west: z.number(), south: z.number(), east: z.number(), north: z.number() }),
  /** The first ones, as they will be named. */
  rows: z.array(
    z.object({
      name: z.string(),
      shape: z.string(),
      /** Length or area in words; coordinates of a point. */
      size: z.string(),
      away: z.boolean(),
      properties: z.record(z.string(), z.string()),
    }),
  ),
  /** For the picture: thinned. */
  shapes: z.array(geometrySchema),
})
export type MapFilePreview = z.infer<typeof previewSchema>

const meaningSchema = z.enum(meanings.map(([key]) => key) as [Meaning, ...Meaning[]])
const layerName = typedText(60).refine((name) => name.trim() !== '', {
  message: '请填写图层名称。',
})

const targetSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('layer'), layer: idSchema }),
  z.object({ kind: z.literal('new-layer'), name: layerName, colour: z.enum(layerColours) }),
  z.object({
    kind: z.literal('drawings'),
    /** Null: the county's own. */
    incident: idSchema.nullable(),
    points: meaningSchema,
    lines: meaningSchema,
    areas: meaningSchema,
  }),
])
export type TakeTarget = z.infer<typeof targetSchema>

const planSchema = z.object({
  add: z.number(),
  update: z.number(),
  same: z.number(),
  problem: z.number(),
  /** The first problems and doubts, in words. */
  remarks: z.array(z.string()),
})

const readErrors = {
  EXPIRED: { message: '文件已过 10 分钟，请重新选择文件。所选的目标没有丢。' },
  /** The sentence is in `data`. */
  UNREADABLE: { message: '文件读不出来。', data: z.object({ sentence: z.string() }) },
  DATUM_NEEDED: {
    message: '请选择坐标系。',
    data: z.object({ sentence: z.string(), zone: z.number() }),
  },
}

const exportedSchema = z.discriminatedUnion('kind', [
  /** Absent incident: all; null: the county's own. */
  z.object({ kind: z.literal('drawings'), incident: idSchema.nullish() }),
  z.object({ kind: z.literal('layer'), layer: idSchema }),
  z.object({
    kind: z.literal('tracks'),
    units: z.array(idSchema).min(1).max(500),
    from: epochMsSchema,
    to: epochMsSchema,
  }),
  /** Where every unit is now. */
  z.object({ kind: z.literal('units') }),
  /** `drawing:<id>`, `feature:<id>`, `unit:<id>`. */
  z.object({ kind: z.literal('selection'), key: z.string().max(100) }),
])
export type ExportedPart = z.input<typeof exportedSchema>

export const mapFilesContract = {
  /** Where one file may be `PUT`; nothing of it is stored. The answer is a `receivedSchema`. */
  upload: procedure
    .input(z.object({ name: typedText(200) }))
    .output(z.object({ path: z.string(), limitBytes: z.number() })),
  /** Changes nothing. */
  preview: procedure.errors(readErrors).input(readingSchema).output(previewSchema),
  /** What taking it over would do. Changes nothing. */
  plan: procedure
    .errors(readErrors)
    .input(readingSchema.extend({ target: targetSchema }))
    .output(planSchema),
  /** All of it or nothing. */
  take: procedure
    .errors({
      ...readErrors,
      NOTHING: { message: '没有可以导入的内容：都已在图上，或都被去掉了。' },
      TOO_MANY: {
        message: '数量太多。',
        data: z.object({ most: z.number(), count: z.number() }),
      },
      NAME_TAKEN: { message: '已有同名图层，请换一个名称。' },
      NO_SUCH_INCIDENT: { message: '没有找到这个事件，请重新选择标绘归属。' },
      WRONG_SHAPE: { message: '所选的标绘不能用这种形状，请换一种标绘。' },
    })
    .input(readingSchema.extend({ target: targetSchema }))
    .output(planSchema.extend({ storedAt: z.number(), layer: z.string().nullable() })),
  /**
   * Where the picture of a printed map may be `PUT` as PNG. The answer is a `receivedSchema`; its
   * token is the subject of the document `map_print`.
   */
  picture: procedure
    .input(
      z.object({
        title: typedText(60).refine((title) => title.trim() !== '', { message: '请填写标题。' }),
        caption: typedText(300),
      }),
    )
    .output(z.object({ path: z.string() })),
  /** One file of what is asked for; a download of our own origin. */
  export: procedure
    .errors({
      NOTHING: { message: '所选的内容里没有可以导出的图形。' },
      TOO_MANY: { message: '一次最多导出 10 万个对象，请少选一些。' },
    })
    .input(
      z.object({
        format: z.enum(mapFileFormats),
        encoding: z.enum(['utf-8', 'gbk']).default('utf-8'),
        /** Of the file, without ending. */
        name: typedText(60).refine((name) => name.trim() !== '', { message: '请填写文件名。' }),
        what: z.array(exportedSchema).min(1, '请至少选一项要导出的内容。').max(60),
      }),
    )
    .output(z.object({ path: z.string(), name: z.string(), count: z.number() })),
}
