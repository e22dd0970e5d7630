/** 19 队伍动态表: when each team left, arrived, worked, came back, with how many. */
import { beijingMinute } from '../../../kernel/beijing-time.ts'
import { signatures } from '../../../documents/blocks.ts'
import type { PrintDocument } from '../../../documents/model.ts'
import type { CoreContext } from '../../../module.ts'
import { assignmentsOf } from '../../dispatch/index.ts'
import { framed, incidentSubtitle } from './frame.ts'
import type { QuotedIncident } from './incident-reading.ts'

function time(ms: number | null): string {
  return ms === null ? '' : beijingMinute(ms)
}

function amount(count: number | null, unit: string): string {
  return count === null ? '' : `${count} ${unit}`
}

/** Where a step was not reported by itself but passed over, no time stands. */
export function unitLog(context: CoreContext, incident: QuotedIncident): PrintDocument {
  const orders = assignmentsOf(context, incident.shown.id)
  const people = orders.reduce((sum, order) => sum + (order.people ?? 0), 0)
  const vehicles = orders.reduce((sum, order) => sum + (order.vehicles ?? 0), 0)
  return framed(context, {
    title: '队伍动态表',
    subtitle: `${incident.shown.title}　${incidentSubtitle(incident)}`,
    fileName: `队伍动态表 ${incident.shown.number}`,
    paper: 'A4-landscape',
    blocks: [
      {
        kind: 'table',
        columns: [
          { title: '命令号', width: 'auto' },
          { title: '队名（呼号）', width: 3 },
          { title: '下令', width: 1.6, align: 'center' },
          { title: '出动', width: 1.6, align: 'center' },
          { title: '到达', width: 1.6, align: 'center' },
          { title: '处置', width: 1.6, align: 'center' },
          { title: '撤离', width: 1.6, align: 'center' },
          { title: '归队', width: 1.6, align: 'center' },
          { title: '人员', width: 'auto', align: 'right' },
          { title: '车辆', width: 'auto', align: 'right' },
          { title: '当前状态', width: 'auto', align: 'center' },
          { title: '伤病', width: 2 },
        ],
        rowHeightMm: 9,
        rows: orders.map((order) => [
          order.orderNo,
          `${order.name}（${order.callSign}）`,
          time(order.orderedAt),
          time(order.departedAt),
          time(order.arrivedAt),
          time(order.workingAt),
          time(order.releasedAt),
          time(order.backAt),
          amount(order.people, '人'),
          amount(order.vehicles, '台'),
          order.stateWord,
          '',
        ]),
      },
      {
        kind: 'paragraph',
        words: `共 ${orders.length} 支次，已报人员 ${people} 人、车辆 ${vehicles} 台。`,
      },
      signatures(['制表', ''], ['审核', '']),
    ],
  })
}
