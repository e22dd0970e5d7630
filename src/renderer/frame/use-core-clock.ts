import { useEffect } from 'react'
import { api, useConnection } from '../client.ts'
import { setCoreClock } from '../ui/now.ts'

const everyMs = 60_000

async function readClock(): Promise<void> {
  const before = performance.now()
  const { nowMs } = await api.system.now()
  // Half the way there and back: the answer is as old as that.
  setCoreClock(nowMs + (performance.now() - before) / 2)
}

/** Every clock on the page follows the core's; asked again after each reconnect. */
export function useCoreClock(): void {
  const live = useConnection().kind === 'live'
  useEffect(() => {
    if (!live) return
    const read = () => {
      // A lost answer leaves the last offset; the connection itself is shown elsewhere.
      readClock().catch(() => undefined)
    }
    read()
    const timer = setInterval(read, everyMs)
    return () => clearInterval(timer)
  }, [live])
}
