/** All documents that can be printed: those composed here and those of other modules. */
import type { DocumentKind } from '../../documents/kind.ts'
import { blankForms } from './composers/blank-forms.ts'
import { incidentDocuments } from './composers/incident-documents.ts'
import { documents as dutyLogDocuments } from '../duty-log/index.ts'
import { documents as briefDocuments } from '../briefs/index.ts'
import { documents as commsDocuments } from '../comms-report/index.ts'
import { documents as handoverDocuments } from '../handovers/index.ts'
import { documents as instructionDocuments } from '../instructions/index.ts'
import { documents as contactDocuments } from '../contacts/index.ts'
import { documents as mapDocuments } from '../map-files/index.ts'
import { documents as reportDocuments } from '../reports/index.ts'
import { documents as reviewDocuments } from '../review/index.ts'
import { documents as rosterDocuments } from '../rosters/index.ts'
import { documents as rollCallDocuments } from '../rollcall/index.ts'
import { documents as spotCheckDocuments } from '../spot-checks/index.ts'

export const documentKinds: readonly DocumentKind[] = [
  ...incidentDocuments,
  ...dutyLogDocuments,
  ...reportDocuments,
  ...reviewDocuments,
  ...instructionDocuments,
  ...handoverDocuments,
  ...rollCallDocuments,
  ...rosterDocuments,
  ...spotCheckDocuments,
  ...commsDocuments,
  ...briefDocuments,
  ...contactDocuments,
  ...mapDocuments,
  ...blankForms,
]
