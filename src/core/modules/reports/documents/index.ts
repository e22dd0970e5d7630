/** The printed reports, for the print menu and the keys of the editor. */
import type { DocumentKind } from '../../../documents/kind.ts'
import type { ReportKind } from '../contract.ts'
import { reportsOf } from '../queries.ts'
import {
  composeBrief,
  composeFinal,
  composeFirst,
  composeFollowUp,
  composePhoneCard,
  composeSpecial,
  type Compose,
} from './compose.ts'

const written: readonly ReportKind[] = ['first', 'follow_up', 'final']

function kindOf(
  key: string,
  number: number,
  title: string,
  kinds: readonly ReportKind[],
  compose: Compose,
): DocumentKind {
  return {
    key,
    number,
    title,
    formats: ['pdf', 'docx'],
    subjects: (context, incident) =>
      incident === null
        ? []
        : reportsOf(context, incident)
            .filter((report) => kinds.includes(report.kind) && report.state !== 'void')
            .map(({ id, name, documentNo }) => ({ id, title: `${name} ${documentNo ?? '草稿'}` })),
    compose,
  }
}

export const documents: readonly DocumentKind[] = [
  kindOf('duty_brief', 5, '值班快报', written, composeBrief),
  kindOf('event_first', 6, '突发事件信息（首报）', ['first'], composeFirst),
  kindOf('event_follow', 7, '突发事件续报', ['follow_up'], composeFollowUp),
  kindOf('event_final', 8, '突发事件终报', ['final'], composeFinal),
  kindOf('phone_flash_report', 9, '电话快报提示卡（已填）', ['phone_flash'], composePhoneCard),
  kindOf('special_report', 10, '应急信息专报', ['special'], composeSpecial),
]
