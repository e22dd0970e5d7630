import { z } from 'zod'
import { factKind } from '../../oplog/registry.ts'

/** Entity: the copy. `attachment` names the bytes, as everywhere. */
export const copyKept = factKind(
  'document.copy-kept',
  1,
  z.object({
    kind: z.string(),
    subject: z.string(),
    incident: z.string().optional(),
    title: z.string(),
    name: z.string(),
    type: z.string(),
    attachment: z.string(),
    size: z.number().int(),
    by: z.string(),
    at: z.number().int(),
  }),
)
export type CopyKept = z.infer<typeof copyKept.body>

/** Entity: the entering. The lines themselves are log lines like any other. */
export const paperEntered = factKind(
  'document.paper-entered',
  1,
  z.object({
    form: z.string(),
    incident: z.string().optional(),
    /** Ids of the log lines in the order of the paper. */
    lines: z.array(z.string()),
    by: z.string(),
    at: z.number().int(),
  }),
)
export type PaperEntered = z.infer<typeof paperEntered.body>

export const documentFacts = [copyKept, paperEntered]
