/** What the site chooses for a Hytera gateway; every value has a default that fits the captures. */
import { z } from 'zod'
import { maxRadioId } from './address.ts'

const subnet = z.int().min(0).max(255)
const seconds = (low: number, high: number) => z.int().min(low).max(high)

const shared = {
  /** Radio id that our texts carry as source; by default the gateway's own (asked with 0452). */
  consoleRadioId: z.int().min(1).max(maxRadioId).optional(),
  /** First address byte of radios, as in their code plug. */
  subnet: subnet.default(10),
  /** First address byte of groups: 0 or 225. */
  groupSubnet: subnet.default(0),
  registrationValidityS: seconds(1, 65_534).default(3600),
  /** A radio is only off line when its refresh is this late. */
  registrationMarginS: seconds(0, 3600).default(60),
  /** By registration service (0002) or by radio check (0833). */
  checkBy: z.enum(['rrs', 'rcp']).default('rrs'),
  /** Periodic location by condition (D001) or triggered (C001). */
  locateBy: z.enum(['condition', 'triggered']).default('condition'),
  replyTimeoutS: seconds(1, 120).default(5),
  textTimeoutS: seconds(1, 600).default(30),
  locateTimeoutS: seconds(1, 600).default(60),
  /** UTF-16 units; no limit is published, and the packet itself ends at 1488 bytes. */
  maxTextLength: z.int().min(1).max(700).default(200),
}

const opcode = z
  .string()
  .regex(/^[0-9A-Fa-f]{4}$/, '操作码应为四位十六进制数字')
  .transform((digits) => Number.parseInt(digits, 16))

export const hrnpSettings = z.object({
  ...shared,
  /** Standard opcode → the vendor's, for each service; answers have opcodes of their own. */
  opcodes: z
    .partialRecord(
      z.enum(['RCP', 'LP', 'TMP', 'RRS', 'TP', 'DTP', 'DDS']),
      z.record(z.string().regex(/^[0-9A-Fa-f]{4}$/, '操作码应为四位十六进制数字'), opcode),
    )
    .default({}),
  hrnpVersion: z.int().min(0).max(4).default(4),
  consoleAddress: z.int().min(0x20).max(0x30).default(0x20),
  gatewayAddress: z.int().min(0).max(255).default(0x10),
  /** 2B on a mobile, 1E rear, 03 front. */
  pttKey: z.int().min(0).max(255).default(0x2b),
  /** After this silence zone and channel are read, only to see whether anyone answers. */
  probeS: seconds(1, 3600).default(5),
})

const hstrpServices = ['RRS', 'LP', 'TP', 'TMP', 'RCP'] as const

/** Ports 30001…30010 in their order: two slots for each service. */
const standardChannels = hstrpServices.flatMap((service) =>
  [1, 2].map((slot) => ({ service, slot })),
)

export const hstrpSettings = z.object({
  ...shared,
  pttKey: z.int().min(0).max(255).default(0x03),
  /** The slot our own messages and calls go out on. */
  slot: z.int().min(1).max(2).default(1),
  /** What each UDP channel of the link carries, in the link's order. */
  channels: z
    .array(z.object({ service: z.enum(hstrpServices), slot: z.int().min(1).max(2) }))
    .min(1)
    .max(32)
    .default(standardChannels),
})

export type HrnpSettings = z.infer<typeof hrnpSettings>
export type HstrpSettings = z.infer<typeof hstrpSettings>
/** What both have: all that the services need to know. */
export type ServiceSettings = Omit<HstrpSettings, 'slot' | 'channels'>
