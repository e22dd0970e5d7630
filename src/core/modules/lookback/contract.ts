/** 回看: the picture as it was at a past moment, its log lines then, and the tracks in between. */
import { z } from 'zod'
import { epochMsSchema, idSchema, latLonSchema, procedure } from '../../contract-kit.ts'
import { alarmSchema } from '../alarms/contract.ts'
import { assignmentSchema } from '../dispatch/contract.ts'
import { drawingSchema } from '../drawings/contract.ts'
import { featureSchema } from '../features/contract.ts'
import { fenceSchema } from '../fences/contract.ts'
import { incidentCardSchema } from '../incidents/contract.ts'
import { entrySchema } from '../logbook/contract.ts'
import { positionSchema } from '../positions/contract.ts'
import { stationSchema } from '../stations/contract.ts'
import { unitSchema } from '../teams/contract.ts'

/** What facts said at a moment. Each list is what its live query answered then. */
export const pictureSchema = z.object({
  units: z.array(unitSchema),
  /** Without the time of the newest line: the log book is asked for its own past. */
  incidents: z.array(incidentCardSchema.omit({ lastEntryAt: true })),
  assignments: z.array(
    assignmentSchema.pick({
      id: true,
      orderNo: true,
      incident: true,
      unit: true,
      callSign: true,
      task: true,
      state: true,
      stateWord: true,
      stateSince: true,
      orderedAt: true,
      arrivedAt: true,
    }),
  ),
  drawings: z.array(drawingSchema),
  fences: z.array(fenceSchema.omit({ inside: true, trouble: true })),
  /** Open then, in the order of the strip. */
  alarms: z.array(
    alarmSchema.pick({
      id: true,
      kindWord: true,
      title: true,
      state: true,
      priority: true,
      raisedAt: true,
      incident: true,
    }),
  ),
  /** Places whose point was set by then. */
  places: z.array(z.object({ id: z.string(), name: z.string(), point: latLonSchema })),
})
export type Picture = z.infer<typeof pictureSchema>

const inFuture = { IN_FUTURE: { message: '还没有到这个时刻，请选过去的时间。' } }

/** `[at, arrivedAt, lat, lon, headingDeg, speedKmh]` of a fix; the last two may be null. */
const fixSchema = z.tuple([
  z.number(),
  z.number(),
  z.number(),
  z.number(),
  z.number().nullable(),
  z.number().nullable(),
])

/** Calls ended so long before are still told. */
export const callsSinceMs = 5 * 60_000

const trackSchema = z.object({
  key: z.string(),
  label: z.string(),
  /** Oldest first. */
  fixes: z.array(fixSchema),
  /** Fixes in that time; more than are here where they were thinned. */
  total: z.number(),
})
export type Track = z.infer<typeof trackSchema>

/** Fixes of one answer, over all its tracks. */
export const mostFixes = 30_000

export const lookbackContract = {
  /**
   * What this console showed then: facts it had recorded or received, positions that had arrived.
   * `have` is what the page holds already; a part that is the same is null.
   */
  picture: procedure
    .errors(inFuture)
    .input(
      z.object({
        at: epochMsSchema,
        have: z.object({ facts: z.string(), features: z.string() }).optional(),
      }),
    )
    .output(
      z.object({
        at: z.number(),
        facts: z.object({ revision: z.string(), picture: pictureSchema.nullable() }),
        features: z.object({ revision: z.string(), list: z.array(featureSchema).nullable() }),
        positions: z.array(positionSchema),
        /** Positions before are not kept; null where none is. */
        positionsFrom: z.number().nullable(),
        stations: z.array(
          stationSchema
            .pick({ station: true, name: true, point: true, state: true, heardAt: true })
            .extend({
              latest: z.array(
                stationSchema.shape.latest.element.pick({ name: true, unit: true, value: true }),
              ),
            }),
        ),
        /** Readings before are not kept; null where none is. */
        stationsFrom: z.number().nullable(),
        /** Going on then or ended within `callsSinceMs` before, newest first. */
        calls: z.array(
          z.object({
            id: z.string(),
            at: z.number(),
            who: z.string(),
            text: z.string(),
            ongoing: z.boolean(),
          }),
        ),
      }),
    ),
  /** Lines of the log as they stood then, newest first: of an incident, or the duty log's last hours. */
  lines: procedure
    .errors(inFuture)
    .input(
      z.object({
        incident: idSchema.nullable(),
        at: epochMsSchema,
        limit: z.number().int().min(1).max(200).default(60),
      }),
    )
    .output(z.object({ entries: z.array(entrySchema) })),
  /** From the first report of an incident to its end or now, and what happened when, oldest first. */
  span: procedure.input(z.object({ incident: idSchema.nullable() })).output(
    z.object({
      from: z.number(),
      to: z.number(),
      moments: z.array(z.object({ at: z.number(), text: z.string() })),
    }),
  ),
  /** Usable fixes; `keys` absent: of everybody who has some. */
  tracks: procedure
    .errors({ BAD_PERIOD: { message: '开始时间须早于结束时间，最长 7 天。' } })
    .input(
      z.object({
        keys: z.array(z.string().min(1).max(160)).min(1).max(200).optional(),
        from: epochMsSchema,
        to: epochMsSchema,
      }),
    )
    .output(z.object({ tracks: z.array(trackSchema), positionsFrom: z.number().nullable() })),
}
