import type { Agenda } from './agenda.ts'
import { rcp } from './messages.ts'
import type { Hdap } from './wire/hdap.ts'

/** Call types of the protocol. */
export const callType = { private: 0, group: 1, emergencyGroup: 3 } as const

const hangMs = 1000
const busyMs = 1000

interface AirCall {
  readonly type: number
  readonly target: number
  readonly sender: number
  readonly talkMs: number
  onEnd?(): void
}

/** The one voice channel: whoever speaks holds it, and the next one waits. */
export interface Air {
  call(call: AirCall): void
  setUp(type: number, target: number): void
  press(down: boolean): void
}

export function createAir(
  agenda: Agenda,
  of: 'radio' | 'repeater',
  report: (message: Hdap) => void,
): Air {
  let busy = false
  let prepared = { type: callType.group as number, target: 1 }
  let pressed = false

  function heard({ type, target, sender }: AirCall, phase: 'voice' | 'hang' | 'end'): void {
    if (of === 'radio') {
      const status = { voice: 1, hang: 2, end: 3 }[phase]
      return report(rcp.receive(status, type, target, sender))
    }
    report(rcp.repeater({ voice: 0, hang: 1, end: 4 }[phase], type, target, sender))
    // After the channel hang time the repeater sleeps, and names nobody.
    if (phase === 'end') report(rcp.repeater(5, 0, 0, 0))
  }
  function call(made: AirCall): void {
    if (busy) return void agenda.later(busyMs, () => call(made))
    busy = true
    heard(made, 'voice')
    agenda.later(made.talkMs, () => {
      heard(made, 'hang')
      agenda.later(hangMs, () => {
        heard(made, 'end')
        busy = false
        made.onEnd?.()
      })
    })
  }
  return {
    call,
    setUp(type, target) {
      prepared = { type, target }
    },
    press(down) {
      if (down === pressed) return
      pressed = down
      busy = down
      report(rcp.transmit(down ? 1 : 3, prepared.type, prepared.target))
    },
  }
}
