import { Panel } from '../../../ui/Panel.tsx'
import { EmptyState } from '../../../ui/states.tsx'

export function GatewaySettings() {
  return (
    <Panel title="网关">
      <EmptyState title="网关设置尚未接入" />
    </Panel>
  )
}
