/** Which way to try first, with the reason in words. The machine suggests, a person decides. */
import { beijingDate, beijingMinute, beijingTime } from '../../kernel/beijing-time.ts'
import { meansKeys, meansWord, type Means } from '../../gateway/means.ts'
import type { CoreContext } from '../../module.ts'
import { addressesOf, type Address } from './addresses.ts'
import { cellSituation, cellsOf, type Cell } from './cells.ts'
import { meansGateways, type MeansGateway } from './gateways-by-means.ts'
import { keyOf, type Whom } from './subjects.ts'
import { proofHowWords, type CellState } from './words.ts'

export interface MeansChoice {
  readonly means: Means
  /** A gateway that sends texts over it and is ready; null: by hand, or not now. */
  readonly gateway: string | null
  readonly address: string | null
  readonly state: CellState
  readonly provenAt: number | null
  readonly reason: string
}

/** Proven first, then what was good before, then what nobody tried, then what failed. */
const rank: Readonly<Record<CellState, number>> = {
  good: 0,
  stale: 1,
  untried: 2,
  failed: 3,
  down: 4,
  none: 5,
}

/** `14:02` today, `04-04 18:20` before. */
export function shortTime(at: number, now: number): string {
  return beijingDate(at) === beijingDate(now) ? beijingTime(at).slice(0, 5) : beijingMinute(at)
}

function ageWords(ms: number): string {
  const minutes = Math.floor(ms / 60_000)
  if (minutes < 1) return '刚刚'
  if (minutes < 60) return `${minutes} 分钟前`
  return minutes < 48 * 60
    ? `${Math.floor(minutes / 60)} 小时前`
    : `${Math.floor(minutes / 1440)} 天前`
}

export function cellReason({ means, state, proven, failed }: Cell, now: number): string {
  const word = meansWord(means)
  const last = proven ? `最近试通 ${shortTime(proven.at, now)}` : '没有试通过'
  switch (state) {
    case 'good':
      return proven
        ? `${word} ${ageWords(now - proven.at)}${proofHowWords[proven.how]}通过`
        : `${word} 通`
    case 'stale':
      return `${word} 太久没有试（${last}）`
    case 'untried':
      return `${word} 有号码，还没有试过`
    case 'failed':
      return `${word} ${failed ? shortTime(failed.at, now) : ''} 呼叫不通，${last}`
    case 'down':
      return `${word} 网关中断，${last}`
    case 'none':
      return means === 'runner' ? '派通信员当面传达' : `${word} 没有登记号码`
  }
}

function gatewayFor(
  gateways: readonly MeansGateway[],
  means: Means,
  vehicle: boolean,
): string | null {
  const fits = (one: MeansGateway) => one.means === means && one.vehicle === vehicle
  return gateways.find((one) => fits(one) && one.ready && one.canText)?.id ?? null
}

export interface LadderParts {
  readonly cells: readonly Cell[]
  readonly addresses: readonly Address[]
  readonly gateways: readonly MeansGateway[]
  readonly now: number
}

/** Every means with an address, best first, and the runner at the end: somebody can always go. */
export function ladderOf({ cells, addresses, gateways, now }: LadderParts): MeansChoice[] {
  const choices = cells.flatMap((cell): MeansChoice[] => {
    const { means, state, proven } = cell
    const choice = { means, state, provenAt: proven?.at ?? null, reason: cellReason(cell, now) }
    const own = addresses.filter((one) => one.means === means)
    if (own.length > 0) {
      return own.map(({ address, vehicle }) => ({
        ...choice,
        address,
        gateway: gatewayFor(gateways, means, vehicle),
      }))
    }
    const gateway = gatewayFor(gateways, means, false)
    return state === 'none' && means !== 'runner' ? [] : [{ ...choice, gateway, address: null }]
  })
  const place = (choice: MeansChoice) => meansKeys.indexOf(choice.means)
  return choices.toSorted((a, b) => {
    if ((a.means === 'runner') !== (b.means === 'runner')) return a.means === 'runner' ? 1 : -1
    return rank[a.state] - rank[b.state] || place(a) - place(b)
  })
}

/** Best first; a team, a place, or the telephones of a person. */
export function bestMeans(context: CoreContext, whom: Whom): MeansChoice[] {
  const subject = keyOf(whom)
  if (subject === undefined) return []
  const addresses = addressesOf(context, whom)
  const gateways = meansGateways(context)
  const situation = cellSituation(context, gateways, subject)
  const cells = cellsOf(situation, subject, addresses)
  return ladderOf({ cells, addresses, gateways, now: situation.now })
}
