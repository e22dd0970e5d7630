/** A request nobody confirms in time is over, also one from before this start. */
import type { CancelTimer } from '../../kernel/world.ts'
import type { CoreContext } from '../../module.ts'
import { keptAppends } from '../gateways/index.ts'
import { expiryDrafts } from './commands.ts'
import { waitingRequests } from './queries.ts'

export function watchRequests(context: CoreContext): () => void {
  const { clock, timers } = context.world
  const waiting = new Map<string, CancelTimer>()

  function expire(id: string, gateway: string): void {
    waiting.delete(id)
    if (expiryDrafts(context, id).length === 0) return
    keptAppends(context).put(gateway, () => expiryDrafts(context, id))
  }
  function look(): void {
    const rows = waitingRequests(context.db)
    for (const { id, gateway, expiresAt } of rows) {
      if (waiting.has(id)) continue
      const afterMs = Math.max(0, expiresAt - clock.nowMs())
      waiting.set(
        id,
        timers.after(afterMs, () => expire(id, gateway)),
      )
    }
    const open = new Set(rows.map(({ id }) => id))
    for (const [id, cancel] of waiting) {
      if (open.has(id)) continue
      cancel()
      waiting.delete(id)
    }
  }
  look()
  const stop = context.log.onChanged((changed) => {
    if ([...changed.keys()].some((topic) => topic.startsWith('restraint'))) look()
  })
  return () => {
    stop()
    for (const cancel of waiting.values()) cancel()
  }
}
