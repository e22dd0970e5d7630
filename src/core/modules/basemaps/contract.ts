/**
 * Base maps of this console (local scope): packs from files, online layers, packs built here.
 * Tiles come from the path in `url` on the page's own origin; a tile that is not there is an empty
 * 204. The topic `basemaps` changes with every row, trouble and step of a job.
 */
import { z } from 'zod'
import { idSchema, procedure, typedText } from '../../contract-kit.ts'
import { mapDatumSchema } from '../../map-files/model.ts'
import { sourceRoles } from '../../map-packs.ts'
import { basemapDatums, tileFormats, vectorSchemas } from './words.ts'

export { sourceRoles } from '../../map-packs.ts'
export { sourceRoleWord } from './words.ts'
export type { BasemapDatum } from './words.ts'

/** A pack up to this size may be sent by the page; a larger one is named by its path. */
export const maxUploadBytes = 200 * 1024 * 1024

/** Degrees in the base map's own datum. */
const boundsSchema = z.object({
  west: z.number(),
  south: z.number(),
  east: z.number(),
  north: z.number(),
})

/** What the tiles are, as far as it was read from the tiles themselves. */
const tilesShape = {
  kind: z.enum(['raster', 'vector']),
  format: z.enum(tileFormats),
  /** Null for raster. */
  schema: z.enum(vectorSchemas).nullable(),
  /** Names of the layers inside vector tiles. */
  layers: z.array(z.string()),
  minZoom: z.number(),
  /** Last zoom that has tiles of its own; beyond it they are drawn larger. */
  maxZoom: z.number(),
  /** Pixels of a raster tile: 256 or 512; 512 for vector. */
  tileSize: z.number(),
  bounds: boundsSchema,
}

const progressSchema = z.object({ done: z.number(), total: z.number() })

const basemapSchema = z.object({
  id: z.string(),
  name: z.string(),
  from: z.enum(['file', 'online']),
  ...tilesShape,
  datum: z.enum(basemapDatums),
  /** 0 … 1 */
  opacity: z.number(),
  visible: z.boolean(),
  /** 0 lies lowest. */
  order: z.number(),
  attribution: z.string(),
  /** 审图号, empty where there is none. */
  approvalNumber: z.string(),
  /** Where it comes from, in the words of who brought it. */
  source: z.string(),
  /** What allows its use or keeping, in the words of who brought it. */
  permission: z.string(),
  /** The path of a file; the address of an online layer with its key left out. */
  place: z.string(),
  sizeBytes: z.number().nullable(),
  addedAt: z.number(),
  addedBy: z.string(),
  /** Why it cannot be drawn at the moment, in words; null: it can. */
  trouble: z.string().nullable(),
  /** Part of it cannot be drawn, in words; the rest is. */
  damage: z.string().nullable(),
  /** Bytes or tiles of the copy into the data folder, while it is made; it can be used meanwhile. */
  copying: progressSchema.nullable(),
  /** `/tiles/<id>/{z}/{x}/{y}?v=<n>`: XYZ rows, whatever the file has. */
  url: z.string(),
})
export type Basemap = z.infer<typeof basemapSchema>

const previewSchema = z.object({
  /** Good for 30 minutes. */
  token: z.string(),
  fileName: z.string(),
  container: z.enum(['mbtiles', 'pmtiles', 'folder']),
  ...tilesShape,
  /** How rows are counted in the file; ask where it is not sure. */
  rows: z.enum(['xyz', 'tms']),
  rowsSure: z.boolean(),
  /** Null where counting would take long. */
  tiles: z.number().nullable(),
  sizeBytes: z.number().nullable(),
  /** As the file says it, to begin the form with. */
  name: z.string(),
  attribution: z.string(),
  /** What a person should know before taking it over, in sentences. */
  warnings: z.array(z.string()),
  /** Whether its tiles touch the county. */
  touchesCounty: z.boolean(),
  /** A tile that is there (XYZ), to look at. */
  sample: z.object({ z: z.number(), x: z.number(), y: z.number() }).nullable(),
  /** Free bytes are enough for a copy into the data folder. */
  fitsDisk: z.boolean(),
  url: z.string(),
})
export type BasemapPreview = z.infer<typeof previewSchema>

