/** Emergencies of radios and teams that nobody has ended, with what a person needs to help. */
import { z } from 'zod'
import { procedure } from '../../contract-kit.ts'

const emergencySchema = z.object({
  /** The alarm that stands for it. */
  alarm: z.string(),
  title: z.string(),
  detail: z.string(),
  /** The radio that called; null where the team was set so by hand. */
  radio: z.string().nullable(),
  callSign: z.string(),
  unit: z.string().nullable(),
  incident: z.string().nullable(),
  firstAt: z.number(),
  raisedAt: z.number(),
  times: z.number(),
  acknowledgedBy: z.string().nullable(),
  handler: z.string().nullable(),
  /** The radio itself took it back: a person still has to speak with them. */
  takenBack: z.boolean(),
  position: z
    .object({
      lat: z.number(),
      lon: z.number(),
      at: z.number(),
      /** Township and village, as near as it is known; empty where it is not. */
      words: z.string(),
    })
    .nullable(),
  /** Who could help, nearest first; empty with `nearestNote` where that cannot be said. */
  nearest: z.array(
    z.object({
      unit: z.string(),
      callSign: z.string(),
      distanceM: z.number().nullable(),
      reasons: z.array(z.string()).readonly(),
    }),
  ),
  nearestNote: z.string(),
  gateway: z.string().nullable(),
  gatewayName: z.string(),
  /** The gateway can tell the radio that it was seen. */
  canAck: z.boolean(),
})
export type Emergency = z.infer<typeof emergencySchema>

export const emergenciesContract = {
  /** Those that stand, the newest first. */
  list: procedure.output(z.array(emergencySchema)),
}
