import { z } from 'zod'
import { meansKeys } from '../../gateway/means.ts'
import { factKind } from '../../oplog/registry.ts'
import { every, rollResultKeys, rollStateKeys } from './words.ts'

const at = z.number().int()

/** One line of a net or a sheet. */
export const stationSchema = z.object({
  /** The same in every roll call: the team's id, or `place:<code>`, or its own. */
  key: z.string(),
  unit: z.string().nullable(),
  place: z.string().nullable(),
  /** 单位 */
  name: z.string(),
  callSign: z.string(),
  /** Radio number, telephone, card; null where it is only called by voice. */
  number: z.string().nullable(),
  means: z.enum(meansKeys),
})
export type Station = z.infer<typeof stationSchema>

/** Entity: the net. What it is from now on; one of the profile may be replaced by its key. */
export const netSet = factKind(
  'roll-call.net-set',
  1,
  z.object({
    name: z.string(),
    /** Group number on the air; null where there is none. */
    group: z.string().nullable(),
    means: z.enum(meansKeys),
    stations: z.array(stationSchema),
    removed: z.boolean(),
    by: z.string(),
    at,
  }),
)

/** Entity: the schedule. */
export const scheduleSet = factKind(
  'roll-call.schedule-set',
  1,
  z.object({
    net: z.string(),
    label: z.string(),
    every: z.enum(every),
    weekday: z.number().int().nullable(),
    day: z.number().int().nullable(),
    times: z.array(z.string()),
    months: z.array(z.number().int()),
    enabled: z.boolean(),
    by: z.string(),
    at,
  }),
)

/** Entity: `slot:<schedule>:<time>`. A due roll call that was not held, and why. */
export const slotSkipped = factKind(
  'roll-call.slot-skipped',
  1,
  z.object({ schedule: z.string(), slotAt: at, reason: z.string(), by: z.string(), at }),
)

const openedV1 = z.object({
  title: z.string(),
  net: z.string().nullable(),
  stations: z.array(z.object({ unit: z.string(), callSign: z.string() })),
  at,
  by: z.string(),
  line: z.string(),
})

/** Entity: the roll call. */
export const rollOpened = factKind(
  'roll-call.opened',
  2,
  z.object({
    title: z.string(),
    /** The net's id; null for one that was called together for this time. */
    net: z.string().nullable(),
    group: z.string().nullable(),
    stations: z.array(stationSchema),
    schedule: z.string().nullable(),
    slotAt: at.nullable(),
    at,
    by: z.string(),
    /** The needs-action line that names who has not answered. */
    line: z.string().nullable(),
  }),
  {
    1: (older) => {
      const { title, net, stations, at: openedAt, by, line } = openedV1.parse(older)
      return {
        title,
        net: null,
        group: net,
        stations: stations.map(({ unit, callSign }) => ({
          key: unit,
          unit,
          place: null,
          name: callSign,
          callSign,
          number: null,
          means: 'radio370' as const,
        })),
        schedule: null,
        slotAt: null,
        at: openedAt,
        by,
        line,
      }
    },
  },
)

const answeredV1 = z.object({
  answers: z.array(
    z.object({
      said: z.string(),
      unit: z.string().nullable(),
      result: z.enum(['answered', 'poor', 'relayed', 'absent', 'excused']),
      note: z.string(),
    }),
  ),
  at,
  by: z.string(),
  line: z.string().nullable(),
})

const answerSchema = z.object({
  /** Key of the station; one that is not on the list is added under its own words. */
  station: z.string(),
  said: z.string(),
  unit: z.string().nullable(),
  result: z.enum(rollResultKeys),
  /** 清晰度 1–5. */
  signal: z.number().int().min(1).max(5).nullable(),
  who: z.string(),
  position: z.string(),
  power: z.string(),
  note: z.string(),
  round: z.number().int().min(1),
  /** A person heard it, it was typed in the command line, or the console asked the radio. */
  how: z.enum(['voice', 'typed', 'auto']),
  /** The contacts it proved (`reach.contact-noted`), to be struck if it was wrong. */
  proofs: z.array(z.string()),
})
export type RollAnswer = z.infer<typeof answerSchema>

/** Entity: the roll call. A later answer of the same station stands above the earlier one. */
export const rollAnswered = factKind(
  'roll-call.answered',
  2,
  z.object({
    answers: z.array(answerSchema),
    at,
    by: z.string(),
    /** The new needs-action line; null when everybody has answered. */
    line: z.string().nullable(),
  }),
  {
    1: (older) => {
      const { answers, ...rest } = answeredV1.parse(older)
      return {
        ...rest,
        answers: answers.map(({ said, unit, result, note }) => ({
          station: unit ?? said,
          said,
          unit,
          result,
          signal: null,
          who: '',
          position: '',
          power: '',
          note,
          round: 1,
          how: 'typed' as const,
          proofs: [],
        })),
      }
    },
  },
)

/** Entity: the roll call. A person let the console ask the stations over the gateway. */
export const rollAsked = factKind(
  'roll-call.asked',
  1,
  z.object({
    round: z.number().int().min(1),
    how: z.enum(['check', 'text']),
    text: z.string(),
    stations: z.array(z.string()),
    by: z.string(),
    at,
  }),
)

/** Entity: the roll call. */
export const rollStepped = factKind(
  'roll-call.stepped',
  1,
  z.object({
    from: z.enum(rollStateKeys),
    to: z.enum(rollStateKeys),
    reason: z.string(),
    /** To whom the summary was reported. */
    reportedTo: z.string(),
    by: z.string(),
    at,
  }),
)

/** Entity: the repair ticket. */
export const repairOpened = factKind(
  'repair.opened',
  1,
  z.object({
    station: stationSchema,
    fault: z.string(),
    /** Who sees to it; empty: not named yet. */
    who: z.string(),
    roll: z.string().nullable(),
    /** The needs-action line that stands until it is mended. */
    line: z.string(),
    by: z.string(),
    at,
  }),
)

export const repairNoted = factKind(
  'repair.noted',
  1,
  z.object({ note: z.string(), who: z.string(), by: z.string(), at }),
)

export const repairFixed = factKind(
  'repair.fixed',
  1,
  z.object({ note: z.string(), who: z.string(), by: z.string(), at }),
)

export type NetSet = z.infer<typeof netSet.body>
export type ScheduleSet = z.infer<typeof scheduleSet.body>
export type SlotSkipped = z.infer<typeof slotSkipped.body>
export type RollOpened = z.infer<typeof rollOpened.body>
export type RollAnswered = z.infer<typeof rollAnswered.body>
export type RollAsked = z.infer<typeof rollAsked.body>
export type RollStepped = z.infer<typeof rollStepped.body>
export type RepairOpened = z.infer<typeof repairOpened.body>
export type RepairNoted = z.infer<typeof repairNoted.body>

export const rollFacts = [rollOpened, rollAnswered, rollAsked, rollStepped]
export const netFacts = [netSet, scheduleSet, slotSkipped]
export const repairFacts = [repairOpened, repairNoted, repairFixed]
