import { useConnection } from './client.ts'

/** What is said while there is no console behind the page. */
export function ConnectionPage() {
  const state = useConnection()
  if (state.kind === 'live') return <p>已连接：{state.hello.seat.name}</p>
  if (state.kind === 'refresh-needed') return <p>控制台已更新，请刷新本页。</p>
  return <p>正在连接控制台… {state.reason}</p>
}
