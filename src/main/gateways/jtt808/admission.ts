/** Who may come in: registration and authentication (reference §2.5.1–2.5.2). */
import { createHash } from 'node:crypto'
import type { DriverIo } from '../../../core/gateway/driver.ts'
import { forgetOldest } from '../../../core/gateway/forget-oldest.ts'
import type { Jtt808Settings, TerminalSettings } from './settings.ts'

const maxWrong = 3
const pauseMs = 60_000
/** A terminal that knocks in vain is told about once in this time. */
const tellAgainMs = 3_600_000
const maxRemembered = 1000

export interface Admission {
  /** The code for the registration's answer, or why it is refused (result of 8100). */
  register(number: string): { readonly code: string } | { readonly result: number }
  /** `shut`: it has tried wrong codes long enough. */
  authenticate(number: string, code: string): 'in' | 'wrong' | 'shut'
}

export function admissionDesk(
  settings: Jtt808Settings,
  listed: TerminalSettings,
  io: DriverIo,
): Admission {
  /** Number → how often and until when; the one that knocked longest ago first. */
  const wrong = new Map<string, { count: number; untilMono: number }>()
  const toldMono = new Map<string, number>()

  function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
    map.delete(key)
    map.set(key, value)
    forgetOldest(map, maxRemembered)
  }
  function tell(from: string, code: string): void {
    const key = `${code} ${from}`
    const last = toldMono.get(key)
    if (last !== undefined && io.monotonicMs() - last < tellAgainMs) return
    remember(toldMono, key, io.monotonicMs())
    io.emit({ kind: 'deviceAlarm', from, code, state: 'raised' })
  }
  const codeOf = (number: string): string =>
    listed(number)?.authCode ??
    createHash('sha256').update(`${settings.authSecret}:${number}`).digest('hex').slice(0, 10)
  const isKnown = (number: string): boolean =>
    settings.admit === 'any' || listed(number) !== undefined

  return {
    register(number) {
      if (isKnown(number)) return { code: codeOf(number) }
      tell(number, 'not-listed')
      return { result: 4 }
    },
    authenticate(number, code) {
      const before = wrong.get(number)
      if (before && before.count >= maxWrong && before.untilMono > io.monotonicMs()) return 'shut'
      const good = !settings.checkAuthCode || code === codeOf(number)
      if (isKnown(number) && good) {
        wrong.delete(number)
        return 'in'
      }
      const count = (before && before.untilMono > io.monotonicMs() ? before.count : 0) + 1
      remember(wrong, number, { count, untilMono: io.monotonicMs() + pauseMs })
      if (count < maxWrong) return 'wrong'
      tell(number, isKnown(number) ? 'wrong-code' : 'not-listed')
      return 'shut'
    },
  }
}
