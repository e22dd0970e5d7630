/** Features on the map: depots, shelters, risk points … and the county's own layers. */
import { z } from 'zod'
import { epochMsSchema, idSchema, procedure, typedText } from '../../contract-kit.ts'
import { geometrySchema } from '../../kernel/geometry.ts'
import { featureLimits } from './limits.ts'
import { featureKindKeys, layerColours, shelterStatuses, type ShelterStatus } from './kinds.ts'

export {
  featureKinds,
  featureKindKeys,
  layerColours,
  riskColours,
  shelterStatuses,
  type FeatureField,
  type FeatureKind,
  type ShelterStatus,
} from './kinds.ts'
export { featureLimits } from './limits.ts'
export { propertyWords, riskColourOf, wholeNumberOf } from './properties.ts'

const kindSchema = z.enum(featureKindKeys)
const statusSchema = z.enum(
  shelterStatuses.map(([key]) => key) as [ShelterStatus, ...ShelterStatus[]],
)

const layerSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: kindSchema,
  count: z.number(),
  /** Of them known only to their township: counted, never drawn as points. */
  townshipOnly: z.number(),
  /** CSS custom property of its colour. */
  colour: z.string(),
  /** One per kind that is always there and cannot be withdrawn. */
  standing: z.boolean(),
})
export type FeatureLayer = z.infer<typeof layerSchema>

export const featureSchema = z.object({
  id: z.string(),
  layer: z.string(),
  kind: kindSchema,
  name: z.string(),
  /** WGS-84; null where only the township is known. */
  geometry: geometrySchema.nullable(),
  precision: z.enum(['surveyed', 'approximate', 'township-only']),
  /** By the keys of the kind's fields; what a file had besides stays under its own heading. */
  properties: z.record(z.string(), z.string()),
  township: z.object({ code: z.string(), name: z.string() }).nullable(),
  /** Of a shelter: the newest count. */
  occupancy: z
    .object({
      people: z.number(),
      status: statusSchema,
      source: z.string(),
      by: z.string(),
      at: z.number(),
    })
    .nullable(),
  /** The file it came from. */
  source: z.string().nullable(),
  /** Who described it last, and when. */
  at: z.number(),
  by: z.string(),
})
export type FeatureShown = z.infer<typeof featureSchema>

const propertiesSchema = z
  .record(z.string().min(1).max(featureLimits.heading), typedText(featureLimits.value))
  .refine((properties) => Object.keys(properties).length <= featureLimits.properties, {
    message: `一个对象最多 ${featureLimits.properties} 项属性。`,
  })
const nameSchema = typedText(featureLimits.name).refine((name) => name.trim() !== '', {
  message: '请填写名称。',
})
const reasonSchema = typedText(200).refine((reason) => reason.trim() !== '', {
  message: '请写明原因。',
})

const describedInput = {
  name: nameSchema,
  geometry: geometrySchema.nullable(),
  precision: z.enum(['surveyed', 'approximate']).default('approximate'),
  /** Needed where there is no geometry. */
  township: z.string().max(12).nullable(),
  properties: propertiesSchema,
}

const describedErrors = {
  NO_PLACE: { message: '请在图上标出位置，或选所在乡镇。' },
  BAD_VALUE: {
    message: '有一项填得不对，请改正后再存。',
    data: z.object({ field: z.string(), label: z.string() }),
  },
  NO_TOWNSHIP: { message: '没有这个乡镇，请重新选择。' },
}

const nameTaken = { NAME_TAKEN: { message: '已有同名图层，请换一个名称。' } }

const stored = z.object({ id: z.string(), storedAt: z.number() })

export const featuresContract = {
  /** Standing layers in their order, then the county's own by name. */
  layers: procedure.output(z.array(layerSchema)),
  /** Own layers that were taken off the map, by name. */
  withdrawnLayers: procedure.output(
    z.array(layerSchema.pick({ id: true, name: true, colour: true })),
  ),
  /** By name; without input all. */
  list: procedure
    .input(
      z.object({ layer: idSchema.optional(), kinds: z.array(kindSchema).optional() }).default({}),
    )
    .output(z.array(featureSchema)),
  addLayer: procedure
    .errors(nameTaken)
    .input(z.object({ name: nameSchema, kind: kindSchema, colour: z.enum(layerColours) }))
    .output(stored),
  changeLayer: procedure
    .errors(nameTaken)
    .input(z.object({ layer: idSchema, name: nameSchema, colour: z.enum(layerColours) }))
    .output(stored),
  /** Takes a layer with all its features off the map; `withdrawn: false` brings it back. */
  withdrawLayer: procedure
    .errors(nameTaken)
    .input(z.object({ layer: idSchema, withdrawn: z.boolean(), reason: reasonSchema }))
    .output(stored),
  add: procedure
    .errors(describedErrors)
    .input(z.object({ layer: idSchema, ...describedInput }))
    .output(stored),
  /** Replaces the whole description. */
  change: procedure
    .errors(describedErrors)
    .input(z.object({ feature: idSchema, ...describedInput }))
    .output(stored),
  withdraw: procedure
    .input(z.object({ feature: idSchema, withdrawn: z.boolean(), reason: reasonSchema }))
    .output(stored),
  /** What was taken over from files, newest first; an import can be withdrawn as a whole. */
  imports: procedure.input(z.object({ layer: idSchema })).output(
    z.array(
      z.object({
        import: z.string(),
        source: z.string(),
        count: z.number(),
        at: z.number(),
        by: z.string(),
        withdrawn: z.boolean(),
      }),
    ),
  ),
  withdrawImport: procedure
    .input(z.object({ import: idSchema, withdrawn: z.boolean(), reason: reasonSchema }))
    .output(stored),
  /** How many people are in a shelter now; also a line of the log. */
  reportOccupancy: procedure
    .errors({
      NOT_A_SHELTER: { message: '只有避难场所才登记人数。' },
      IN_FUTURE: { message: '时间不能晚于现在，请改正后记录。' },
    })
    .input(
      z.object({
        feature: idSchema,
        people: z.number().int('人数要填整数。').min(0, '人数不能小于 0。').max(99_999),
        status: statusSchema,
        /** `小松中学 刘老师`. */
        source: typedText(60),
        /** When it was true; absent is now. */
        at: epochMsSchema.optional(),
        incident: idSchema.optional(),
      }),
    )
    .output(stored),
}
