import { EmptyState } from '../../../ui/states.tsx'
import { Panel } from '../../../ui/Panel.tsx'

export function LogPanel() {
  return (
    <Panel title="值班日志">
      <EmptyState title="日志尚未接入" />
    </Panel>
  )
}
