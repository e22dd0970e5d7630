import { z } from 'zod'
import { factKind } from '../../oplog/registry.ts'
import { importKinds } from './columns.ts'

/** Entity: the import. Says where a great many facts of one append came from. */
export const listImported = factKind(
  'list.imported',
  1,
  z.object({
    kind: z.enum(importKinds),
    fileName: z.string(),
    /** SHA-256 of the file, hex. */
    sha256: z.string(),
    added: z.number().int(),
    updated: z.number().int(),
    by: z.string(),
  }),
)