const name = typedText(60).refine((text) => text.trim() !== '', { message: '请填写底图名称。' })
const source = typedText(200).refine((text) => text.trim() !== '', {
  message: '请填写底图来源，例如“县自然资源局 2025 年”。',
})
const pathSchema = typedText(1000).refine((path) => path.trim() !== '', {
  message: '请填写文件在控制台本机上的完整路径。',
})

const credits = {
  source,
  /** 审图号 */
  approvalNumber: typedText(60).default(''),
  attribution: typedText(200).default(''),
  permission: typedText(400).default(''),
}

/** The sentence says what is wrong with the file and what to do; nothing was changed. */
const badPack = {
  BAD_PACK: {
    message: '这个文件不能用作底图，没有导入。',
    data: z.object({ sentence: z.string() }),
  },
}
const expired = { EXPIRED: { message: '预览已过期，请重新选择文件。' } }

const onlineShape = {
  name,
  /** `https://…{z}…{x}…{y}…{key}`; also `{-y}` for rows counted from the south and `{s}`. */
  template: typedText(500),
  key: typedText(200).default(''),
  subdomains: typedText(60).default(''),
  datum: z.enum(basemapDatums),
  minZoom: z.number().int().min(0).max(22),
  maxZoom: z.number().int().min(0).max(22),
  tileSize: z.union([z.literal(256), z.literal(512)]).default(256),
  ...credits,
  /** Keeps fetched tiles on this machine; refused without `permission`. */
  keepTiles: z.boolean().default(false),
}
const onlineErrors = {
  BAD_ADDRESS: {
    message: '在线图层的地址有误，没有保存。',
    data: z.object({ sentence: z.string() }),
  },
}

const sourceFileSchema = z.object({
  /** Good for 30 minutes. */
  token: z.string(),
  fileName: z.string(),
  count: z.number(),
  points: z.number(),
  lines: z.number(),
  areas: z.number(),
  /** Attribute names, with an example of each. */
  fields: z.array(z.object({ name: z.string(), example: z.string() })),
  /** WGS-84 as far as the file can be believed; null where its datum has to be asked. */
  bounds: boundsSchema.nullable(),
  /** What the file says of its grid, in words; empty where it says nothing. */
  datumSaid: z.string(),
  suggested: z.object({
    role: z.enum(sourceRoles),
    nameField: z.string().nullable(),
    classField: z.string().nullable(),
    /** Null: the file does not say what its numbers mean, and it has to be asked. */
    datum: mapDatumSchema.nullable(),
  }),
  warnings: z.array(z.string()),
})
export type BasemapSource = z.infer<typeof sourceFileSchema>

const jobSchema = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  step: z.enum(['reading', 'cutting', 'writing']),
  done: z.number(),
  total: z.number(),
  /** How it ended, in words; empty while it runs. */
  sentence: z.string(),
  /** The base map that was made. */
  basemap: z.string().nullable(),
})
export type BasemapJob = z.infer<typeof jobSchema>

const sourceUpload = z.object({ fileName: typedText(200) })
const ticket = z.object({ path: z.string(), limitBytes: z.number() })
const done = z.object({ id: z.string() })

