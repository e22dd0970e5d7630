import { z } from 'zod'
import type { LinkSettings } from './link.ts'
import { meansKeys } from './means.ts'

const port = z.int().min(1).max(65535)
const host = z.string().trim().min(1).max(253)

/** How to reach a gateway; the shapes are `LinkSettings`. */
export const linkSettings = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('serial'),
    path: z.string().trim().min(1).max(260),
    identity: z.string().min(1).max(260).optional(),
    baud: z.int().min(300).max(4_000_000),
  }),
  z.object({ kind: z.literal('tcp'), host, port }),
  z.object({
    kind: z.literal('udp'),
    host,
    bindAddress: z.string().min(1).max(64).optional(),
    // A remote port of 0 answers to the port the other end spoke from last.
    channels: z
      .array(z.object({ localPort: port, remotePort: z.int().min(0).max(65535) }))
      .min(1)
      .max(32),
  }),
  z.object({
    kind: z.literal('tcp-listen'),
    bindAddress: z.string().trim().min(1).max(64).optional(),
    port,
    maxPeers: z.int().min(1).max(5000),
  }),
  z.object({ kind: z.literal('memory'), name: z.string().min(1).max(64) }),
]) satisfies z.ZodType<LinkSettings>

/**
 * One gateway as this console has it configured (local scope). `driverSettings` is opaque here:
 * the driver's own schema parses it when the gateway is started.
 */
export const gatewaySettings = z.object({
  id: z.string().min(1).max(64),
  name: z.string().trim().min(1).max(40),
  driver: z.string().min(1).max(64),
  link: linkSettings,
  driverSettings: z.record(z.string(), z.unknown()).default({}),
  enabled: z.boolean(),
  purpose: z.enum(['radio', 'gps', 'phone', 'sensor', 'vehicle']),
  /** Where the same driver serves another means, as a modem in a satellite telephone. */
  means: z.enum(meansKeys).optional(),
})

export type GatewaySettings = z.infer<typeof gatewaySettings>
