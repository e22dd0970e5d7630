/** Voice of the gateways: which line is recorded from which sound input, and what was recorded. */
import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { epochMsSchema, idSchema, procedure, typedText } from '../../contract-kit.ts'
import { gapCauseKeys, inputStateKeys } from './words.ts'

export { gapCauseWord, recordingPurpose } from './words.ts'

const gapSchema = z.object({
  from: z.number(),
  /** Absent where nobody can say how long the call went on. */
  to: z.number().optional(),
  cause: z.enum(gapCauseKeys),
})
export type Gap = z.infer<typeof gapSchema>

const end = z.object({ number: z.string(), callSign: z.string(), unknown: z.boolean() })

export const recordingSchema = z.object({
  id: z.string(),
  cursor: z.string(),
  call: z.string(),
  entry: z.string().nullable(),
  gateway: z.string(),
  gatewayName: z.string(),
  site: z.string(),
  direction: z.enum(['in', 'out']),
  typeWord: z.string(),
  /** The radio it is about; null where the net did not say. */
  radio: end.nullable(),
  target: end.extend({ group: z.boolean() }),
  /** Everybody heard, by call sign. */
  heard: z.array(z.string()),
  callAt: z.number(),
  at: z.number(),
  /** Null while it goes on. */
  durationMs: z.number().nullable(),
  gaps: z.array(gapSchema),
  state: z.enum(['recording', 'ready', 'missed', 'removed', 'elsewhere', 'unfinished']),
  /** Why it cannot be played, in words; empty where it can. */
  stateWord: z.string(),
  kept: z.object({ by: z.string(), reason: z.string() }).nullable(),
  /** When the rule deletes the sound; null where it does not. */
  removeAt: z.number().nullable(),
  incident: z.string().nullable(),
  status: z.enum(['actual', 'exercise', 'test']),
})
export type Recording = z.infer<typeof recordingSchema>

const useSchema = z.object({
  what: z.enum(['listened', 'exported', 'kept', 'released']),
  byName: z.string(),
  at: z.number(),
  note: z.string(),
})
export type RecordingUse = z.infer<typeof useSchema>

/** Local to this console. */
export const inputSettingsSchema = z.object({
  gateway: idSchema,
  enabled: z.boolean().default(true),
  /** As the recorder page's browser names it; the label finds it again after the name changed. */
  device: z.object({ id: z.string().max(200), label: z.string().max(200) }),
  /** Two gateways may share one stereo input. */
  channel: z.enum(['mix', 'left', 'right']).default('mix'),
  gainDb: z.number().min(-20).max(30).default(0),
  /** What was heard just before the call was told, so that the first syllable is there. */
  preRollMs: z.number().int().min(0).max(500).default(300),
})
export type InputSettings = z.infer<typeof inputSettingsSchema>

const inputShown = z.object({
  gateway: z.string(),
  gatewayName: z.string(),
  settings: inputSettingsSchema.nullable(),
  state: z.enum(inputStateKeys),
  stateWord: z.string(),
  /** What to do about it; empty where nothing is wrong. */
  advice: z.string(),
  trouble: z.boolean(),
})
export type RecordingInput = z.infer<typeof inputShown>

const levelSchema = z.object({
  gateway: z.string(),
  /** Decibels below full scale, at most 0. */
  peakDb: z.number(),
  rmsDb: z.number(),
})
export type Level = z.infer<typeof levelSchema>

/** What the console tells its recorder page. */
const orderSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('inputs'), inputs: z.array(inputSettingsSchema) }),
  z.object({
    kind: z.literal('start'),
    recording: z.string(),
    part: z.number(),
    gateway: z.string(),
  }),
  z.object({ kind: z.literal('stop'), recording: z.string() }),
  z.object({ kind: z.literal('test'), test: z.string(), gateway: z.string(), ms: z.number() }),
  z.object({ kind: z.literal('meter'), on: z.boolean() }),
  /** Another recorder page took over: this one closes its inputs. */
  z.object({ kind: z.literal('replaced') }),
])
export type RecorderOrder = z.infer<typeof orderSchema>

const base64url = (mostBytes: number) =>
  z
    .string()
    .max(Math.ceil((mostBytes * 4) / 3))
    .regex(/^[\w-]*$/)
const page = { page: idSchema }

