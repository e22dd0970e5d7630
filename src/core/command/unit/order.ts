/** Is the sentence an order? 派 X 去 #12; 出动 X 小松镇罗源村山火; X 去罗源村. */
import type { Decision, Target } from '../decision.ts'
import type { Seen } from '../seen.ts'
import { expectedAt } from './arrival.ts'
import { makeOrder } from './make-order.ts'
import { goWords, orderVerbs } from '../words.ts'

const strongBefore = new RegExp(`(?:${orderVerbs.strong})(?:了|出|上|一下)?[^,;.?!]{0,6}$`)

/** 给森防02下命令 */
const givesOrder = /^(?:下命令|下达命令|下令|发命令|下个命令|布置任务|派任务|派活)/

const softBefore = new RegExp(`(?:${orderVerbs.soft})(?:一下)?[^,;.?!\\ue000]{0,4}$`)

const toldBefore =
  /(?:请求|申请|建议|希望|能否|可否|是否|要不要|要求|需要|想)[^,;.]{0,4}(?:调派|增派|派|调)|(?:已|已经|刚|自己|他们|镇里|乡里|村里|上级|市里|邻县)[^,;.]{0,2}(?:调派|增派|派|派出|调|命令|令|出动)(?:了|出)?/

const goAfter = new RegExp(`^[^,;.?!]{0,3}?(?:${goWords})`)

const onTheWay = /(?:正在?|已经?|在|刚)[^,;.]{0,2}$/

/** 支援小松01: that team is helped, and ordered nothing. */
const helped = /(?:支援|增援|驰援|替换|接替|替下|协助|配合|接应|营救|救援|顶替)$/

/** 派 X 去 #12; 出动 X 小松镇罗源村山火; X 去罗源村. */
export function orderOf(whole: Seen, target: Target): Decision | undefined {
  const { words } = whole.sheet
  const seen = {
    ...whole,
    units: whole.units.filter(({ start }) => !helped.test(words.slice(0, start))),
  }
  const { sheet, units, places, events, statuses } = seen
  const first = units[0]
  const last = units.at(-1)
  if (!first || !last) return undefined
  const rest = sheet.rest()
  const before = rest.slice(0, first.start)
  const strong = strongBefore.exec(before)
  const soft = strong ? undefined : softBefore.exec(before)
  const goes = goAfter.exec(rest.slice(last.end))
  const somewhere = places.length > 0 || events.length > 0 || target.named
  const asksHelp = /请求|要求|需要?|申请|要(?=增援|支援)/.test(rest.slice(last.end, last.end + 5))
  const aims =
    somewhere ||
    goes !== null ||
    /^[^,;.]{0,4}(?:出动|增援|支援|集结|待命|转移|巡查|排查|搜救|扑救|疏散|警戒)/.test(
      rest.slice(last.end),
    )
  const happened = statuses.some(
    ({ sense, status, start, word }) =>
      sense === 'happened' &&
      start >= last.end &&
      !(status === 'request_support' && strong && !/请求|要|需|求/.test(word)) &&
      status !== 'dispatched' &&
      status !== 'contact' &&
      status !== 'mustering' &&
      status !== 'standby',
  )
  const denies =
    /(?:不|别|勿|没有?|未|暂不|无需|不用|不要|不必|先别|先不|不准|暂时不|停止|已经?|刚刚?|刚才|正在)(?:再)?$/.test(
      before.slice(0, before.length - (strong?.[0].length ?? soft?.[0].length ?? 0)),
    )
  if (denies || /([去派调要能该行用])[不没]\1/.test(sheet.words)) return undefined
  if (strong) {
    if (happened) return undefined
    const asked = /[?吗]$/.test(sheet.words)
    if (asked) return undefined
    return makeOrder(seen, target, {
      start: strong.index,
      end: strong.index + strong[0].length,
      toldBy: toldBefore.test(before),
      bare: !aims,
    })
  }
  if (soft && (aims || givesOrder.test(rest.slice(last.end))) && !happened) {
    return makeOrder(seen, target, {
      start: soft.index,
      end: soft.index + soft[0].length,
      toldBy: true,
      bare: false,
    })
  }
  if (
    goes &&
    somewhere &&
    !asksHelp &&
    !happened &&
    !onTheWay.test(
      rest.slice(last.end, last.end + goes[0].length).replace(new RegExp(`(?:${goWords})$`), ''),
    )
  ) {
    if (statuses.some(({ sense }) => sense !== 'happened')) return undefined
    // 不去了: no order at all.
    if (
      /[不没别]再?$/.test(
        rest.slice(last.end, last.end + goes[0].length).replace(new RegExp(`(?:${goWords})$`), ''),
      )
    )
      return undefined
    const lead = first.candidates[0]
    const arrives = lead !== undefined && expectedAt(seen, lead)
    if (/^[^,;.?!]{0,3}?到/.test(goes[0]) && (statuses.length > 0 || arrives)) return undefined
    return makeOrder(seen, target, {
      start: last.end,
      end: last.end + goes[0].length,
      toldBy: true,
      bare: false,
      maybeStatus: true,
    })
  }
  return undefined
}
