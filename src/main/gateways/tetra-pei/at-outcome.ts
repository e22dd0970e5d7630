/** What became of an order to the terminal itself. */
import type { CommandResult } from '../../../core/gateway/events.ts'
import type { AtFailure, AtResult } from '../at/index.ts'

export const refused = (cause: string): CommandResult => ({ kind: 'refused', cause })

export function failureCause(failure: AtFailure): string {
  switch (failure.kind) {
    case 'cme':
      return failure.code !== undefined && failure.code <= 255 ? `cme-${failure.code}` : 'cme-other'
    case 'cms':
      return failure.code !== undefined && failure.code <= 599 ? `cms-${failure.code}` : 'cms-other'
    case 'busy':
      return 'release-2'
    case 'no-answer':
      return 'release-3'
    case 'no-carrier':
      return 'release-0'
    case 'no-dialtone':
    case 'error':
      return 'error'
  }
}

/** `breakCause`: why a command in flight was given up. */
export function atOutcome(result: AtResult, breakCause: string): CommandResult {
  switch (result.kind) {
    case 'ok':
    case 'connect':
      return { kind: 'confirmed' }
    case 'failed':
      return refused(failureCause(result.failure))
    case 'timed-out':
      return { kind: 'timed-out' }
    case 'cancelled':
      return result.begun ? { kind: 'unknown', cause: breakCause } : refused('not-sent')
    case 'overrun':
      return refused('queue-full')
  }
}
