/** Call status reports → calls with a beginning, talkers and an end (radio reference §3.8). */
import type { DriverIo } from '../../../core/gateway/driver.ts'
import type { CallKind } from '../../../core/gateway/events.ts'
import { toHex } from '../../../core/gateway/frame-kit.ts'
import type { CancelTimer } from '../../../core/kernel/world.ts'
import type { CallType } from './rcp-names.ts'

/** When no report about a call came for this long, its end was missed. */
const lostEndMs = 10 * 60_000

const kinds: Partial<Record<CallType, CallKind>> = {
  private: 'private',
  priority_private: 'private',
  group: 'group',
  priority_group: 'group',
  all: 'all',
  priority_all: 'all',
  emergency_group: 'emergency',
  emergency_alarm: 'emergency',
  emergency_alarm_call: 'emergency',
}

export const isEmergencyType = (type: CallType): boolean => kinds[type] === 'emergency'

interface VoiceReport {
  readonly direction: 'in' | 'out'
  readonly type: CallType
  readonly phone?: boolean
  readonly target: number
  /** 0 when the report does not say. */
  readonly sender: number
  readonly channel?: string | undefined
}

interface Call {
  readonly id: string
  readonly type: CallType
  readonly target: number
  talker: number
  cancel: CancelTimer
}

export interface CallBook {
  /** `place` is where a call can be: one receiver and one transmitter per slot. */
  voice(place: string, report: VoiceReport): void
  /** Nobody speaks, the channel is still held. */
  hang(place: string): void
  end(place: string, cause: string): void
  endAll(cause: string): void
  close(): void
}

export function createCallBook(io: DriverIo): CallBook {
  const calls = new Map<string, Call>()
  // Ids stay unique over sessions, so a log line never joins two calls.
  const prefix = toHex(io.random.bytes(4))
  let count = 0

  const watchEnd = (place: string): CancelTimer =>
    io.timers.after(lostEndMs, () => end(place, 'no-end-heard'))

  function end(place: string, cause: string): void {
    const call = calls.get(place)
    if (!call) return
    calls.delete(place)
    call.cancel()
    io.emit({ kind: 'callEnd', call: call.id, cause })
  }

  function begin(place: string, report: VoiceReport): Call {
    const { type, target, sender, direction, channel } = report
    const id = `${prefix}-${++count}`
    const call = { id, type, target, talker: 0, cancel: watchEnd(place) }
    calls.set(place, call)
    io.emit({
      kind: 'callStart',
      call: id,
      direction,
      type: report.phone ? 'phone' : (kinds[type] ?? 'other'),
      target: String(target),
      caller: sender === 0 ? undefined : String(sender),
      channel,
    })
    return call
  }

  return {
    voice(place, report) {
      let call = calls.get(place)
      if (call && (call.type !== report.type || call.target !== report.target)) {
        end(place, 'replaced')
        call = undefined
      }
      if (call) {
        call.cancel()
        call.cancel = watchEnd(place)
      }
      call ??= begin(place, report)
      if (report.sender === 0 || report.sender === call.talker) return
      call.talker = report.sender
      io.emit({ kind: 'talker', call: call.id, radio: String(report.sender) })
    },
    hang(place) {
      const call = calls.get(place)
      if (!call) return
      call.talker = 0
      call.cancel()
      call.cancel = watchEnd(place)
    },
    end,
    endAll(cause) {
      for (const place of calls.keys()) end(place, cause)
    },
    close() {
      for (const call of calls.values()) call.cancel()
      calls.clear()
    },
  }
}
