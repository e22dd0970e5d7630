/** Contacts for whoever appends: what was proven or tried, in the append of its cause. */
import type { Means } from '../../gateway/means.ts'
import { newId } from '../../kernel/id.ts'
import type { CoreContext } from '../../module.ts'
import type { FactDraft } from '../../oplog/types.ts'
import { contactNoted, contactStruck, type ContactNoted } from './facts.ts'
import { keyOf, subjectName } from './subjects.ts'
import type { ContactResult, ProofHow } from './words.ts'

export interface Proof {
  /** A division code or an own place. */
  readonly place?: string | undefined
  readonly unit?: string | undefined
  readonly means: Means
  /** UTC epoch milliseconds. */
  readonly at: number
  readonly how: ProofHow
  readonly note?: string | undefined
  readonly by?: string | undefined
}

function noted(context: CoreContext, result: ContactResult, proof: Proof): FactDraft[] {
  const { means, at, how, note = '', by = '系统' } = proof
  const { clock, random } = context.world
  // A station may stand for a place and for a team at once: both were reached.
  return [{ place: proof.place }, { unit: proof.unit }].flatMap((whom) => {
    const subject = keyOf(whom)
    if (subject === undefined) return []
    const name = subjectName(context, whom)
    const body: ContactNoted = { subject, name, means, result, how, note, by, at }
    return [{ kind: contactNoted.kind, entity: newId(clock, random), body }]
  })
}

/** A two-way contact: they heard us and we heard them. */
export function contactProven(context: CoreContext, proof: Proof): FactDraft[] {
  return noted(context, 'proven', proof)
}

/** Somebody tried and there was no answer. */
export function contactFailed(context: CoreContext, proof: Proof): FactDraft[] {
  return noted(context, 'failed', proof)
}

/** They were noted wrongly; both stay readable. */
export function contactsStruck(
  context: CoreContext,
  contacts: readonly string[],
  { reason, by }: { readonly reason: string; readonly by: string },
): FactDraft[] {
  const at = context.world.clock.nowMs()
  return contacts.map((entity) => ({ kind: contactStruck.kind, entity, body: { reason, by, at } }))
}
