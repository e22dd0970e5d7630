/** Calls that the console sets up, and its key: demand, grant, cease. */
import type { CommandResult } from '../../../core/gateway/events.ts'
import type { AtResult } from '../at/index.ts'
import { atOutcome, refused } from './at-outcome.ts'
import type { PeiCall } from './calls.ts'
import { releaseCause } from './causes.ts'
import { isDialable } from './identity.ts'
import type { CallLine } from './lines.ts'
import { filled } from './settings.ts'
import type { CallType, Demand, SetUp, Voice, VoiceParts } from './voice-parts.ts'

const everybody = '16777215'
/** After a connection the net grants the air by itself; a terminal that says nothing is asked. */
const grantWithinMs = 1500

export function createVoice(parts: VoiceParts): Voice {
  const { settings, io, at, calls } = parts
  const { commands } = settings
  const timeoutMs = settings.commandTimeoutS * 1000
  let setUp: SetUp | undefined
  let demand: Demand | undefined
  let held: number | undefined

  const tell = (command: string | undefined, result: CommandResult): void => {
    if (command !== undefined) io.emit({ kind: 'commandResult', command, result })
  }
  const outcome = (result: AtResult) => atOutcome(result, parts.breakCause())
  function order(text: string, done: (result: AtResult) => void, call = false): void {
    at.send({ text, timeoutMs, urgent: true, call }, done)
  }

  function endSetUp(result: CommandResult): void {
    const ended = setUp
    setUp = undefined
    ended?.cancel()
    tell(ended?.command, result)
  }
  function endDemand(result: CommandResult): void {
    const ended = demand
    demand = undefined
    ended?.cancel()
    ended?.cancelAsk()
    tell(ended?.command, result)
  }
  function cease(instance: number, done: (result: AtResult) => void = () => {}): void {
    const text = filled(commands.cease, { call: instance })
    if (text !== undefined) order(text, done)
  }

  function dial(made: SetUp): void {
    const text = filled(commands.dial, { number: made.target })
    if (text === undefined) return endSetUp(refused('not-in-profile'))
    order(
      text,
      (result) => {
        if (setUp !== made) return
        if (result.kind === 'ok' || result.kind === 'connect') {
          return tell(made.command, { kind: 'accepted' })
        }
        const cause = result.kind === 'timed-out' ? 'no-answer-sent' : undefined
        const end: CommandResult = cause ? { kind: 'unknown', cause } : outcome(result)
        endSetUp(end)
        endDemand(end)
      },
      true,
    )
  }
  function beginCall(command: string | undefined, type: CallType, target: string): void {
    const cancel = io.timers.after(settings.callTimeoutS * 1000, () => {
      endSetUp({ kind: 'timed-out' })
      endDemand({ kind: 'timed-out' })
    })
    const made: SetUp = { command, type, target, instance: undefined, cancel }
    setUp = made
    const prepare = filled(
      {
        group: commands.prepareGroupCall,
        private: commands.preparePrivateCall,
        all: commands.prepareAllCall,
      }[type],
    )
    if (prepare === undefined) return dial(made)
    order(prepare, (result) => {
      if (setUp !== made) return
      if (result.kind === 'ok') return dial(made)
      // Without its kind it would become a call of another kind. Nothing went out.
      const end = result.kind === 'timed-out' ? refused('not-sent') : outcome(result)
      endSetUp(end)
      endDemand(end)
    })
  }

  /** Whoever rings is called back by taking the call. */
  function answer(command: string, call: PeiCall): string | undefined {
    const text = filled(commands.answer)
    if (text === undefined) return 'not-in-profile'
    const cancel = io.timers.after(settings.callTimeoutS * 1000, () =>
      endSetUp({ kind: 'timed-out' }),
    )
    const { instance, caller = '' } = call
    const made: SetUp = { command, type: 'private', target: caller, instance, cancel }
    setUp = made
    order(text, (result) => {
      if (setUp !== made) return
      if (result.kind === 'ok') tell(command, { kind: 'accepted' })
      else endSetUp(outcome(result))
    })
    return undefined
  }

  function ask(instance: number): void {
    const asking = demand
    if (!asking || asking.asked !== undefined) return
    asking.cancelAsk()
    const values = { call: instance, priority: settings.demandPriority }
    const text = filled(commands.demand, values)
    if (text === undefined) return endDemand(refused('not-in-profile'))
    asking.asked = instance
    order(text, (result) => {
      if (demand !== asking || result.kind === 'ok') return
      endDemand(outcome(result))
      if (result.kind === 'timed-out') cease(instance)
    })
  }
  function onDemandTimeout(): void {
    const instance = demand?.asked
    endDemand(refused('tx-time-out'))
    // A grant that comes too late must not key the transmitter.
    if (instance !== undefined) cease(instance)
  }

  /** A call that is known already is another one, and not the one being set up. */
  const isOurs = (instance: number): boolean =>
    setUp !== undefined &&
    (setUp.instance === undefined ? !calls.find(instance) : setUp.instance === instance)
  function onConnected(instance: number): void {
    const made = isOurs(instance) ? setUp : undefined
    if (made) {
      made.instance = instance
      calls.outgoing(instance, made.type, made.target, parts.ownNumber())
    }
    const call = calls.find(instance)
    if (!call) return
    call.connected = true
    call.ringing = false
    if (made) endSetUp({ kind: 'confirmed' })
    if (demand) demand.cancelAsk = io.timers.after(grantWithinMs, () => ask(instance))
  }
  function onGrantedToUs(instance: number): void {
    if (isOurs(instance)) onConnected(instance)
    if (demand) {
      held = instance
      calls.talker(instance, parts.ownNumber())
      return endDemand({ kind: 'confirmed' })
    }
    // Who sets a call up is granted the air: without a pressed key it is given back at once.
    if (held !== instance && calls.find(instance)?.duplex !== true) cease(instance)
  }
  function onGrant(line: Extract<CallLine, { kind: 'grant' }>): void {
    const { call: instance, grant, speaker } = line
    switch (grant) {
      case 0:
        return onGrantedToUs(instance)
      case 1:
        return endDemand(refused('tx-denied'))
      case 2:
        if (!demand) return
        demand.cancel()
        demand.cancel = io.timers.after(settings.callTimeoutS * 1000, onDemandTimeout)
        return tell(demand.command, { kind: 'accepted' })
      default:
        if (held === instance) held = undefined
        calls.talker(instance, speaker === undefined ? undefined : parts.number(speaker))
        if (demand?.asked === instance) endDemand(refused('tx-other'))
    }
  }
  function onReleased(instance: number, cause: number): void {
    const ours = isOurs(instance)
    calls.end(instance, cause)
    if (held === instance) held = undefined
    if (ours) {
      endSetUp(refused(releaseCause(cause)))
      endDemand(refused(releaseCause(cause)))
    } else if (demand?.asked === instance) endDemand(refused(releaseCause(cause)))
  }

  return {
    call(command, type, target) {
      const number = type === 'all' && !isDialable(target) ? everybody : target
      if (!isDialable(number)) return 'bad-number'
      if (setUp) return 'release-21'
      const ringing = type === 'private' ? calls.ringingFrom(number) : undefined
      if (ringing) return answer(command, ringing)
      if (commands.dial === '') return 'not-in-profile'
      beginCall(command, type, number)
      return undefined
    },
    press(command) {
      if (demand) return 'tx-pending'
      if (held !== undefined) {
        tell(command, { kind: 'confirmed' })
        return undefined
      }
      const group = parts.selectedGroup()
      const call = calls.heardBy(group)
      if (!setUp && !call && (group === undefined || commands.dial === '')) return 'no-call'
      const waitS = call && !setUp ? settings.demandTimeoutS : settings.callTimeoutS
      const cancel = io.timers.after(waitS * 1000, onDemandTimeout)
      demand = { command, asked: undefined, cancel, cancelAsk: () => {} }
      if (setUp) return undefined
      if (call?.ringing) {
        const text = filled(commands.answer)
        if (text === undefined) endDemand(refused('not-in-profile'))
        else
          order(text, (result) => {
            if (demand?.command === command && result.kind !== 'ok') endDemand(outcome(result))
          })
      } else if (call) ask(call.instance)
      else if (group !== undefined) beginCall(undefined, 'group', group)
      return undefined
    },
    release(command) {
      const instance = held ?? demand?.asked ?? calls.current()?.instance
      endDemand(refused('tx-released'))
      held = undefined
      if (instance === undefined) {
        tell(command, { kind: 'confirmed' })
        return undefined
      }
      if (commands.cease === '') return 'not-in-profile'
      cease(instance, (result) => {
        if (result.kind === 'ok') calls.talker(instance, undefined)
        tell(command, outcome(result))
      })
      return undefined
    },
    hangup(command) {
      const text = filled(commands.hangup)
      if (text === undefined) return 'not-in-profile'
      // A call ordered after this one is not meant.
      const [made, asking] = [setUp, demand]
      order(text, (result) => {
        if (result.kind === 'ok') {
          held = undefined
          if (made && setUp === made) endSetUp(refused('ended'))
          if (asking && demand === asking) endDemand(refused('ended'))
        }
        tell(command, outcome(result))
      })
      return undefined
    },
    onLine(line) {
      switch (line.kind) {
        case 'incoming-call':
          return void calls.incoming(line, parts.number)
        case 'outgoing-call':
          if (!setUp || !isOurs(line.call)) return
          setUp.instance = line.call
          return void calls.outgoing(line.call, setUp.type, setUp.target, parts.ownNumber())
        case 'connected':
          return onConnected(line.call)
        case 'grant':
          return onGrant(line)
        case 'ceased':
          if (held === line.call) held = undefined
          return calls.talker(line.call, undefined)
        case 'released':
          return onReleased(line.call, line.cause)
      }
    },
    letGo() {
      const instance = held ?? demand?.asked
      return instance === undefined ? undefined : filled(commands.cease, { call: instance })
    },
    forget(cause) {
      held = undefined
      endSetUp({ kind: 'unknown', cause })
      endDemand({ kind: 'unknown', cause })
      calls.endAll('session-lost')
    },
    close() {
      endSetUp({ kind: 'unknown', cause: parts.breakCause() })
      endDemand({ kind: 'unknown', cause: parts.breakCause() })
      calls.close()
    },
  }
}
