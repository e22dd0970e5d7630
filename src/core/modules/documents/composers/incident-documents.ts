/** Papers of one incident: domain §13 numbers 4, 9, 11, 12, 18, 19 and 20. */
import { accept, refuse } from '../../../kernel/result.ts'
import type { DocumentKind } from '../../../documents/kind.ts'
import type { PrintDocument } from '../../../documents/model.ts'
import type { CoreContext } from '../../../module.ts'
import { activationNotice } from './activation-notice.ts'
import { commandLog } from './command-log.ts'
import { dispatchOrder, orderSubjects } from './dispatch-order.ts'
import { quotedIncident, type QuotedIncident } from './incident-reading.ts'
import { instructionSlip } from './instruction-slip.ts'
import { phoneCard } from './phone-card.ts'
import { phoneRecord } from './phone-record.ts'
import { unitLog } from './unit-log.ts'

type Compose = (context: CoreContext, incident: QuotedIncident) => PrintDocument

/** A document there is one of for each incident. */
function ofIncident(key: string, number: number, title: string, compose: Compose): DocumentKind {
  return {
    key,
    number,
    title,
    formats: ['pdf', 'docx'],
    subjects: (_context, incident) => (incident === null ? [] : [{ id: incident, title }]),
    compose(context, subject) {
      const incident = quotedIncident(context, subject)
      return incident ? accept(compose(context, incident)) : refuse('not-found')
    },
  }
}

const activationSteps = [
  ['start', '启动'],
  ['adjust', '调整'],
  ['end', '终止'],
] as const

/** Subject: `start:<incident>`. */
const activation: DocumentKind = {
  key: 'activation_notice',
  number: 12,
  title: '应急响应通知',
  formats: ['pdf', 'docx'],
  subjects: (_context, incident) =>
    incident === null
      ? []
      : activationSteps.map(([key, word]) => ({
          id: `${key}:${incident}`,
          title: `${word}应急响应`,
        })),
  compose(context, subject) {
    const [key, id = ''] = subject.split(':', 2)
    const word = activationSteps.find(([step]) => step === key)?.[1]
    const incident = quotedIncident(context, id)
    return word && incident
      ? accept(activationNotice(context, incident, word))
      : refuse('not-found')
  },
}

/** Subject: `<incident>:<assignment>`. */
const order: DocumentKind = {
  key: 'dispatch_order',
  number: 18,
  title: '调派（救援）命令单',
  formats: ['pdf', 'docx'],
  subjects: (context, incident) => (incident === null ? [] : orderSubjects(context, incident)),
  compose: (context, subject) => {
    const composed = dispatchOrder(context, subject)
    return composed ? accept(composed) : refuse('not-found')
  },
}

export const incidentDocuments: readonly DocumentKind[] = [
  ofIncident('phone_record', 4, '接报登记单', phoneRecord),
  ofIncident('phone_flash_card', 9, '电话快报提示卡', phoneCard),
  ofIncident('instruction_slip', 11, '领导批示办理单（待填）', instructionSlip),
  activation,
  order,
  ofIncident('unit_log', 19, '队伍动态表', unitLog),
  ofIncident('command_log', 20, '指挥纪实', commandLog),
]
