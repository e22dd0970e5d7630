import { z } from 'zod'
import { factKind } from '../../oplog/registry.ts'
import { decisionSchema } from '../people/index.ts'
import { changeKindKeys, dayKindKeys, leaveKindKeys, swapKindKeys } from './words.ts'

/** UTC epoch milliseconds. */
const at = z.number().int()
/** Duty day, `2026-12-01`. */
const day = z.string()
const told = { by: z.string(), name: z.string(), at }

const needSchema = z.object({ post: z.string(), count: z.number().int() })

/** A shift as the month holds it; what the pattern says later does not change it. */
const shiftSchema = z.object({
  id: z.string(),
  day,
  pattern: z.string(),
  word: z.string(),
  from: at,
  to: at,
  night: z.boolean(),
  weekend: z.boolean(),
  holiday: z.string().nullable(),
  needs: z.array(needSchema).readonly(),
})
export type StoredShift = z.infer<typeof shiftSchema>

/** Who stands at one post of one shift, in order. */
const cellSchema = z.object({
  shift: z.string(),
  post: z.string(),
  people: z.array(z.string()).readonly(),
})
export type StoredCell = z.infer<typeof cellSchema>

/** A soft rule that somebody broke knowingly. */
const overrideSchema = z.object({
  /** Key of the violation. */
  key: z.string(),
  words: z.string(),
  name: z.string(),
  reason: z.string(),
  at,
})
export type StoredOverride = z.infer<typeof overrideSchema>

/** Entity: the month. `base` of each of its facts: the newest facts of the month its author saw. */
export const rosterLaid = factKind(
  'roster.laid',
  1,
  z.object({ shifts: z.array(shiftSchema), ...told }),
)

/** Entity: the month. From now on exactly these people stand at these posts. */
export const rosterFilled = factKind(
  'roster.filled',
  1,
  z.object({
    kind: z.enum(changeKindKeys),
    cells: z.array(cellSchema).readonly(),
    reason: z.string(),
    /** Whose word it was, once the month was published; null in a draft. */
    decision: decisionSchema.nullable(),
    overrides: z.array(overrideSchema),
    /** The swap it came from. */
    swap: z.string().nullable(),
    ...told,
  }),
)

/** Entity: the month. Other hours or needs of one shift, a new one, or one less. */
export const rosterShiftSet = factKind(
  'roster.shift-set',
  1,
  z.object({
    shift: shiftSchema,
    removed: z.boolean(),
    reason: z.string(),
    decision: decisionSchema.nullable(),
    overrides: z.array(overrideSchema),
    ...told,
  }),
)

/** Entity: the month. The sheet as it was issued. */
export const rosterPublished = factKind(
  'roster.published',
  1,
  z.object({
    shifts: z.array(shiftSchema).readonly(),
    cells: z.array(cellSchema).readonly(),
    decision: decisionSchema,
    overrides: z.array(overrideSchema),
    ...told,
  }),
)

export const monthFacts = [rosterLaid, rosterFilled, rosterShiftSet, rosterPublished]
export type RosterLaid = z.infer<typeof rosterLaid.body>
export type RosterFilled = z.infer<typeof rosterFilled.body>
export type RosterShiftSet = z.infer<typeof rosterShiftSet.body>
export type RosterPublished = z.infer<typeof rosterPublished.body>

const postSchema = z.object({
  key: z.string(),
  word: z.string(),
  onSite: z.boolean(),
  wholeDay: z.boolean(),
})
const partSchema = z.object({
  word: z.string(),
  startMin: z.number().int(),
  lengthMin: z.number().int(),
  night: z.boolean(),
  needs: z.array(needSchema),
})
const patternSchema = z.object({
  key: z.string(),
  word: z.string(),
  parts: z.object({
    workday: z.array(partSchema),
    weekend: z.array(partSchema),
    holiday: z.array(partSchema),
  }),
})
const useSchema = z.object({ pattern: z.string(), from: day, to: day })

/** Entity: `posts`. All of them, in the order of the sheet. */
export const postsSet = factKind(
  'roster.posts-set',
  1,
  z.object({ posts: z.array(postSchema), ...told }),
)

