/**
 * What stands right of an incident's log, in this order. A panel is a component of its own folder
 * under `renderer/` that takes the incident; adding one is a line here.
 */
import type { ComponentType } from 'react'
import type { Incident } from '../../../core/modules/incidents/contract.ts'
import { AttachmentsPanel } from '../../attachments/AttachmentsPanel.tsx'
import { DispatchPanel } from '../../dispatch/DispatchPanel.tsx'
import { CallsPanel } from '../../incident/CallsPanel.tsx'
import { PlacePanel } from '../../incident/PlacePanel.tsx'
import { MessagesPanel } from '../../outbox/MessagesPanel.tsx'
import { ReportsPanel } from '../../reports/ReportsPanel.tsx'
import { ReviewPanel } from '../../review/ReviewPanel.tsx'

export interface IncidentPanel {
  readonly key: string
  readonly component: ComponentType<{ readonly incident: Incident }>
  /** Absent: always. */
  readonly when?: (incident: Incident) => boolean
}

export const incidentPanels: readonly IncidentPanel[] = [
  { key: 'dispatch', component: DispatchPanel },
  { key: 'messages', component: MessagesPanel },
  { key: 'reports', component: ReportsPanel },
  { key: 'calls', component: CallsPanel },
  { key: 'attachments', component: AttachmentsPanel },
  {
    key: 'review',
    component: ReviewPanel,
    // Relief and running times are noted while teams are out, not only afterwards.
    when: ({ group }) => group !== 'waiting',
  },
  { key: 'place', component: PlacePanel },
]
