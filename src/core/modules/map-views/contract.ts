/** Saved views of the map: of a seat (this console only) and of an incident (everywhere). */
import { z } from 'zod'
import { idSchema, procedure, typedText } from '../../contract-kit.ts'
import { viewSchema } from './view-schema.ts'

const savedSchema = viewSchema.extend({
  id: z.string(),
  name: z.string(),
  /** Null: a view of this seat. */
  incident: z.string().nullable(),
  by: z.string(),
  at: z.number(),
})
export type MapView = z.infer<typeof savedSchema>

export const mapViewsContract = {
  /** Those of this seat and those of the incident, newest first. */
  list: procedure
    .input(z.object({ incident: idSchema.optional() }).default({}))
    .output(z.array(savedSchema)),
  save: procedure
    .errors({
      TOO_MANY: { message: '最多存 40 个视图，请先删除不用的。' },
    })
    .input(
      viewSchema.extend({
        name: typedText(30).refine((name) => name.trim() !== '', {
          message: '请给视图起个名称。',
        }),
        incident: idSchema.nullable(),
        /** Saves over this one. */
        over: idSchema.optional(),
      }),
    )
    .output(z.object({ id: z.string() })),
  remove: procedure.input(z.object({ view: idSchema })).output(z.object({ id: z.string() })),
}
