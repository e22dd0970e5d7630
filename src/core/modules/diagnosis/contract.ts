/** Finding out what is wrong with a gateway, or what is on a port: suggestions only, a person decides. */
import { z } from 'zod'
import { idSchema, procedure, typedText } from '../../contract-kit.ts'

const symptomSchema = z.object({
  code: z.string(),
  severity: z.enum(['fault', 'warning', 'fine']),
  title: z.string(),
  because: z.string(),
  todo: z.array(z.string()),
})
export type SymptomShown = z.infer<typeof symptomSchema>

const portSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('serial'),
    path: z.string().trim().min(1, '请选一个串口。').max(260),
    identity: z.string().min(1).max(260).optional(),
  }),
  z.object({
    kind: z.literal('tcp'),
    host: z.string().trim().min(1, '请填写对端地址。').max(253),
    port: z.int().min(1).max(65_535),
  }),
])
export type PortToDetect = z.infer<typeof portSchema>

const findingSchema = z.object({
  driver: z.string(),
  title: z.string(),
  baud: z.number().nullable(),
  certainty: z.enum(['certain', 'likely', 'possible']),
  /** How sure, and why, in one sentence. */
  words: z.string(),
})

const detectionSchema = z.object({
  running: z.boolean(),
  port: portSchema.nullable(),
  /** What is being done now, or what was found, in one sentence; empty before the first time. */
  words: z.string(),
  /** What to look at where nothing was found. */
  todo: z.array(z.string()),
  findings: z.array(findingSchema),
  /** `9600 波特：听到 120 字节` and the first of them. */
  heard: z.array(z.object({ words: z.string(), hex: z.string() })),
})
export type Detection = z.infer<typeof detectionSchema>

const frameSchema = z.object({
  seq: z.number(),
  at: z.number(),
  direction: z.enum(['in', 'out']),
  outcome: z.enum(['ok', 'damaged', 'noise', 'unknown']),
  channel: z.number(),
  kind: z.string(),
  hex: z.string(),
  decoded: z.record(z.string(), z.unknown()).nullable(),
})

const bookmarkSchema = z.object({
  id: z.string(),
  gateway: z.string(),
  gatewayName: z.string(),
  note: z.string(),
  by: z.string(),
  notedAt: z.number(),
  frames: z.array(frameSchema),
})
export type FrameBookmark = z.infer<typeof bookmarkSchema>

const replaySchema = z.object({
  frames: z.array(frameSchema),
  events: z.array(z.object({ at: z.number(), word: z.string(), text: z.string() })),
  /** One Chinese sentence: how many, what went wrong. */
  words: z.string(),
})
export type ReplayShown = z.infer<typeof replaySchema>

const fileSchema = z.object({ fileName: z.string(), text: z.string() })

export const diagnosisContract = {
  /** Worst first. */
  examine: procedure.input(z.object({ id: idSchema })).output(z.array(symptomSchema)),
  /** The last detection, running or done; the topic `diagnosis` changes with every step. */
  detection: procedure.output(detectionSchema),
  startDetection: procedure
    .errors({
      RUNNING: { message: '正在识别另一个端口，请等它结束或先停下。' },
      PRACTICE_ONLY_SIMULATED: { message: '这是练习台，不能打开真实端口。' },
    })
    .input(portSchema)
    .output(z.object({ started: z.boolean() })),
  stopDetection: procedure.output(z.object({ stopped: z.boolean() })),
  /** Plays an export into a driver; nothing of it reaches the log or a line. */
  replay: procedure
    .errors({
      NOT_AN_EXPORT: {
        message: '这不是原始数据导出文件。',
        data: z.object({ line: z.number(), text: z.string() }),
      },
      TOO_LONG: { message: '文件太长，请分段回放。', data: z.object({ limit: z.number() }) },
      EMPTY: { message: '文件里没有数据。' },
      BAD_SETTINGS: {
        message: '驱动或驱动参数有误，请按提示改正。',
        data: z.object({ detail: z.string() }),
      },
    })
    .input(
      z.object({
        driver: idSchema,
        driverSettings: z.record(z.string(), z.unknown()).default({}),
        text: z.string().max(16_000_000, '文件太长，请分段回放。'),
      }),
    )
    .output(replaySchema),
  /** Keeps frames that are still in the ring, though the ring rolls on. */
  keep: procedure
    .errors({ ROLLED_ON: { message: '选中的数据已经滚动出去了，没有保存。请暂停后再选。' } })
    .input(
      z.object({
        gateway: idSchema,
        seqs: z.array(z.int().min(1)).min(1).max(500),
        note: typedText(200),
      }),
    )
    .output(z.object({ id: z.string() })),
  /** Newest first. */
  kept: procedure.output(z.array(bookmarkSchema)),
  forget: procedure.input(z.object({ id: idSchema })).output(z.object({ id: z.string() })),
  /** Frames of the ring by their numbers, or what was kept, as a file. */
  exportSelection: procedure
    .input(
      z.union([
        z.object({ gateway: idSchema, seqs: z.array(z.int().min(1)).min(1).max(500) }),
        z.object({ kept: idSchema }),
      ]),
    )
    .output(fileSchema),
}
