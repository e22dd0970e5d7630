/** The words of an order, always composed the same way from the same parts. */
import { drillMark } from '../../drill-mark.ts'
import { beijingDate, beijingTime } from '../../kernel/beijing-time.ts'
import type { OpStatus } from '../../oplog/types.ts'

export interface OrderParts {
  readonly callSign: string
  readonly task: string
  readonly place: string
  readonly channel: string
  readonly route?: string | undefined
  readonly carry?: string | undefined
  readonly contact?: string | undefined
  readonly dueAt?: number | null | undefined
}

const part = (label: string, value: string | undefined): string =>
  value === undefined || value.trim() === '' ? '' : `${label}${plain(value)}。`

/** The composed sentence brings its own full stops. */
function plain(value: string): string {
  return value.trim().replace(/[。.；;，,\s]+$/u, '')
}

/** `令-0412-003`, with the site's letter where it is not the centre's own. */
export function orderNumber(site: string, own: string, day: string, number: number): string {
  const letter = site === own ? '' : site
  return `令-${day.slice(5).replace('-', '')}-${letter}${String(number).padStart(3, '0')}`
}

/** The calendar day in Beijing on which orders are counted. */
export function orderDay(at: number): string {
  return beijingDate(at)
}

/** @param orderNo empty before it was given */
export function composeOrder(parts: OrderParts, orderNo: string, status: OpStatus): string {
  const due = parts.dueAt == null ? '' : `${beijingTime(parts.dueAt).slice(0, 5)} 前到达。`
  return [
    drillMark(status),
    orderNo === '' ? '' : `${orderNo} `,
    `${parts.callSign}：前往${plain(parts.place)}。任务：${plain(parts.task)}。`,
    due,
    part('路线：', parts.route),
    part('携带：', parts.carry),
    part('现场联系：', parts.contact),
    part('信道：', parts.channel),
    '收到请复诵。',
  ].join('')
}