export const basemapsContract = {
  /** In their order, the lowest first; hidden and broken ones too. */
  list: procedure.output(z.array(basemapSchema)),
  /** Whether this console has a dialog of its own for files (the desktop shell). */
  means: procedure.output(z.object({ dialog: z.boolean() })),
  /** Opens the shell's dialog; null where the person left it. */
  choose: procedure
    .errors({ NO_DIALOG: { message: '浏览器席位请填写文件在控制台本机上的路径。' } })
    .input(z.object({ what: z.enum(['pack', 'folder', 'source']) }))
    .output(z.object({ path: z.string().nullable() })),
  /** Looks at a pack or a tile folder on the console machine; changes nothing. */
  look: procedure
    .errors(badPack)
    .input(z.object({ path: pathSchema }))
    .output(previewSchema),
  /** A path for one `PUT`; the answer is a preview, or a sentence with status 413, 415 or 507. */
  upload: procedure.input(sourceUpload).output(ticket),
  /** The same preview with its rows counted the other way. */
  lookAgain: procedure
    .errors({ ...badPack, ...expired })
    .input(z.object({ token: idSchema, rows: z.enum(['xyz', 'tms']) }))
    .output(previewSchema),
  /** Takes over what was looked at; it lies on top. */
  add: procedure
    .errors({
      ...badPack,
      ...expired,
      NO_ROOM: {
        message: '磁盘空间不够复制这个文件，没有导入。请清理磁盘，或改为“留在原处使用”。',
      },
    })
    .input(
      z.object({
        token: idSchema,
        name,
        datum: z.enum(basemapDatums),
        ...credits,
        /** `copy` brings it into the data folder; `in-place` reads it where it lies. */
        keep: z.enum(['copy', 'in-place']).default('copy'),
      }),
    )
    .output(done),
  /** Leaves out what is not given. */
  change: procedure
    .input(
      z.object({
        id: idSchema,
        name: name.optional(),
        opacity: z.number().min(0).max(1).optional(),
        visible: z.boolean().optional(),
        datum: z.enum(basemapDatums).optional(),
        source: source.optional(),
        approvalNumber: typedText(60).optional(),
        attribution: typedText(200).optional(),
      }),
    )
    .output(done),
  /** All ids, the lowest first. */
  reorder: procedure
    .errors({ CHANGED: { message: '底图列表刚有变化，顺序没有保存。请按现在的列表重排。' } })
    .input(z.object({ ids: z.array(idSchema).max(200) }))
    .output(z.object({ ids: z.array(z.string()) })),
  /** Deletes the copy in the data folder; a file that was used in place is left where it lies. */
  remove: procedure.input(z.object({ id: idSchema })).output(done),
  /** Fetches one tile over the county; changes nothing. */
  tryOnline: procedure
    .errors(onlineErrors)
    .input(z.object(onlineShape))
    .output(
      z.object({
        good: z.boolean(),
        /** What came, in words. */
        sentence: z.string(),
      }),
    ),
  addOnline: procedure
    .errors({
      ...onlineErrors,
      NO_PERMISSION: {
        message: '缓存在线瓦片须先写明许可（谁批准、文号或日期），没有保存。',
      },
    })
    .input(z.object(onlineShape))
    .output(done),
  /** Looks at a GeoJSON or Shapefile on the console machine, to build a pack from; changes nothing. */
  lookSource: procedure
    .errors(badPack)
    .input(z.object({ path: pathSchema }))
    .output(sourceFileSchema),
  /** A path for one `PUT`; the answer is a `BasemapSource`, or a sentence. */
  uploadSource: procedure.input(sourceUpload).output(ticket),
  /** Begins to build a vector pack; it is a base map when the job is done. One at a time. */
  build: procedure
    .errors({
      ...expired,
      BUSY: { message: '正在制作另一个底图，请等它完成或先取消。' },
    })
    .input(
      z.object({
        name,
        ...credits,
        minZoom: z.number().int().min(0).max(16),
        maxZoom: z.number().int().min(0).max(16),
        inputs: z
          .array(
            z.object({
              token: idSchema,
              role: z.enum(sourceRoles),
              nameField: typedText(80).nullable(),
              /** Whose values tell classes apart (`国道`, `primary`, …). */
              classField: typedText(80).nullable(),
              datum: mapDatumSchema,
            }),
          )
          .min(1)
          .max(20),
      }),
    )
    .output(z.object({ job: z.string() })),
  /** The job that runs or ended last, since this console started. */
  job: procedure.output(jobSchema.nullable()),
  cancelBuild: procedure.input(z.object({ job: idSchema })).output(z.object({ job: z.string() })),
}
