/** Places: the county profile as screens see it, and what the county entered itself. */
import { z } from 'zod'
import { idSchema, latLonSchema, procedure, typedText } from '../../contract-kit.ts'

const precisionSchema = z.enum(['surveyed', 'approximate', 'township-only', 'unknown'])

const townshipSchema = z.object({
  code: z.string(),
  name: z.string(),
  /** Null: the seat is not confirmed and is not drawn. */
  seat: latLonSchema.nullable(),
  precision: precisionSchema,
})

const statusSchema = z.object({
  digit: z.number(),
  key: z.string(),
  word: z.string(),
  /** CSS custom property of its colour. */
  token: z.string(),
  /** `state` lies over another state, `row` colours the whole row. */
  over: z.enum(['state', 'row']).nullable(),
})
export type UnitStatusShown = z.infer<typeof statusSchema>

const wordSchema = z.object({ key: z.string(), label: z.string() })

export const countySchema = z.object({
  name: z.string(),
  adcode: z.string(),
  productTitle: z.string(),
  view: latLonSchema.extend({ zoom: z.number() }),
  bbox: z.object({ west: z.number(), east: z.number(), south: z.number(), north: z.number() }),
  outline: z.object({ label: z.string(), ring: z.array(latLonSchema) }),
  townships: z.array(townshipSchema),
  statuses: z.array(statusSchema),
  teamTypes: z.array(z.object({ key: z.string(), label: z.string(), group: z.string() })),
  teamGroups: z.array(wordSchema),
  sites: z.array(z.object({ key: z.string(), label: z.string(), prefix: z.string() })),
})
export type CountyShown = z.infer<typeof countySchema>

export const placeHitSchema = z.object({
  id: z.string(),
  kind: z.enum(['own', 'township', 'village', 'residents']),
  name: z.string(),
  /** `罗溪村（小松镇）` */
  label: z.string(),
  township: z.object({ code: z.string(), name: z.string() }).nullable(),
  point: latLonSchema.nullable(),
  precision: precisionSchema,
})
export type PlaceHit = z.infer<typeof placeHitSchema>

const readingSchema = z.object({ word: z.string(), syllables: z.array(z.string()) })
export type ReadingShown = z.infer<typeof readingSchema>

const stored = z.object({ id: z.string(), storedAt: z.number() })
const setPrecision = z.enum(['surveyed', 'approximate'])

export const placesContract = {
  county: procedure.output(countySchema),
  search: procedure
    .input(
      z.object({ query: z.string().max(60), limit: z.number().int().min(1).max(50).default(12) }),
    )
    .output(z.array(placeHitSchema)),
  /** Everything with a point of its own, for the map. */
  located: procedure.output(z.array(placeHitSchema)),
  register: procedure
    .input(
      z.object({
        name: typedText(60).refine((name) => name.trim() !== '', { message: '请填写地点名称。' }),
        kind: typedText(20),
        township: z.string().max(12).nullish(),
        point: latLonSchema.extend({ precision: setPrecision }).nullish(),
        note: typedText(200).nullish(),
      }),
    )
    .output(stored),
  /** The first click or fix sets the point of a village; a fact, undone by `point: null`. */
  setPoint: procedure
    .input(
      z.object({
        place: idSchema,
        point: latLonSchema.extend({ precision: setPrecision }).nullable(),
        how: z.enum(['click', 'fix', 'typed']),
      }),
    )
    .output(stored),
  /** How people here say words of place names, where the dictionary does not know it. */
  readings: procedure.output(z.array(readingSchema)),
  setReading: procedure
    .input(
      z.object({
        word: z
          .string()
          .trim()
          .regex(/^\p{Script=Han}{1,8}$/u, { message: '请填写 1 到 8 个汉字。' }),
        /** Pinyin without tones, a blank between the syllables: `ning du`; empty takes it back. */
        spelling: z
          .string()
          .trim()
          .max(60)
          .regex(/^(?:[a-zü]{1,6}(?:\s+[a-zü]{1,6})*)?$/i, {
            message: '请填写不带声调的拼音，每个字一个音节，用空格隔开，例如 ning du。',
          }),
      }),
    )
    .errors({
      SYLLABLES: {
        message: '音节数要和字数一样多，用空格隔开，例如“宁都”填 ning du。',
        data: z.object({ characters: z.number(), syllables: z.number() }),
      },
    })
    .output(stored),
  withdraw: procedure.input(z.object({ place: idSchema, reason: typedText(200) })).output(stored),
}
