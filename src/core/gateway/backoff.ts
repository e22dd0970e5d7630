import type { Random } from '../kernel/world.ts'

const delaysMs = [1000, 2000, 5000, 10_000, 30_000] as const

/** Up to a fifth more or less, so that gateways behind one server do not knock together. */
const jitter = 0.2

/**
 * How long to wait before attempt number `failures + 1`: 1, 2, 5, 10, then 30 s, each ±20 %.
 * @param failures attempts in a row that failed before this one, from 0
 */
export function backoffMs(failures: number, random: Random): number {
  const base = delaysMs[Math.min(failures, delaysMs.length - 1)] ?? 30_000
  const [high = 0, low = 0] = random.bytes(2)
  const share = (high * 256 + low) / 0xffff
  return Math.round(base * (1 - jitter + 2 * jitter * share))
}