/** Entity: `patterns`. */
export const patternsSet = factKind(
  'roster.patterns-set',
  1,
  z.object({ patterns: z.array(patternSchema), uses: z.array(useSchema), ...told }),
)

/** Entity: `rules`. Names of rules are text: a newer console may know more. */
export const rulesSet = factKind(
  'roster.rules-set',
  1,
  z.object({
    restH: z.number().nullable(),
    restAfterNightH: z.number().nullable(),
    nightsInRow: z.number().nullable(),
    perWeek: z.number().nullable(),
    hard: z.array(z.string()),
    ...told,
  }),
)

/** Entity: the day. Null takes a correction back. */
export const dayCorrected = factKind(
  'roster.day-corrected',
  1,
  z.object({ kind: z.enum(dayKindKeys).nullable(), holiday: z.string().nullable(), ...told }),
)

/** Entity: the person. Whether they are on the roster, at which posts, and how much. */
export const memberSet = factKind(
  'roster.member-set',
  1,
  z.object({ serves: z.boolean(), posts: z.array(z.string()), share: z.number(), ...told }),
)

export const settingFacts = [postsSet, patternsSet, rulesSet, dayCorrected, memberSet]
export type PostsSet = z.infer<typeof postsSet.body>
export type PatternsSet = z.infer<typeof patternsSet.body>
export type RulesSet = z.infer<typeof rulesSet.body>
export type DayCorrected = z.infer<typeof dayCorrected.body>
export type MemberSet = z.infer<typeof memberSet.body>

/** Entity: the leave. Half-open, `from` ≤ t < `to`. */
export const leaveFiled = factKind(
  'leave.filed',
  1,
  z.object({
    person: z.string(),
    from: at,
    to: at,
    kind: z.enum(leaveKindKeys),
    note: z.string(),
    ...told,
  }),
)

/** Entity: the leave. */
export const leaveWithdrawn = factKind(
  'leave.withdrawn',
  1,
  z.object({ reason: z.string(), ...told }),
)

/** Entity: `<person> <day>`. A null `want` takes it away. */
export const wishSet = factKind(
  'roster.wish-set',
  1,
  z.object({
    person: z.string(),
    day,
    want: z.enum(['on', 'off']).nullable(),
    fixed: z.boolean(),
    note: z.string(),
    ...told,
  }),
)

export const absenceFacts = [leaveFiled, leaveWithdrawn, wishSet]
export type LeaveFiled = z.infer<typeof leaveFiled.body>
export type LeaveWithdrawn = z.infer<typeof leaveWithdrawn.body>
export type WishSet = z.infer<typeof wishSet.body>

const placeSchema = z.object({ month: z.string(), shift: z.string(), post: z.string() })
export type SwapPlace = z.infer<typeof placeSchema>

/** Entity: the request. */
export const swapAsked = factKind(
  'roster.swap-asked',
  1,
  z.object({
    kind: z.enum(swapKindKeys),
    from: z.string(),
    /** Null: whoever will. */
    to: z.string().nullable(),
    place: placeSchema,
    /** What the other one gives for it. */
    inReturn: placeSchema.nullable(),
    reason: z.string(),
    ...told,
  }),
)

/** Entity: the request. The other one's yes or no. */
export const swapAnswered = factKind(
  'roster.swap-answered',
  1,
  z.object({ to: z.string(), agree: z.boolean(), reason: z.string(), ...told }),
)

/** Entity: the request. Approved in the same append as the change of the roster. */
export const swapDecided = factKind(
  'roster.swap-decided',
  1,
  z.object({ approved: z.boolean(), reason: z.string(), decision: decisionSchema, ...told }),
)

/** Entity: the request. */
export const swapWithdrawn = factKind(
  'roster.swap-withdrawn',
  1,
  z.object({ reason: z.string(), ...told }),
)

export const swapFacts = [swapAsked, swapAnswered, swapDecided, swapWithdrawn]
export type SwapAsked = z.infer<typeof swapAsked.body>
export type SwapAnswered = z.infer<typeof swapAnswered.body>
export type SwapDecided = z.infer<typeof swapDecided.body>

export const rosterFacts = [...monthFacts, ...settingFacts, ...absenceFacts, ...swapFacts]
