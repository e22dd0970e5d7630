/** A request as its facts tell it. */
import type { Fact } from '../../oplog/types.ts'
import {
  swapAnswered,
  swapAsked,
  swapDecided,
  swapWithdrawn,
  type SwapAnswered,
  type SwapAsked,
  type SwapDecided,
} from './facts.ts'
import type { SwapRow } from './tables.ts'
import type { SwapState } from './words.ts'

/**
 * A decision stands against a withdrawal that was written without seeing it: an approved swap has
 * changed the roster. Of two decisions an approval stands, for the same reason.
 */
export function foldSwap(id: string, facts: readonly Fact[]): SwapRow | undefined {
  const of = <Body>(kind: string) => facts.filter((fact) => fact.kind === kind) as Fact<Body>[]
  const [asked] = of<SwapAsked>(swapAsked.kind)
  if (!asked) return undefined
  const answered = of<SwapAnswered>(swapAnswered.kind)
  const decided = of<SwapDecided>(swapDecided.kind)
  const decision = decided.find(({ body }) => body.approved) ?? decided.at(-1)
  const yes = answered.findLast(({ body }) => body.agree)
  const answer = answered.at(-1)
  const state = ((): SwapState => {
    if (decision) return decision.body.approved ? 'approved' : 'refused'
    if (of(swapWithdrawn.kind).length > 0) return 'withdrawn'
    if (!answer) return 'asked'
    return answer.body.agree ? 'agreed' : 'declined'
  })()
  const { kind, from, to, place, inReturn, reason, name, at } = asked.body
  const agreed = state === 'agreed' || state === 'approved' || state === 'refused' ? yes : undefined
  const named = new Set(facts.flatMap(({ base }) => base.map((ref) => `${ref.origin} ${ref.seq}`)))
  return {
    id,
    kind,
    state,
    from,
    to: agreed?.body.to ?? to,
    place,
    inReturn,
    reason,
    filedBy: name,
    filedAt: at,
    agreedAt: agreed?.body.at ?? null,
    decidedAt: decision?.body.at ?? null,
    decision: decision?.body.decision ?? null,
    decisionReason: decision?.body.reason ?? answer?.body.reason ?? '',
    seen: facts.map(({ ref }) => ref).filter((ref) => !named.has(`${ref.origin} ${ref.seq}`)),
  }
}
