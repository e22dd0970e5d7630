/** What the site chooses for MOTOTRBO radios behind a control station; every value has a default. */
import { z } from 'zod'

const seconds = (low: number, high: number) => z.int().min(low).max(high)
const network = z.int().min(1).max(255)
const service = z.enum(['ARS', 'LRRP', 'TMS'])

export const mototrboSettings = z.object({
  /** First byte of a radio's address: 12 in most code plugs. */
  radioNetwork: network.default(12),
  groupNetwork: network.default(225),
  /** What each UDP channel of the link carries, in the link's order. */
  channels: z.array(service).min(1).max(16).default(['ARS', 'LRRP', 'TMS']),
  /** Registrations are renewed after this many half hours. */
  refreshHalfHours: z.int().min(1).max(48).default(1),
  /** A radio is only off line when its refresh is this late. */
  registrationMarginS: seconds(0, 3600).default(120),
  /** A radio that is always on (the control station): asked to see whether the line works. */
  probeRadio: z.int().min(1).max(0xffffff).optional(),
  probeS: seconds(5, 600).default(10),
  checkTimeoutS: seconds(1, 120).default(10),
  textTimeoutS: seconds(1, 600).default(30),
  locateTimeoutS: seconds(1, 600).default(60),
  maxTextLength: z.int().min(1).max(140).default(140),
})

export type MototrboSettings = z.infer<typeof mototrboSettings>
export type Service = z.infer<typeof service>
