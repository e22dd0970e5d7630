import { EmptyState } from '../../../ui/states.tsx'
import { Panel } from '../../../ui/Panel.tsx'

export function MapPanel() {
  return (
    <Panel title="地图">
      <EmptyState title="地图尚未接入" />
    </Panel>
  )
}
