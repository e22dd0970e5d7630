/** Gateways of this console: settings (local scope), health, frames. Nothing here is synchronised. */
import { z } from 'zod'
import { idSchema, procedure, typedText } from '../../contract-kit.ts'
import { meansKeys } from '../../gateway/means.ts'
import { linkSettings } from '../../gateway/settings.ts'

const linkKinds = ['serial', 'tcp', 'udp', 'tcp-listen', 'memory'] as const

const healthSchema = z.object({
  state: z.enum([
    'stopped',
    'opening',
    'connecting',
    'ready',
    'silent',
    'down',
    'refused',
    'needs-vendor-file',
  ]),
  /** The reason in the operator's words. */
  reason: z.string(),
  detail: z.string(),
  since: z.number(),
  retryAt: z.number().nullable(),
  lastFrameAt: z.number().nullable(),
  counts: z.object({
    in: z.number(),
    out: z.number(),
    damaged: z.number(),
    noise: z.number(),
    unknown: z.number(),
  }),
  driverFaults: z.number(),
})
export type GatewayHealthShown = z.infer<typeof healthSchema>

/** One frame of the ring; bytes as hex because that is what is read out to a vendor. */
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
export type GatewayFrame = z.infer<typeof frameSchema>

export const newGatewaySchema = z.object({
  name: typedText(40).refine((name) => name.trim() !== '', { message: '请填写网关名称。' }),
  driver: idSchema,
  link: linkSettings,
  driverSettings: z.record(z.string(), z.unknown()).default({}),
  enabled: z.boolean().default(true),
  purpose: z.enum(['radio', 'gps', 'phone', 'sensor', 'vehicle']).default('radio'),
  means: z.enum(meansKeys).optional(),
})
export type NewGateway = z.input<typeof newGatewaySchema>

const gatewaySchema = newGatewaySchema.extend({
  id: z.string(),
  driverTitle: z.string(),
  /** The means it offers: its own setting, else the driver's; null for receivers and sensors. */
  serves: z.enum(meansKeys).nullable(),
  health: healthSchema,
  /** Part of what came in the last ten minutes that was damaged or noise; null where too little came. */
  badShare: z.number().nullable(),
})
export type Gateway = z.infer<typeof gatewaySchema>

const badSettings = {
  PRACTICE_ONLY_SIMULATED: {
    message: '这是练习台，只能接模拟网关，不能接真实电台。请到实战控制台设置。',
  },
  BAD_SETTINGS: {
    message: '网关设置有误，请按提示改正后保存。',
    data: z.object({ detail: z.string() }),
  },
}

const countsSchema = z.object({
  at: z.number(),
  in: z.number(),
  out: z.number(),
  damaged: z.number(),
  noise: z.number(),
  unknown: z.number(),
})

const historySchema = z.object({
  /** Newest first, the last day. */
  hours: z.array(countsSchema),
  /** When it was away, newest first; `until` is null while it lasts. */
  gaps: z.array(z.object({ at: z.number(), until: z.number().nullable(), reason: z.string() })),
})

export const gatewaysContract = {
  drivers: procedure.output(
    z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        links: z.array(z.enum(linkKinds)),
        defaultBaud: z.number().nullable(),
        purpose: z.enum(['radio', 'gps', 'phone', 'sensor', 'vehicle']),
        means: z.enum(meansKeys).nullable(),
      }),
    ),
  ),
  /** Serial ports of the console machine; the topic `gateways` changes when one comes or goes. */
  ports: procedure.output(
    z.array(z.object({ path: z.string(), identity: z.string().nullable(), label: z.string() })),
  ),
  list: procedure.output(z.array(gatewaySchema)),
  add: procedure
    .errors(badSettings)
    .input(newGatewaySchema)
    .output(z.object({ id: z.string() })),
  update: procedure
    .errors(badSettings)
    .input(newGatewaySchema.extend({ id: idSchema }))
    .output(z.object({ id: z.string() })),
  remove: procedure.input(z.object({ id: idSchema })).output(z.object({ id: z.string() })),
  /** Opens with these settings for a few seconds, listens, and tells what it saw. */
  test: procedure
    .errors(badSettings)
    .input(newGatewaySchema.extend({ id: idSchema.optional() }))
    .output(z.object({ health: healthSchema, frames: z.array(frameSchema) })),
  /** How it did lately; lost when this console's live data are. */
  history: procedure.input(z.object({ id: idSchema })).output(historySchema),
  retry: procedure.input(z.object({ id: idSchema })).output(z.object({ id: z.string() })),
  frames: procedure
    .input(z.object({ id: idSchema, after: z.number().int().min(0).default(0) }))
    .output(z.array(frameSchema)),
  exportFrames: procedure
    .input(z.object({ id: idSchema }))
    .output(z.object({ fileName: z.string(), text: z.string() })),
}
