/** How to get through to who cannot be reached: what to try, who is near, who could go. */
import { distanceM } from '../../kernel/geo.ts'
import { meansWord, type Means } from '../../gateway/means.ts'
import { cellReason, ladderOf, shortTime } from './best-means.ts'
import type { Standing, Standings } from './standing.ts'

export interface NextStep {
  readonly kind: 'try' | 'neighbour' | 'team' | 'runner'
  /** `试呼 370M 1012` */
  readonly text: string
  readonly why: string
  readonly means: Means | null
  readonly address: string | null
}

const mostTries = 2

function tries(row: Standing, { gateways, now }: Standings): NextStep[] {
  return ladderOf({ cells: row.cells, addresses: row.addresses, gateways, now })
    .filter(({ state, means }) => means !== 'runner' && state !== 'good' && state !== 'down')
    .slice(0, mostTries)
    .map(({ means, address, reason }) => ({
      kind: 'try',
      text: `试呼 ${meansWord(means)}${address === null ? '' : ` ${address}`}`,
      why: reason,
      means,
      address,
    }))
}

function byDistance(row: Standing, others: readonly Standing[]): readonly Standing[] {
  const { point } = row
  if (!point) return others
  const away = (other: Standing) =>
    other.point ? distanceM(point, other.point) : Number.POSITIVE_INFINITY
  return others.toSorted((a, b) => away(a) - away(b))
}

function provenWords({ cells }: Standing, now: number): string {
  const cell = cells.find(({ state }) => state === 'good')
  return cell?.proven ? `${meansWord(cell.means)} ${shortTime(cell.proven.at, now)} 通` : ''
}

/** The nearest township that can be reached, and a team that is there. */
function others(row: Standing, { rows, now }: Standings): NextStep[] {
  const reached = rows.filter(({ level, key }) => level === 'good' && key !== row.key)
  const places = reached.filter(({ kind }) => kind === 'township')
  const [neighbour] = byDistance(row, places)
  const team = reached.find(
    ({ kind, township }) => kind === 'team' && row.kind !== 'team' && township === row.township,
  )
  const step = (kind: 'neighbour' | 'team', who: Standing): NextStep => ({
    kind,
    text: `经${who.name}转告`,
    why: `${kind === 'team' ? '队伍驻在当地' : '相邻'}，${provenWords(who, now)}`,
    means: null,
    address: null,
  })
  return [
    ...(team ? [step('team', team)] : []),
    ...(neighbour ? [step('neighbour', neighbour)] : []),
  ]
}

/** Best first; the runner always stays. */
export function nextContact(row: Standing, all: Standings): NextStep[] {
  return [
    ...tries(row, all),
    ...others(row, all),
    {
      kind: 'runner',
      text: `派通信员到${row.name}`,
      why: '当面传达并带回情况',
      means: 'runner',
      address: null,
    },
  ]
}

/** `370M 08:36 呼叫不通，没有试通过；固定电话 …` */
export function whyLost({ cells }: Standing, now: number): string {
  return cells
    .filter(({ state, means }) => state !== 'none' && means !== 'runner')
    .map((cell) => cellReason(cell, now))
    .join('；')
}
