import { gatewayReasonWords, type GatewayHealth } from '../../gateway/health.ts'
import type { RingEntry } from '../../gateway/frame-ring.ts'
import { toHex } from '../../gateway/frame-kit.ts'
import type { GatewayFrame, GatewayHealthShown } from './contract.ts'

export function shownHealth(health: GatewayHealth): GatewayHealthShown {
  return {
    ...health,
    reason: gatewayReasonWords[health.reason],
    retryAt: health.retryAt ?? null,
    lastFrameAt: health.lastFrameAt ?? null,
  }
}

export function shownFrame({ seq, at, frame }: RingEntry): GatewayFrame {
  const { direction, outcome, channel, kind, bytes, decoded } = frame
  return {
    seq,
    at,
    direction,
    outcome,
    channel,
    kind,
    hex: toHex(bytes),
    // Decoded values may hold bytes or bigints; the page only shows them.
    decoded: decoded
      ? (JSON.parse(JSON.stringify(decoded, plainValue)) as Record<string, unknown>)
      : null,
  }
}

function plainValue(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString()
  return value instanceof Uint8Array ? toHex(value) : value
}
