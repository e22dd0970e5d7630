/** Unfinished words of one person on this console; they survive a crash. */
import { z } from 'zod'
import { procedure } from '../../contract-kit.ts'

/** Where the words were being typed: `intake`, `log:<incident or duty>`, `command`. */
const draftKey = z.string().min(1).max(80)

export const draftSchema = z.object({
  key: z.string(),
  /** The form's own JSON. */
  body: z.string(),
  savedAt: z.number(),
})
export type Draft = z.infer<typeof draftSchema>

export const draftsContract = {
  save: procedure
    .input(z.object({ key: draftKey, body: z.string().max(200_000) }))
    .output(z.object({ savedAt: z.number() })),
  /** The signed-in person's drafts, newest first. */
  list: procedure.output(z.array(draftSchema)),
  discard: procedure.input(z.object({ key: draftKey })).output(z.object({ found: z.boolean() })),
}
