import type { z } from 'zod'
import type { FactDraft } from '../../oplog/types.ts'
import { contactNoted } from './facts.ts'

/** A sign of life, for whoever writes its line in an append of its own. */
export function contactDraft(unit: string, body: z.infer<typeof contactNoted.body>): FactDraft {
  return { kind: contactNoted.kind, entity: unit, body }
}
