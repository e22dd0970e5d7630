/** Radio traffic: what came in, what a person sent, and what became of it. */
import { implement } from '@orpc/server'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { requireSession } from '../../seat-log.ts'
import { radioStateProjection, trafficProjection } from './apply.ts'
import { nameNumber, orderRadio, sendText } from './commands.ts'
import { radioContract } from './contract.ts'
import { radioDesk } from './desks.ts'
import { radioFacts } from './facts.ts'
import { listenToRadios } from './listen.ts'
import { activeCalls, gatewayWork, presenceList, targets } from './lists.ts'
import { pushToTalk } from './push-to-talk.ts'
import { trafficPage } from './queries.ts'
import { liveTables, localMigrations } from './tables.ts'
import { outcomeWord } from './words.ts'

export { trafficProjection } from './apply.ts'
export { orderRadio, sendText, sendTextFor } from './commands.ts'
export { senders, type Sender } from './gateway-choice.ts'
export { onIncoming, type Incoming } from './incoming.ts'
export { trafficLine } from './lines.ts'
export { emergencyRadioOf } from './receive.ts'
export {
  callsAt,
  emergencyTakenBack,
  missedTraffic,
  orderState,
  trafficAbout,
  trafficCountSince,
} from './queries.ts'
export type { AnswerWay } from './words.ts'
export {
  activeCalls as callsNow,
  knownGroups,
  presenceList as presenceOf,
  textState,
} from './lists.ts'
export { groupsByGateway, lastCallersOf } from './queries.ts'
export { groupEnd, holderFields, radioEnd } from './names.ts'
export {
  callLogged,
  commandOrdered,
  commandResult,
  radioFacts,
  statusReceived,
  textReceived,
  textResult,
  trafficAnswered,
  trafficMissed,
  trafficNoted,
  textSent,
  type CallLogged,
  type CommandOrdered,
  type OrderResult,
  type StatusReceived,
  type TextReceived,
  type TextSent,
} from './facts.ts'
export { onCalls, type FollowedCall } from './call-listeners.ts'

const callWords = { private: '单呼', group: '组呼', all: '全呼' } as const

function radioRouter(context: CoreContext) {
  const os = implement(radioContract).$context<SeatContext>()
  return {
    traffic: os.traffic.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return trafficPage(context, input, (entity) => radioDesk(context).orders.progressOf(entity))
    }),
    presence: os.presence.handler(({ context: { seat } }) => {
      requireSession(seat)
      return presenceList(context)
    }),
    work: os.work.handler(({ context: { seat } }) => {
      requireSession(seat)
      return gatewayWork(context)
    }),
    calls: os.calls.handler(({ context: { seat } }) => {
      requireSession(seat)
      return activeCalls(context)
    }),
    targets: os.targets.handler(({ context: { seat } }) => {
      requireSession(seat)
      return targets(context)
    }),
    sendText: os.sendText.handler(({ input, context: { seat } }) => sendText(context, seat, input)),
    locate: os.locate.handler(({ input, context: { seat } }) => {
      const { gateway, target, intervalS } = input
      const detail =
        intervalS === undefined ? '一次' : intervalS === 0 ? '停止' : `每 ${intervalS} 秒`
      const command = {
        kind: 'locate',
        radio: target,
        ...(intervalS === undefined ? {} : { intervalS }),
      } as const
      return orderRadio(context, seat, { gateway, target, group: false, detail, command })
    }),
    check: os.check.handler(({ input, context: { seat } }) => {
      const { gateway, target } = input
      const command = { kind: 'check', radio: target } as const
      return orderRadio(context, seat, { gateway, target, group: false, detail: '', command })
    }),
    sendStatus: os.sendStatus.handler(({ input, context: { seat } }) => {
      const { gateway, target, code } = input
      const command = { kind: 'sendStatus', to: target, code } as const
      const detail = `状态码 ${code}`
      return orderRadio(context, seat, { gateway, target, group: false, detail, command })
    }),
    ackEmergency: os.ackEmergency.handler(({ input, context: { seat } }) => {
      const { gateway, target } = input
      const command = { kind: 'ackEmergency', radio: target } as const
      return orderRadio(context, seat, { gateway, target, group: false, detail: '', command })
    }),
    selectGroup: os.selectGroup.handler(({ input, context: { seat } }) => {
      const { gateway, group } = input
      const command = { kind: 'selectGroup', group } as const
      return orderRadio(context, seat, { gateway, target: group, group: true, detail: '', command })
    }),
    selectChannel: os.selectChannel.handler(({ input, context: { seat } }) => {
      const { gateway, channel } = input
      const command = { kind: 'selectChannel', channel: channel.trim() } as const
      const detail = channel.trim()
      return orderRadio(context, seat, { gateway, target: '', group: false, detail, command })
    }),
    call: os.call.handler(({ input, context: { seat } }) => {
      const { gateway, target, type } = input
      const command = { kind: 'call', type, target } as const
      return orderRadio(context, seat, {
        gateway,
        target,
        group: type !== 'private',
        detail: callWords[type],
        command,
      })
    }),
    ptt: os.ptt.handler(async ({ input, context: { seat } }) => {
      const { outcome, cause } = await pushToTalk(context, seat, input)
      return { outcome, outcomeWord: outcomeWord(outcome, 'command'), cause }
    }),
    hangup: os.hangup.handler(({ input, context: { seat } }) => {
      const command = { kind: 'hangup' } as const
      return orderRadio(context, seat, {
        gateway: input.gateway,
        target: '',
        group: false,
        detail: '',
        command,
      })
    }),
    name: os.name.handler(({ input, context: { seat } }) => nameNumber(context, seat, input)),
  }
}

/** What the gateway's own transmitter is set to, where it says so. */
export function groupOnGateway(context: CoreContext, gateway: string): string | null {
  return radioDesk(context).work.of(gateway).group
}

export const radioModule: Module = {
  name: 'radio',
  facts: radioFacts,
  projections: [trafficProjection, radioStateProjection],
  localMigrations,
  liveTables,
  start: listenToRadios,
  router: radioRouter,
}
