/** 18 调派（救援）命令单: one order to one team. */
import { factPairs, factRows, minute, signatures } from '../../../documents/blocks.ts'
import type { DocumentSubject } from '../../../documents/kind.ts'
import type { PrintDocument } from '../../../documents/model.ts'
import type { CoreContext } from '../../../module.ts'
import { assignmentsOf } from '../../dispatch/index.ts'
import { framed } from './frame.ts'
import { quotedIncident } from './incident-reading.ts'

export function orderSubjects(context: CoreContext, incident: string): DocumentSubject[] {
  return assignmentsOf(context, incident).map(({ id, orderNo, name }) => ({
    id: `${incident}:${id}`,
    title: `${orderNo} ${name}`,
  }))
}

/** @param subject `<incident>:<assignment>` */
export function dispatchOrder(context: CoreContext, subject: string): PrintDocument | undefined {
  const [of = '', assignment] = subject.split(':', 2)
  const order = assignmentsOf(context, of).find(({ id }) => id === assignment)
  if (!order) return undefined
  const incident = quotedIncident(context, order.incident)
  return framed(context, {
    title: '调派（救援）命令单',
    subtitle: `命令号 ${order.orderNo}`,
    fileName: `命令单 ${order.orderNo} ${order.name}`,
    blocks: [
      factPairs([
        ['下令时间', minute(order.orderedAt)],
        ['到位时限', minute(order.dueAt)],
        ['受令队伍', order.name],
        ['呼号', order.callSign],
        ['联络信道', order.channel],
        ['现场联系人', order.contact ?? ''],
      ]),
      factRows([
        {
          label: '事件',
          value: `${order.incidentNumber} ${order.incidentTitle}`,
        },
        { label: '任务', value: order.task, heightMm: 24 },
        {
          label: '地点、坐标',
          value: placeWords(order.place, incident?.place ?? ''),
          heightMm: 14,
        },
        { label: '行进路线', value: order.route ?? '', heightMm: 12 },
        { label: '携带装备', value: order.carry ?? '', heightMm: 12 },
        { label: '命令全文', value: order.text, heightMm: 20 },
        { label: '注意事项', value: '', heightMm: 20 },
      ]),
      factPairs([
        ['签发（下令）', order.orderedBy],
        ['复诵时间', minute(order.acknowledgedAt)],
      ]),
      factRows([{ label: '复诵内容', value: order.readBack ?? '', heightMm: 12 }]),
      signatures(['签发', ''], ['受令人', ''], ['记录', '']),
    ],
  })
}

/** The place of the order; the incident's with its coordinates where it names the same one. */
function placeWords(ordered: string, ofIncident: string): string {
  return ofIncident.startsWith(ordered) ? ofIncident : ordered
}
