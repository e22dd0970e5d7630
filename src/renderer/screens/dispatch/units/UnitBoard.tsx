import { EmptyState } from '../../../ui/states.tsx'
import { Panel } from '../../../ui/Panel.tsx'

export function UnitBoard() {
  return (
    <Panel title="队伍状态">
      <EmptyState title="队伍状态尚未接入" />
    </Panel>
  )
}
