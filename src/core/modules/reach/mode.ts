/** What mode stands, what the evidence suggests, and a person's change of it. */
import { desc, eq } from 'drizzle-orm'
import { beijingTime } from '../../kernel/beijing-time.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import { nextSteps, stateWord, stepOf, whyNot } from '../../kernel/state-machine.ts'
import { meansWord, type Means } from '../../gateway/means.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { Recorded } from '../../oplog/types.ts'
import { recordFor, requireRight, requireSession } from '../../seat-log.ts'
import { logLines } from '../logbook/index.ts'
import { decidedBy, decisionFor, type Decision } from '../people/index.ts'
import { modeSet } from './facts.ts'
import type { MeansGateway } from './gateways-by-means.ts'
import { modeDanger, modeMachine, type CommsMode } from './mode-machine.ts'
import { namesOf, type Standing, type Standings } from './standing.ts'
import { modeTable, type ModeRow } from './tables.ts'

export const modeEntity = 'comms-mode'

export function currentMode({ db }: Pick<CoreContext, 'db'>): ModeRow | undefined {
  return db.tables.select().from(modeTable).where(eq(modeTable.current, true)).get()
}

export function modeNow(context: Pick<CoreContext, 'db'>): CommsMode {
  return currentMode(context)?.to ?? 'normal'
}

/** Newest first. */
export function modeChanges({ db }: Pick<CoreContext, 'db'>, limit: number): ModeRow[] {
  return db.tables
    .select()
    .from(modeTable)
    .orderBy(desc(modeTable.at), desc(modeTable.id))
    .limit(limit)
    .all()
}

export interface Evidence {
  readonly text: string
  readonly bad: boolean
}

export interface Assessment {
  readonly evidence: readonly Evidence[]
  /** Null: what stands fits, or nothing speaks against it. */
  readonly suggested: { readonly to: CommsMode; readonly why: readonly string[] } | null
}

const publicMeans: ReadonlySet<Means> = new Set(['public', 'landline'])

/** The roads of the public net to people; a vehicle's terminal says nothing about a township. */
const isPublic = ({ means, vehicle }: MeansGateway): boolean => publicMeans.has(means) && !vehicle

const isCut = ({ cells }: Standing): boolean => {
  const own = cells.filter(({ means, state }) => publicMeans.has(means) && state !== 'none')
  return own.length > 0 && own.every(({ state }) => state === 'failed' || state === 'down')
}

const names = (rows: readonly Standing[]) => namesOf(rows, 6)

function gatewayEvidence({ gateways }: Standings): { evidence: Evidence[]; publicDown: boolean } {
  const down = gateways.filter(({ ready }) => !ready)
  const evidence = down.map(({ name, means, vehicle, downSince }) => ({
    text: `${vehicle ? '车载终端' : meansWord(means)}网关「${name}」中断${downSince === null ? '' : `，${beijingTime(downSince).slice(0, 5)} 起`}`,
    bad: true,
  }))
  const own = gateways.filter(isPublic)
  return { evidence, publicDown: own.length > 0 && own.every(({ ready }) => !ready) }
}

/** Two places without a public net are no broken telephone any more. */
const cutPlaces = 2

export function assess(all: Standings, now: ModeRow | undefined): Assessment {
  const places = all.rows.filter(({ kind }) => kind !== 'team')
  const { evidence: gateways, publicDown } = gatewayEvidence(all)
  const cut = places.filter(isCut)
  const lost = places.filter(({ level }) => level === 'lost')
  const evidence: Evidence[] = [
    ...gateways,
    ...(cut.length > 0 ? [{ text: `公网、固话都不通：${names(cut)}`, bad: true }] : []),
    ...(lost.length > 0 ? [{ text: `没有任何手段能通：${names(lost)}`, bad: true }] : []),
  ]
  const mode = now?.to ?? 'normal'
  const degraded = publicDown || cut.length >= cutPlaces
  const bad = evidence.map(({ text }) => text)
  if (evidence.length === 0) evidence.push({ text: '网关和各地联络没有异常', bad: false })
  if (degraded) {
    const to = lost.length > 0 ? 'triple_cut' : 'degraded'
    return { evidence, suggested: worseThan(to, mode) ? { to, why: bad } : null }
  }
  const why = mended(all, places, now)
  evidence.push(...why.map((text) => ({ text, bad: false })))
  if (mode === 'normal' || why.length === 0) return { evidence, suggested: null }
  return { evidence, suggested: { to: mode === 'recovering' ? 'normal' : 'recovering', why } }
}

