/**
 * What was brought and waits for a person to take it over: ten minutes, by a token nobody guesses.
 * One is held at a time: it may be a whole file.
 */
import { toHexText } from './bytes-text.ts'
import type { World } from './world.ts'

const lifeMs = 10 * 60_000
const mostHeld = 1

export interface Pending<Value> {
  /** The token. */
  keep(value: Value): string
  get(token: string): Value | undefined
  drop(token: string): void
}

export function openPending<Value>({
  clock,
  random,
}: Pick<World, 'clock' | 'random'>): Pending<Value> {
  const held = new Map<string, { readonly value: Value; readonly until: number }>()
  return {
    keep(value) {
      const now = clock.nowMs()
      for (const [token, { until }] of held) {
        if (until < now || held.size >= mostHeld) held.delete(token)
      }
      const token = toHexText(random.bytes(16))
      held.set(token, { value, until: now + lifeMs })
      return token
    },
    get(token) {
      const found = held.get(token)
      return found && found.until >= clock.nowMs() ? found.value : undefined
    },
    drop: (token) => void held.delete(token),
  }
}
