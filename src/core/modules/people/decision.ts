/**
 * What only a leader may decide: by the leader's own session, or told to the officer by telephone,
 * radio or in person, with the name of the leader and the way it was told (口头批准).
 */
import { z } from 'zod'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Right, Seat } from '../../module.ts'
import { requireSession } from '../../seat-log.ts'
import { personRow, rolesOfRow } from './queries.ts'
import { rightsOf } from './words.ts'

const hows = ['own', 'phone', 'radio', 'f2f'] as const

/** As it goes into a fact. */
export const decisionSchema = z.object({
  person: z.string(),
  name: z.string(),
  how: z.enum(hows),
})
export type Decision = z.infer<typeof decisionSchema>

export type NotEntitled = Refusal<'not-entitled', { readonly name: string }>

/**
 * Whose decision it is. Without `authority` the seat's own person needs the right; with it, the
 * named person needs it by their roles and must not be disabled.
 */
export function decisionFor(
  context: Pick<CoreContext, 'db'>,
  seat: Seat,
  right: Right,
  authority?: { readonly person: string; readonly how: 'phone' | 'radio' | 'f2f' } | null,
): Result<Decision, NotEntitled> {
  const session = requireSession(seat)
  if (!authority) {
    const { person, name } = session
    return session.rights.has(right)
      ? accept({ person, name, how: 'own' })
      : refuse('not-entitled', { name })
  }
  const row = personRow(context.db, authority.person)
  if (!row || row.disabledReason !== null || !rightsOf(rolesOfRow(row)).has(right)) {
    return refuse('not-entitled', { name: row?.name ?? '此人' })
  }
  return accept({ person: row.id, name: row.name, how: authority.how })
}

const howWords: Readonly<Record<Decision['how'], string>> = {
  own: '',
  phone: '电话批准',
  radio: '电台批准',
  f2f: '当面批准',
}

/** `李文斌` or `李文斌（电话批准）`. */
export function decidedBy({ name, how }: Decision): string {
  return how === 'own' ? name : `${name}（${howWords[how]}）`
}
