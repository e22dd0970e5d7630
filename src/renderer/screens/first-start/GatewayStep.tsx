import { useQuery } from '@tanstack/react-query'
import { queries } from '../../client.ts'

/** Says what is there; the gateways themselves are set up in 设置, with their frames in view. */
export function GatewayStep() {
  const ports = useQuery(queries.gateways.ports.queryOptions())
  const found = ports.data ?? []
  return (
    <>
      <p>
        {found.length > 0 ? (
          <>
            本机现在有 {found.length} 个串口：
            <code>{found.map(({ label }) => label).join('、')}</code>。
          </>
        ) : (
          '本机现在没有找到串口。电台网关也可以经网络（TCP、UDP）连接。'
        )}
      </p>
      <p>
        完成后在「设置 ·
        网关」添加网关、选串口、试听收到的数据。没有网关时，日志、事件、人员照常使用。
      </p>
    </>
  )
}
