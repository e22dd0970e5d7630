/** Whether each gateway's calls are recorded, and one log line when that changes for the worse or the better. */
import type { CoreContext } from '../../module.ts'
import { gatewayName, keptAppends } from '../gateways/index.ts'
import { logLines } from '../logbook/index.ts'
import type { RecorderPage } from './recorder-page.ts'
import { storedInputs } from './store.ts'
import { inputStateWord, isTrouble, type InputState } from './words.ts'

/** A recorder page needs this long to come up, or to come back after it was loaded again. */
const settleMs = 10_000

export interface InputStates {
  of(gateway: string): InputState
  /** After whatever may have changed a state. */
  look(): void
  /** A piece could not be stored: nothing is recorded until there is room again. */
  full: boolean
  close(): void
}

export function openInputStates(
  context: CoreContext,
  page: RecorderPage,
  isRecording: (gateway: string) => boolean,
): InputStates {
  const { timers, clock } = context.world
  const announced = new Map<string, InputState>()
  const settling = new Map<string, () => void>()
  let full = false

  function of(gateway: string): InputState {
    const input = storedInputs(context.local).find((one) => one.gateway === gateway)
    if (!input?.enabled) return 'off'
    if (full || context.machine().diskLow) return 'disk-full'
    const { attached } = page
    if (!attached) return 'no-recorder'
    if (attached.told?.permission === 'denied') return 'no-permission'
    if (attached.told?.permission === 'unsupported') return 'no-device'
    switch (page.stateOf(gateway)) {
      case 'open':
        return isRecording(gateway) ? 'recording' : 'ready'
      case 'missing':
        return 'no-device'
      case 'failed':
        return 'failed'
      case 'opening':
      case undefined:
        return attached.told?.permission === 'prompt' ? 'no-permission' : 'opening'
    }
  }
  function line(gateway: string, text: string): void {
    const at = clock.nowMs()
    keptAppends(context).put(gateway, () => [
      logLines(context)({
        kind: 'system',
        source: { kind: 'text', text: '系统' },
        text: `网关「${gatewayName(context, gateway)}」${text}`,
        heardAt: at,
      }),
    ])
  }
  function announce(gateway: string): void {
    settling.get(gateway)?.()
    settling.delete(gateway)
    const state = of(gateway)
    if (!isTrouble(state) || announced.get(gateway) === state) return
    announced.set(gateway, state)
    line(gateway, `不能录音：${inputStateWord(state)}。通话照常，只是没有录音`)
  }
  function lookAt(gateway: string): void {
    const state = of(gateway)
    if (isTrouble(state)) {
      if (announced.get(gateway) === state || settling.has(gateway)) return
      // A full disk is no matter of coming up.
      if (state === 'disk-full') return announce(gateway)
      settling.set(
        gateway,
        timers.after(settleMs, () => announce(gateway)),
      )
      return
    }
    if (state === 'opening') return
    settling.get(gateway)?.()
    settling.delete(gateway)
    if (!announced.delete(gateway)) return
    line(gateway, state === 'off' ? '录音已停用' : '录音恢复')
  }
  return {
    of,
    look() {
      const inputs = storedInputs(context.local).map(({ gateway }) => gateway)
      for (const gateway of new Set([...inputs, ...announced.keys()])) lookAt(gateway)
      context.changed('recordings', [])
    },
    get full() {
      return full
    },
    set full(value) {
      full = value
    },
    close() {
      for (const cancel of settling.values()) cancel()
    },
  }
}