export const recordingsContract = {
  /** Newest first; every filter narrows. */
  search: procedure
    .input(
      z.object({
        /** Number of a radio that called, spoke or was called. */
        radio: z.string().max(24).nullish(),
        group: z.string().max(24).nullish(),
        gateway: idSchema.nullish(),
        from: epochMsSchema.nullish(),
        to: epochMsSchema.nullish(),
        /** Call sign, radio, group or name of the gateway. */
        text: typedText(40).default(''),
        before: z.string().max(80).nullish(),
        limit: z.number().int().min(1).max(100).default(50),
      }),
    )
    .output(z.object({ rows: z.array(recordingSchema), next: z.string().nullable() })),
  /** Those of these calls and log lines. */
  of: procedure
    .input(
      z.object({
        calls: z.array(idSchema).max(500).default([]),
        entries: z.array(idSchema).max(500).default([]),
      }),
    )
    .output(z.array(recordingSchema)),
  show: procedure.input(z.object({ recording: idSchema })).output(
    z.object({
      recording: recordingSchema,
      uses: z.array(useSchema),
      sha256: z.string().nullable(),
      bytes: z.number(),
      input: z.string(),
    }),
  ),
  /** A path that gives the sound once. That somebody listens is recorded before it is given. */
  play: procedure
    .errors({
      NO_SOUND: { message: '这段录音没有声音可放。', data: z.object({ why: z.string() }) },
      DAMAGED_SOUND: { message: '录音文件缺失或与登记的校验值不符，不能播放。请从副本盘恢复。' },
    })
    .input(z.object({ recording: idSchema }))
    .output(z.object({ path: z.string(), type: z.string() })),
  export: procedure
    .errors({
      NO_SOUND: { message: '这段录音没有声音可导出。', data: z.object({ why: z.string() }) },
      DAMAGED_SOUND: { message: '录音文件缺失或与登记的校验值不符，不能导出。请从副本盘恢复。' },
    })
    .input(
      z.object({
        recording: idSchema,
        purpose: typedText(100).refine((text) => text.trim() !== '', {
          message: '请写明导出用途。',
        }),
      }),
    )
    .output(z.object({ path: z.string(), fileName: z.string() })),
  /** 保留: the rule does not delete it; with `keep: false` it may again. */
  keep: procedure
    .input(
      z.object({
        recording: idSchema,
        keep: z.boolean(),
        reason: typedText(100).refine((text) => text.trim() !== '', { message: '请写明原因。' }),
      }),
    )
    .output(z.object({ storedAt: z.number() })),
  /** Every gateway, and whether its calls are recorded. */
  inputs: procedure.output(
    z.object({
      inputs: z.array(inputShown),
      recorder: z.object({
        attached: z.boolean(),
        since: z.number().nullable(),
        permission: z.enum(['granted', 'denied', 'prompt', 'unsupported']).nullable(),
        devices: z.array(z.object({ id: z.string(), label: z.string() })),
      }),
      /** Browser seats that may be the recorder; the desktop's own page is not in it. */
      seats: z.array(z.object({ id: z.string(), name: z.string(), own: z.boolean() })),
      days: z.number(),
    }),
  ),
  setInput: procedure.input(inputSettingsSchema).output(z.object({ gateway: z.string() })),
  removeInput: procedure
    .input(z.object({ gateway: idSchema }))
    .output(z.object({ gateway: z.string() })),
  /** The browser of this seat may open the recorder page. */
  allowSeat: procedure
    .input(z.object({ allow: z.boolean() }))
    .output(z.object({ allowed: z.boolean() })),
  /** Records a few seconds for the ear; nothing is kept. */
  test: procedure
    .errors({
      NOT_READY: { message: '现在不能试录。', data: z.object({ why: z.string() }) },
      NO_ANSWER: { message: '录音页没有应答，试录没有成功。请刷新录音页后重试。' },
    })
    .input(z.object({ gateway: idSchema }))
    .output(z.object({ path: z.string(), type: z.string() })),
  /** While somebody looks. */
  levels: procedure.output(eventIterator(z.array(levelSchema))),

  /** The recorder page: only the desktop's own and allowed browser seats. */
  attach: procedure
    .errors({
      NOT_RECORDER: {
        message: '这个浏览器没有被指定为录音席位。请在 设置 › 录音 里指定后再打开录音页。',
      },
    })
    .input(
      z.object({
        ...page,
        /** What it is still recording after a break of the line, with pieces not yet stored. */
        running: z.array(z.object({ recording: idSchema, part: z.number().int() })).max(50),
      }),
    )
    .output(eventIterator(z.array(orderSchema))),
  tell: procedure
    .input(
      z.object({
        ...page,
        permission: z.enum(['granted', 'denied', 'prompt', 'unsupported']),
        devices: z.array(z.object({ id: z.string().max(200), label: z.string().max(200) })).max(50),
        inputs: z
          .array(
            z.object({
              gateway: idSchema,
              state: z.enum(['opening', 'open', 'missing', 'failed']),
            }),
          )
          .max(50),
      }),
    )
    .output(z.object({ known: z.boolean() })),
  begun: procedure
    .input(
      z.object({
        ...page,
        recording: idSchema,
        part: z.number().int().min(0),
        /** How long ago the first sound was heard on the line. */
        agoMs: z.number().min(0).max(120_000),
      }),
    )
    .output(z.object({ known: z.boolean() })),
  /** Answered when it is durable. `last` ends the part. */
  piece: procedure
    .input(
      z.object({
        ...page,
        recording: idSchema,
        part: z.number().int().min(0),
        index: z.number().int().min(0),
        bytes: base64url(4 * 1024 * 1024),
        last: z.boolean(),
        cause: z.enum(['device-lost']).nullish(),
      }),
    )
    .output(z.object({ stored: z.boolean() })),
  tested: procedure
    .input(z.object({ ...page, test: idSchema, bytes: base64url(4 * 1024 * 1024) }))
    .output(z.object({ known: z.boolean() })),
  meter: procedure
    .input(z.object({ ...page, levels: z.array(levelSchema).max(50) }))
    .output(z.object({ known: z.boolean() })),
}
