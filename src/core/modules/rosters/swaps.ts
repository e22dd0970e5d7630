/** 换班和顶班: asked, agreed to by the other one, approved by a leader, then on the roster. */
import { newId } from '../../kernel/id.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat, Session } from '../../module.ts'
import type { FactDraft } from '../../oplog/types.ts'
import { recordFor, requireSession } from '../../seat-log.ts'
import { decidedBy, decisionFor, personRows, rightsOf } from '../people/index.ts'
import {
  allowed,
  changeLine,
  overridesOf,
  overrideWords,
  type GivenAuthority,
  type GivenOverride,
  type RuleRefusal,
  type Stored,
} from './allowing.ts'
import {
  rosterFilled,
  swapAnswered,
  swapAsked,
  swapDecided,
  swapWithdrawn,
  type RosterFilled,
  type SwapAnswered,
  type SwapAsked,
  type SwapDecided,
  type SwapPlace,
} from './facts.ts'
import { aboutWhom, type PersonRefusal } from './leave.ts'
import { members } from './members.ts'
import { monthRow, swapRow, swapRows } from './queries.ts'
import {
  placeOf,
  swapBreaches,
  swapSheets,
  swapWords,
  troubleOf,
  type Exchange,
  type Trouble,
} from './swap-effect.ts'
import type { SwapRow } from './tables.ts'
import type { SwapKind } from './words.ts'

export type SwapRefusal =
  | PersonRefusal
  | Refusal<Trouble['code']>
  | Refusal<'with-oneself'>
  | Refusal<'already-asked'>
  | Refusal<'not-found'>
  | Refusal<'not-allowed', { readonly sentence: string }>
  | RuleRefusal

const no = (sentence: string) => refuse('not-allowed' as const, { sentence })

export interface AskInput {
  readonly kind: SwapKind
  readonly from?: string | undefined
  readonly shift: string
  readonly post: string
  readonly to: string | null
  readonly inReturn?: { readonly shift: string; readonly post: string } | null | undefined
  readonly reason: string
}

function sayer({ person, name }: Session, at: number) {
  return { by: person, name, at }
}

const samePlace = (one: SwapPlace | null, other: SwapPlace | null) =>
  one !== null && other !== null && one.shift === other.shift && one.post === other.post

/** Another open request gives away the same duty. */
function askedAlready(context: CoreContext, asked: Exchange): boolean {
  const given = ({ from, to, place, inReturn }: Exchange) => [
    { person: from, place },
    ...(to !== null && inReturn ? [{ person: to, place: inReturn }] : []),
  ]
  return swapRows(context, true, 500).some((row) =>
    given(row).some((one) =>
      given(asked).some((mine) => mine.person === one.person && samePlace(mine.place, one.place)),
    ),
  )
}

export function askSwap(
  context: CoreContext,
  seat: Seat,
  input: AskInput,
): Result<{ readonly id: string; readonly storedAt: number }, SwapRefusal> {
  const session = requireSession(seat)
  const from = aboutWhom(context, session, input.from)
  if (!from.ok) return from
  if (input.to === from.value) return refuse('with-oneself')
  if (input.to !== null && !members(context).some(({ id }) => id === input.to)) {
    return refuse('unknown-person')
  }
  if (input.kind === 'swap' && (input.to === null || !input.inReturn)) {
    return no('换班要写明和谁换、换对方哪个班；只想找人顶班请选顶班。')
  }
  const place = placeOf(context, input)
  const inReturn = input.kind === 'swap' && input.inReturn ? placeOf(context, input.inReturn) : null
  if (!place || (input.kind === 'swap' && !inReturn)) return refuse('not-published')
  const asked: Exchange = { from: from.value, to: input.to, place, inReturn: inReturn ?? null }
  const trouble = troubleOf(context, asked)
  if (trouble) return refuse(trouble.code)
  if (askedAlready(context, asked)) return refuse('already-asked')
  const { hard } = swapBreaches(context, asked)
  if (hard.length > 0) return refuse('hard-rule', { violations: [...hard] })
  const { clock, random } = context.world
  const reason = input.reason.trim()
  const body: SwapAsked = { ...asked, kind: input.kind, reason, ...sayer(session, clock.nowMs()) }
  const id = newId(clock, random)
  const { storedAt } = recordFor(context, seat, [{ kind: swapAsked.kind, entity: id, body }])
  return accept({ id, storedAt })
}

function openSwap(
  context: CoreContext,
  id: string,
  states: readonly SwapRow['state'][],
): Result<SwapRow, SwapRefusal> {
  const row = swapRow(context, id)
  if (!row) return refuse('not-found')
  if (states.includes(row.state)) return accept(row)
  return no(
    row.state === 'asked'
      ? '对方还没有同意，不能批准。请先由对方确认，或由排班人登记对方的答复。'
      : '这份申请已经办完或已撤回，不能再办理。',
  )
}

