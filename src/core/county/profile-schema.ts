/**
 * Shape of every file in a county profile folder (`resources/counties/<name>/`). What each file
 * holds and where its facts come from is in the folder's README.
 */
import { z } from 'zod'
import { meansKeys } from '../gateway/means.ts'
import { precisions } from '../kernel/geo.ts'
import { reportDeadlines, reportElements } from './report-profile.ts'
import type { ReportDeadlines, ReportElements } from './report-profile.ts'

/** `C` read in the source, `~` check before relying on it, `D` our own default. */
const certainty = z.enum(['C', '~', 'D'])
const text = z.string().trim().min(1)
const key = z.string().regex(/^[a-zA-Z][a-zA-Z0-9_]*$/)
const source = z.string().optional()
const point = z.strictObject({
  lat: z.number().min(-90).max(90),
  lon: z.number().min(-180).max(180),
})
const townshipCode = z.string().regex(/^\d{9}$/)
const rowsOf = <Row extends z.ZodType>(row: Row) =>
  z.strictObject({ source, certainty: certainty.optional(), rows: z.array(row).min(1) })

const county = z.strictObject({
  adcode: z.string().regex(/^\d{6}$/),
  name: text,
  province: text,
  city: text,
  productTitle: text,
  /** Places that keep a log of their own; `prefix` goes before each of its line numbers. */
  sites: z.array(z.strictObject({ key, label: text, prefix: text })).min(1),
  seatTownship: townshipCode,
  bbox: z.strictObject({
    west: z.number(),
    east: z.number(),
    south: z.number(),
    north: z.number(),
  }),
  centre: point,
  mapView: point.extend({ zoom: z.number().int().min(1).max(20) }),
  neighbours: z.array(
    z.strictObject({ name: text, city: text, side: z.enum(['north', 'east', 'south', 'west']) }),
  ),
  phoneAreaCode: z.string().regex(/^\d{3,4}$/),
  /** How numbers on the air are told to users; `none` where the net has a rule of its own. */
  radioNumbering: z
    .strictObject({
      rule: z.enum(['none', 'standard', 'zhejiang']),
      /** 区号 of the county's own area. */
      areaCode: z.number().int().min(328).max(806),
    })
    .default({ rule: 'none', areaCode: 328 }),
  dutyDayStartsAtHour: z.number().int().min(0).max(23),
  certainty: z.record(z.string(), certainty),
})

const township = z.strictObject({
  code: townshipCode,
  name: text,
  kind: z.enum(['镇', '乡', '街道']),
  /** WGS-84; `null` while the seat is not confirmed: such a township is not drawn. */
  seat: point.nullable(),
  seatCandidates: z.array(text).optional(),
  approximate: z.boolean(),
  precision: z.enum(precisions),
  villages: z.number().int().min(0),
  residents: z.number().int().min(0),
  certainty,
})
const townships = rowsOf(township).extend({ datum: z.literal('WGS-84') })

const village = z.strictObject({
  code: z.string().regex(/^\d{12}$/),
  name: text,
  kind: z.enum(['village', 'residents']),
  township: townshipCode,
})
const villages = rowsOf(village).extend({ precision: z.literal('township-only') })

const eventCategory = z.strictObject({
  code: z.string().regex(/^\d{2}[0-9A-Z]\d{2}$/),
  parent: z.string().nullable(),
  name: text,
  /** Shown by the picker before anything is typed. */
  first: z.boolean().default(false),
  certainty: certainty.optional(),
})
const eventCategories = rowsOf(eventCategory).extend({
  edition: text,
  certainty,
  classes: z.record(z.string().regex(/^\d{2}$/), key),
})

const enumeration = z.strictObject({
  key,
  label: text,
  source,
  rows: z.array(z.strictObject({ key, label: text, certainty })).min(1),
})
const enums = z.strictObject({ enums: z.array(enumeration).min(1) })

const unitStatus = z.strictObject({
  digit: z.number().int().min(0).max(9),
  key,
  word: text,
  token: z.string().regex(/^st-[a-z]+$/),
  /** Place in the usual sequence of a dispatch; absent for what lies over another state. */
  step: z.number().int().min(1).optional(),
  over: z.enum(['state', 'row']).optional(),
  certainty,
})

const teamType = z.strictObject({
  key,
  label: text,
  group: key,
  /** Persons, a first value; `null` where no number is known. */
  strength: z.number().int().min(1).nullable(),
  /** Prefixes of event codes, `*` for all. */
  fits: z.array(text).min(1),
  skills: z.array(text),
  certainty,
})

const outlineStepDeg = 0.02
const onGrid = (degrees: number) => {
  const steps = degrees / outlineStepDeg
  return Math.abs(steps - Math.round(steps)) < 1e-6
}
const gridPoint = point.refine(({ lat, lon }) => onGrid(lat) && onGrid(lon), {
  error: '示意轮廓的坐标必须是 0.02° 的整数倍',
})
const outline = z.strictObject({
  label: z.literal('示意，非标准地图'),
  certainty: z.literal('D'),
  stepDeg: z.literal(outlineStepDeg),
  ring: z
    .array(gridPoint)
    .min(4)
    .max(30)
    .refine((ring) => ring[0]?.lat === ring.at(-1)?.lat && ring[0]?.lon === ring.at(-1)?.lon, {
      error: '示意轮廓没有闭合',
    }),
})

const sampleTeam = z.strictObject({
  name: text,
  callSign: text,
  type: key,
  township: townshipCode,
  radios: z.array(z.string().regex(/^\d{1,8}$/)).min(1),
  strength: z.number().int().min(1),
})
const sampleTeams = rowsOf(sampleTeam).extend({ demo: z.literal(true) })

