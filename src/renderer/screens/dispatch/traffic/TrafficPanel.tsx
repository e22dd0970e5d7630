import { EmptyState } from '../../../ui/states.tsx'
import { Panel } from '../../../ui/Panel.tsx'

export function TrafficPanel() {
  return (
    <Panel title="电台通联">
      <EmptyState title="通联记录尚未接入" />
    </Panel>
  )
}
