import type { LinkDownReason, LinkEvents } from '../../../core/gateway/link.ts'

type Stage = 'new' | 'opening' | 'open' | 'over'

/**
 * The one-way life every link shares: new → opening → open → over. Each step is told once,
 * and nothing is told after the end, however late the operating system calls back.
 */
export interface LinkLife {
  readonly stage: Stage
  opening(): void
  opened(): void
  bytes(bytes: Uint8Array, channel: number, address?: string): void
  /** `false` when the link was already over. */
  down(reason: LinkDownReason, detail: string): boolean
  closed(): boolean
}

export function startLinkLife(events: LinkEvents): LinkLife {
  let stage: Stage = 'new'
  function end(): boolean {
    if (stage === 'over') return false
    stage = 'over'
    return true
  }
  return {
    get stage() {
      return stage
    },
    opening() {
      if (stage !== 'new') return
      stage = 'opening'
      events.onStatus({ kind: 'opening' })
    },
    opened() {
      if (stage !== 'opening') return
      stage = 'open'
      events.onStatus({ kind: 'open' })
    },
    bytes(bytes, channel, address) {
      if (stage === 'open') events.onBytes(bytes, channel, address)
    },
    down(reason, detail) {
      if (!end()) return false
      events.onStatus({ kind: 'down', reason, detail })
      return true
    },
    closed() {
      if (!end()) return false
      events.onStatus({ kind: 'closed' })
      return true
    },
  }
}