const rule = z.strictObject({
  key: z.string().regex(/^[a-z]+\.[a-zA-Z]+$/),
  group: key,
  label: text,
  unit: z.enum(['s', 'min', 'h', 'd', 'km', 'times', 'percent', 'count']),
  value: z.number(),
  min: z.number(),
  max: z.number(),
  /** Law, a county document, or our own default: told apart on every screen that shows it. */
  basis: z.enum(['law', 'county', 'assumed']),
  source: text,
})

const gradeKey = z.enum(['especially_major', 'major', 'larger', 'general'])
/** From a regulation: 以上 includes the number, 以下 leaves it out. */
const eventGrades = z.strictObject({
  source: text,
  /** A body of rules, and the event codes (prefixes; `?` while the category is open) it is for. */
  sets: z
    .array(
      z.strictObject({
        key,
        label: text,
        applies: z.array(text).min(1),
        source: text,
        certainty,
        note: text.optional(),
      }),
    )
    .min(1),
  metrics: z.array(z.strictObject({ key, label: text, unit: text })).min(1),
  rows: z
    .array(
      z.strictObject({
        set: key,
        metric: key,
        grade: gradeKey,
        min: z.number().min(0),
        max: z.number().positive().nullable(),
      }),
    )
    .min(1),
  /** Figures that must be reported upwards whatever the grade. */
  signals: z.array(
    z.strictObject({
      key,
      applies: z.array(text).min(1),
      figures: z.array(key).min(1),
      min: z.number().positive(),
      text,
      source: text,
      certainty,
    }),
  ),
  /** Who commands by grade. */
  leads: z.array(z.strictObject({ grade: gradeKey, text })),
})

const quickWord = z.strictObject({
  /** `F2`, `Shift+F3`: not F1, F5, F11, F12, which a browser keeps for itself. */
  key: z.string().regex(/^(?:Shift\+)?F(?:[2-46-9]|10)$/, '只能用 F2–F4、F6–F10，或前面加 Shift+'),
  label: text,
  /** What it puts behind the team's call sign in the command line. */
  text,
  /** Shown where there is little room. */
  first: z.boolean(),
})

const clockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, '时刻须写成 08:30')
const rollCall = z.strictObject({
  source,
  certainty: certainty.optional(),
  /** Stations: teams of these groups, then places with a contact point of these kinds. */
  nets: z.array(
    z.strictObject({
      key,
      name: text,
      teamGroups: z.array(key),
      pointKinds: z.array(key),
      means: z.enum(meansKeys),
    }),
  ),
  schedules: z.array(
    z.strictObject({
      key,
      net: key,
      label: text,
      every: z.enum(['day', 'week', 'month']),
      /** 1 Monday … 7 Sunday. */
      weekday: z.number().int().min(1).max(7).optional(),
      day: z.number().int().min(1).max(28).optional(),
      times: z.array(clockTime).min(1).max(24),
      /** Only in these months; absent: all year. */
      months: z.array(z.number().int().min(1).max(12)).min(1).optional(),
    }),
  ),
})

/** One schema per file of the folder, in the order they are read. */
export const profileSchemas = {
  'county.json': county,
  'townships.json': townships,
  'villages.json': villages,
  'event-categories.json': eventCategories,
  'enums.json': enums,
  'unit-status.json': rowsOf(unitStatus),
  'team-types.json': rowsOf(teamType),
  'outline.json': outline,
  'sample-teams.json': sampleTeams,
  'rules.json': rowsOf(rule),
  'quick-words.json': rowsOf(quickWord),
  'roll-call.json': rollCall,
  'event-grades.json': eventGrades,
  'report-deadlines.json': reportDeadlines,
  'report-elements.json': reportElements,
} as const

export type ProfileFile = keyof typeof profileSchemas
/** The files of a profile folder, in the order they are read. */
export const profileFiles = Object.keys(profileSchemas) as ProfileFile[]

export type County = z.infer<typeof county>
export type Township = z.infer<typeof township>
export type Village = z.infer<typeof village>
export type EventCategory = Omit<z.infer<typeof eventCategory>, 'certainty'> & {
  readonly certainty: z.infer<typeof certainty>
  /** Key in the enumeration `event_class`; `null` for the root. */
  readonly class: string | null
}
export type Enumeration = z.infer<typeof enumeration>
export type UnitStatusWord = z.infer<typeof unitStatus>
export type TeamType = z.infer<typeof teamType>
export type Outline = z.infer<typeof outline>
export type Rule = z.infer<typeof rule>
export type QuickWord = z.infer<typeof quickWord>
export type EventGrades = z.infer<typeof eventGrades>
export type RollCallProfile = z.infer<typeof rollCall>
export type SampleTeam = z.infer<typeof sampleTeam>

export interface CountyProfile {
  readonly county: County
  readonly townships: readonly Township[]
  readonly villages: readonly Village[]
  readonly eventCategories: { readonly edition: string; readonly rows: readonly EventCategory[] }
  readonly enums: ReadonlyMap<string, Enumeration>
  readonly unitStatuses: readonly UnitStatusWord[]
  readonly teamTypes: readonly TeamType[]
  readonly outline: Outline
  readonly sampleTeams: readonly SampleTeam[]
  /** Limits and timers as the county starts with them; changes are facts (`modules/rules`). */
  readonly rules: readonly Rule[]
  /** What is said fifty times a shift, on the function keys. */
  readonly quickWords: readonly QuickWord[]
  /** Thresholds of the event grades: the console suggests by them, a person decides. */
  readonly eventGrades: EventGrades
  /** Nets and times of the roll calls as the county starts with them; changes are facts. */
  readonly rollCall: RollCallProfile
  readonly reportDeadlines: ReportDeadlines
  readonly reportElements: ReportElements
}
