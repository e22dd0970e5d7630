/** Counts said in a sentence, added to the incident's snapshot. */
import type { CasualtyCounts } from '../../command/proposal.ts'
import type { CoreContext, Seat } from '../../module.ts'
import { incidentsContract } from '../incidents/contract.ts'
import { casualtiesOf, reportCasualties } from '../incidents/index.ts'
import type { Undo } from './contract.ts'
import { orRefuse, Refused } from './refusal.ts'

export function hasCounts(counts: CasualtyCounts): boolean {
  return Object.values(counts).some((value) => value !== undefined)
}

interface More {
  readonly at: number | null
  readonly text: string
  readonly source: string
}

/** @throws Refused: a figure that falls must be explained on the incident's page or in the words */
export function addCasualties(
  context: CoreContext,
  seat: Seat,
  incident: string,
  counts: CasualtyCounts,
  { at, text, source }: More,
): { readonly storedAt: number; readonly undo: Undo } {
  const before = casualtiesOf(context.db, incident).at(-1)
  const told = Object.fromEntries(
    Object.entries(counts).filter(([, value]) => value !== undefined),
  ) as CasualtyCounts
  const input = incidentsContract.reportCasualties['~orpc'].inputSchema?.safeParse({
    ...told,
    incident,
    source: source.trim() === '' ? '未说明' : source.slice(0, 60),
    verified: false,
    ...(at === null ? {} : { at }),
    // The words of the sentence are the reason, where a figure falls and one is given.
    reason: /(?:更正|核实|原报|误报|找到|获救|救出|治愈|重复)/.test(text) ? text.slice(0, 200) : '',
  })
  if (!input?.success) throw new Refused('伤亡数字不合格式，请在事件页登记。')
  const done = reportCasualties(context, seat, input.data)
  const stored = orRefuse(done, incidentsContract.reportCasualties)
  // A snapshot has a number for every field: before the first one all of them are nought.
  const was = before
    ? figures(before)
    : Object.fromEntries(Object.keys(told).map((field) => [field, 0]))
  const undo: Undo = { kind: 'casualties', incident, before: was }
  return { storedAt: stored.storedAt, undo }
}

const fields = ['dead', 'missing', 'serious', 'injured', 'trapped', 'atRisk', 'evacuated'] as const

export function figures(snapshot: { readonly [Key in (typeof fields)[number]]: number }) {
  return Object.fromEntries(fields.map((field) => [field, snapshot[field]]))
}
