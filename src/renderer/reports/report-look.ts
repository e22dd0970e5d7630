import type { Report, ReportState } from '../../core/modules/reports/contract.ts'
import type { Tone } from '../ui/Tag.tsx'

export const stateTones: Readonly<Record<ReportState, Tone>> = {
  draft: 'plain',
  reviewing: 'blue',
  returned: 'orange',
  signed: 'blue',
  sent: 'yellow',
  acknowledged: 'ok',
  superseded: 'plain',
  void: 'red',
}

/** Whose move it is, or who has it: what stands beside the state. */
export function stateNote(report: Report): string {
  const last = report.sendings.at(-1)
  switch (report.state) {
    case 'draft':
    case 'reviewing':
      return report.draftedBy
    case 'returned':
      return report.remarks
    case 'signed':
      return report.signedBy ?? ''
    case 'sent': {
      const open = report.sendings.filter(({ receipt }) => receipt === null)
      return `待签收 ${open.map(({ to }) => to).join('、')}`
    }
    case 'acknowledged':
    case 'superseded':
      return last?.receipt?.by ?? last?.receiver ?? ''
    case 'void':
      return '不作数'
    default:
      return ''
  }
}