export interface AnswerInput {
  readonly swap: string
  readonly agree: boolean
  readonly to?: string | undefined
  readonly reason: string
}

export function answerSwap(
  context: CoreContext,
  seat: Seat,
  input: AnswerInput,
): Result<Stored, SwapRefusal> {
  const session = requireSession(seat)
  const found = openSwap(context, input.swap, ['asked'])
  if (!found.ok) return found
  const row = found.value
  if (row.to === null && !input.agree) return no('这是公开找人顶班的申请，不愿意不用答复。')
  const to = aboutWhom(context, session, row.to ?? input.to)
  if (!to.ok) return to
  if (to.value === row.from) return refuse('with-oneself')
  if (input.agree) {
    const asked: Exchange = { ...row, to: to.value }
    const trouble = troubleOf(context, asked)
    if (trouble) return refuse(trouble.code)
    const { hard } = swapBreaches(context, asked)
    if (hard.length > 0) return refuse('hard-rule', { violations: [...hard] })
  }
  const body: SwapAnswered = {
    to: to.value,
    agree: input.agree,
    reason: input.reason.trim(),
    ...sayer(session, context.world.clock.nowMs()),
  }
  const fact = { kind: swapAnswered.kind, entity: row.id, body, base: row.seen }
  return accept(recordFor(context, seat, [fact]))
}

export interface DecideInput {
  readonly swap: string
  readonly approve: boolean
  readonly reason: string
  readonly authority?: GivenAuthority | null | undefined
  readonly overrides: readonly GivenOverride[]
}

/** Nobody approves their own swap while another leader could. */
function anotherLeader(context: CoreContext, besides: readonly (string | null)[]): boolean {
  return personRows(context.db).some(
    ({ id, roles, disabledReason }) =>
      disabledReason === null &&
      !besides.includes(id) &&
      rightsOf(roles.split(' ')).has('roster.approve'),
  )
}

export function decideSwap(
  context: CoreContext,
  seat: Seat,
  input: DecideInput,
): Result<
  Stored,
  SwapRefusal | Refusal<'reason-needed'> | Refusal<'not-entitled', { readonly name: string }>
> {
  const session = requireSession(seat)
  const found = openSwap(context, input.swap, input.approve ? ['agreed'] : ['asked', 'agreed'])
  if (!found.ok) return found
  const row = found.value
  const decision = decisionFor(context, seat, 'roster.approve', input.authority)
  if (!decision.ok) return decision
  const reason = input.reason.trim()
  if (!input.approve && reason === '') return refuse('reason-needed')
  const at = context.world.clock.nowMs()
  const words = swapWords(context, row)
  const who = decidedBy(decision.value)
  const body: SwapDecided = {
    approved: input.approve,
    reason,
    decision: decision.value,
    ...sayer(session, at),
  }
  const fact = { kind: swapDecided.kind, entity: row.id, body, base: row.seen }
  if (!input.approve) {
    return accept(
      recordFor(context, seat, () => [
        fact,
        changeLine(context, session, `${who} 不批准${words}；原因：${reason}`),
      ]),
    )
  }
  const parties = [row.from, row.to]
  if (parties.includes(decision.value.person) && anotherLeader(context, parties)) {
    return no('不能批准自己的换班，请另一位带班领导批准。')
  }
  const trouble = troubleOf(context, row)
  if (trouble) return refuse(trouble.code)
  const judged = swapBreaches(context, row)
  const fine = allowed(judged, input.overrides, true)
  if (!fine.ok) return fine
  const overrides = overridesOf(judged.soft, input.overrides, who, at)
  const { cells } = swapSheets(context, row)
  const months = [...cells].map(([month, changed]): FactDraft => {
    const filled: RosterFilled = {
      kind: row.kind,
      cells: [...changed],
      reason: row.reason,
      decision: decision.value,
      overrides,
      swap: row.id,
      ...sayer(session, at),
    }
    const base = monthRow(context, month)?.seen ?? []
    return { kind: rosterFilled.kind, entity: month, body: filled, base }
  })
  return accept(
    recordFor(context, seat, () => [
      fact,
      ...months,
      changeLine(
        context,
        session,
        `${who} 批准${words}；事由：${row.reason}${overrideWords(overrides)}`,
      ),
    ]),
  )
}

export function withdrawSwap(
  context: CoreContext,
  seat: Seat,
  input: { readonly swap: string; readonly reason: string },
): Result<Stored, SwapRefusal> {
  const session = requireSession(seat)
  const found = openSwap(context, input.swap, ['asked', 'agreed'])
  if (!found.ok) return found
  const whom = aboutWhom(context, session, found.value.from)
  if (!whom.ok) return whom
  const body = { reason: input.reason.trim(), ...sayer(session, context.world.clock.nowMs()) }
  return accept(
    recordFor(context, seat, [
      { kind: swapWithdrawn.kind, entity: found.value.id, body, base: found.value.seen },
    ]),
  )
}