/** A cut that is being mended is not called a lesser one by the machine. */
function worseThan(to: CommsMode, mode: CommsMode): boolean {
  return modeDanger[to] > modeDanger[mode] || (mode === 'recovering' && to === 'degraded')
}

/**
 * What speaks for a recovery since the mode was set. Somebody may have known of a cut that the
 * console did not see: that nothing is seen now is no sign that it is over.
 */
function mended(
  { gateways }: Standings,
  places: readonly Standing[],
  now: ModeRow | undefined,
): string[] {
  if (!now || now.to === 'normal') return []
  const own = gateways.filter(isPublic)
  const hadGateway = now.evidence.some((text) => /^(?:公网|固定电话)网关/.test(text))
  const reached = places.filter(({ cells }) =>
    cells.some(
      ({ means, state, proven }) =>
        publicMeans.has(means) && state === 'good' && proven !== null && proven.at > now.at,
    ),
  )
  return [
    ...(hadGateway && own.length > 0 ? ['中断的公网网关已经接通'] : []),
    ...(reached.length > 0 ? [`公网、固话已试通：${names(reached)}`] : []),
  ]
}

export function modeSteps(mode: CommsMode) {
  return nextSteps(modeMachine, mode).map(({ to, action, actor, leader, effect }) => ({
    to,
    word: stateWord(modeMachine, to),
    action,
    actor,
    leader,
    effect,
  }))
}

export interface ModeChange {
  readonly to: CommsMode
  readonly reason: string
  readonly authority?: { readonly person: string; readonly how: 'phone' | 'radio' | 'f2f' } | null
}

export type ModeRefusal =
  | Refusal<'not-allowed', { readonly sentence: string }>
  | Refusal<'not-entitled', { readonly name: string }>

function decision(
  context: CoreContext,
  seat: Seat,
  leader: boolean,
  authority: ModeChange['authority'],
): Result<Decision, Refusal<'not-entitled', { readonly name: string }>> {
  if (leader) return decisionFor(context, seat, 'incident.decide', authority ?? null)
  const { person, name } = requireRight(seat, 'radio.send')
  return accept({ person, name, how: 'own' })
}

export function setMode(
  context: CoreContext,
  seat: Seat,
  { to, reason: typed, authority }: ModeChange,
  evidence: readonly Evidence[],
): Result<Recorded, ModeRefusal> {
  const { name, person } = requireSession(seat)
  const now = currentMode(context)
  const from = now?.to ?? 'normal'
  const step = stepOf(modeMachine, from, to)
  if (!step) return refuse('not-allowed', { sentence: whyNot(modeMachine, from, to) })
  // Whoever only writes a leader's word down still needs a right of the desk.
  if (!seat.session?.rights.has('incident.decide')) requireRight(seat, 'radio.send')
  const decided = decision(context, seat, step.leader, authority)
  if (!decided.ok) return decided
  const at = context.world.clock.nowMs()
  const reason = typed.trim()
  const seen = evidence.filter(({ bad }) => bad).map(({ text }) => text)
  const body = { from, to, reason, evidence: seen, decision: decided.value, by: name, at }
  const word = (mode: CommsMode) => stateWord(modeMachine, mode)
  const recorded = recordFor(context, seat, () => [
    { kind: modeSet.kind, entity: modeEntity, body, base: now?.seen ?? [] },
    logLines(context)({
      kind: 'decision',
      source: { kind: 'person', id: person, text: name },
      text: `通信模式 ${word(from)} → ${word(to)}（${decidedBy(decided.value)} 决定）；原因：${reason}；${step.effect}`,
      recorder: name,
    }),
  ])
  return accept(recorded)
}
