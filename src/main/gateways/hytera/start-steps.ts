import { rcpRequest } from './rcp.ts'
import { rcpOpcodes, statusTargets } from './rcp-names.ts'

export interface StartStep {
  readonly opcode: number
  readonly message: Uint8Array
}

/** What is asked and subscribed after connecting, in this order (radio reference §3.8, end). */
export function startSteps(callReports: readonly number[]): StartStep[] {
  const { rssi, zone, channel, emergency, disabled } = statusTargets
  return [
    { opcode: rcpOpcodes.idOrIp, message: rcpRequest.ownId() },
    { opcode: rcpOpcodes.channel, message: rcpRequest.readChannel() },
    { opcode: rcpOpcodes.messageSubscription, message: rcpRequest.subscribeMessages() },
    { opcode: rcpOpcodes.callSubscription, message: rcpRequest.subscribeCalls(callReports) },
    {
      opcode: rcpOpcodes.statusSubscription,
      message: rcpRequest.subscribeStatus([rssi, zone, channel, emergency, disabled]),
    },
  ]
}
