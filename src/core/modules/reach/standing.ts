/** Every subject with its cells and what they come to. */
import type { CoreContext } from '../../module.ts'
import { addressBook, type Address } from './addresses.ts'
import { cellSituation, cellsOf, type Cell } from './cells.ts'
import { meansGateways, type MeansGateway } from './gateways-by-means.ts'
import { subjectList, type Subject } from './subjects.ts'
import type { ReachLevel } from './words.ts'

export interface Standing extends Subject {
  readonly level: ReachLevel
  readonly good: number
  readonly cells: readonly Cell[]
  readonly addresses: readonly Address[]
  /** Newest proof over all means; 0 where there never was one. */
  readonly provenAt: number
}

export interface Standings {
  readonly rows: readonly Standing[]
  readonly gateways: readonly MeansGateway[]
  readonly now: number
  readonly freshMs: number
}

/** Somebody was called over some means, with or without an answer. */
export const isTried = ({ cells }: Pick<Standing, 'cells'>): boolean =>
  cells.some(({ proven, failed }) => proven !== null || failed !== null)

export function namesOf(rows: readonly Standing[], most: number): string {
  const names = rows.slice(0, most).map(({ name }) => name)
  return names.join('、') + (rows.length > most ? ` 等 ${rows.length} 处` : '')
}

/** Nothing configured; something works; proofs too old; never tried; tried and nothing left. */
function levelOf(cells: readonly Cell[]): ReachLevel {
  const has = (state: Cell['state']) => cells.some((cell) => cell.state === state)
  if (has('good')) return 'good'
  if (has('stale')) return 'stale'
  if (has('untried')) return 'untried'
  return has('failed') || has('down') ? 'lost' : 'none'
}

export function standings(context: CoreContext): Standings {
  const book = addressBook(context)
  const gateways = meansGateways(context)
  const situation = cellSituation(context, gateways)
  const touched = new Set([...situation.newest.keys()].map((key) => key.split(' ')[0] ?? ''))
  const subjects = subjectList(context, (key) => book.has(key) || touched.has(key))
  const rows = subjects.map((subject): Standing => {
    const addresses = book.get(subject.key) ?? []
    const cells = cellsOf(situation, subject.key, addresses)
    return {
      ...subject,
      cells,
      addresses,
      level: levelOf(cells),
      good: cells.filter(({ state }) => state === 'good').length,
      provenAt: Math.max(0, ...cells.map(({ proven }) => proven?.at ?? 0)),
    }
  })
  return { rows, gateways, now: situation.now, freshMs: situation.freshMs }
}
