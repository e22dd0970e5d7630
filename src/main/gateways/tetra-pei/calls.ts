/** Call lines → calls with a beginning, talkers and an end (radio reference §4.1). */
import type { DriverIo } from '../../../core/gateway/driver.ts'
import type { CallKind } from '../../../core/gateway/events.ts'
import { toHex } from '../../../core/gateway/frame-kit.ts'
import type { CancelTimer } from '../../../core/kernel/world.ts'
import { releaseCause } from './causes.ts'
import type { PeiLine } from './lines.ts'

type IncomingCall = Extract<PeiLine, { kind: 'incoming-call' }>

/** When no line about a call came for this long, its end was missed. */
const lostEndMs = 10 * 60_000
const maxCalls = 16
export const emergencyPriority = 15

export interface PeiCall {
  /** The terminal's number of the call. */
  readonly instance: number
  readonly direction: 'in' | 'out'
  readonly type: CallKind
  readonly target: string
  readonly caller: string | undefined
  /** Both speak at once; nobody asks for the air. */
  readonly duplex: boolean
  /** Rings and waits for an answer. */
  ringing: boolean
  connected: boolean
}

interface Open extends PeiCall {
  readonly id: string
  talker: string | undefined
  cancel: CancelTimer
}

export interface CallBook {
  /** `number`: as the console names a subscriber. */
  incoming(line: IncomingCall, number: (digits: string) => string | undefined): PeiCall
  outgoing(instance: number, type: CallKind, target: string, caller: string | undefined): PeiCall
  find(instance: number): PeiCall | undefined
  /** The newest one. */
  current(): PeiCall | undefined
  /**
   * The newest one that a key press is meant for: of the selected group, or with one party. A call
   * that only rings is not meant while a group is selected: it is answered by calling back.
   */
  heardBy(group: string | undefined): PeiCall | undefined
  ringingFrom(radio: string): PeiCall | undefined
  talker(instance: number, radio: string | undefined): void
  end(instance: number, cause: number): PeiCall | undefined
  endAll(cause: string): void
  close(): void
}

const phoneTypes: ReadonlySet<number> = new Set([3, 4])

function kindOf({ service, comms, priority, callerType, calledType }: IncomingCall): CallKind {
  if (priority === emergencyPriority) return 'emergency'
  if (service !== 0) return 'other'
  // Telephones have no groups; a captured group call names its radio with type 4.
  if (comms === 0) {
    return phoneTypes.has(calledType) || phoneTypes.has(callerType) ? 'phone' : 'private'
  }
  return comms === 3 ? 'all' : 'group'
}

export function createCallBook(io: DriverIo): CallBook {
  /** Newest last. */
  const calls = new Map<number, Open>()
  // Ids stay unique over sessions, so a log line never joins two calls.
  const prefix = toHex(io.random.bytes(4))
  let count = 0

  function watchEnd(call: Open): void {
    call.cancel()
    call.cancel = io.timers.after(lostEndMs, () => finish(call, 'no-end-heard'))
  }
  function finish(call: Open, cause: string): void {
    if (calls.get(call.instance) !== call) return
    calls.delete(call.instance)
    call.cancel()
    io.emit({ kind: 'callEnd', call: call.id, cause })
  }
  function begin(call: Omit<PeiCall, 'connected'>): Open {
    const before = calls.get(call.instance)
    if (before) finish(before, 'replaced')
    const oldest = calls.size >= maxCalls ? calls.values().next().value : undefined
    if (oldest) finish(oldest, 'no-end-heard')
    const id = `${prefix}-${++count}`
    const opened: Open = { ...call, id, talker: undefined, connected: false, cancel: () => {} }
    calls.set(call.instance, opened)
    watchEnd(opened)
    const { direction, type, target, caller } = call
    io.emit({ kind: 'callStart', call: id, direction, type, target, caller })
    return opened
  }

  return {
    incoming(line, number) {
      const caller = number(line.caller)
      const target = number(line.called) ?? ''
      const type = kindOf(line)
      const known = calls.get(line.call)
      // The same call told again: its status changed.
      if (known?.direction === 'in' && known.caller === caller && known.target === target) {
        watchEnd(known)
        return known
      }
      const ringing = line.hook === 0 && line.comms === 0
      const duplex = line.simplex === 0 && line.comms === 0
      return begin({ instance: line.call, direction: 'in', type, target, caller, duplex, ringing })
    },
    outgoing(instance, type, target, caller) {
      const known = calls.get(instance)
      if (known) {
        watchEnd(known)
        return known
      }
      const call = { instance, direction: 'out', type, target, caller } as const
      return begin({ ...call, duplex: false, ringing: false })
    },
    find: (instance) => calls.get(instance),
    current: () => [...calls.values()].at(-1),
    heardBy: (group) =>
      [...calls.values()].findLast(
        ({ type, target, ringing }) =>
          group === undefined ||
          target === group ||
          (!ringing && (type === 'private' || type === 'phone')),
      ),
    ringingFrom: (radio) =>
      [...calls.values()].find(({ ringing, caller }) => ringing && caller === radio),
    talker(instance, radio) {
      const call = calls.get(instance)
      if (!call) return
      watchEnd(call)
      if (radio === call.talker) return
      call.talker = radio
      if (radio !== undefined) io.emit({ kind: 'talker', call: call.id, radio })
    },
    end(instance, cause) {
      const call = calls.get(instance)
      if (call) finish(call, releaseCause(cause))
      return call
    },
    endAll(cause) {
      for (const call of calls.values()) finish(call, cause)
    },
    close() {
      for (const call of calls.values()) call.cancel()
      calls.clear()
    },
  }
}
