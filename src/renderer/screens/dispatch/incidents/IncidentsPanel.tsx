import { EmptyState } from '../../../ui/states.tsx'
import { Panel } from '../../../ui/Panel.tsx'

export function IncidentsPanel() {
  return (
    <Panel title="事件">
      <EmptyState title="事件列表尚未接入" />
    </Panel>
  )
}
