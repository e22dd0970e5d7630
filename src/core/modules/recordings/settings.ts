/** Which line is recorded from which input, and which browser may do it: local to this console. */
import type { CoreContext, Seat } from '../../module.ts'
import type { GatewaySettings } from '../../gateway/settings.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import { gatewayName, storedGateways } from '../gateways/index.ts'
import { logLines } from '../logbook/index.ts'
import type { InputSettings, RecordingInput } from './contract.ts'
import { recordingDesk } from './desk.ts'
import {
  allowedSeats,
  allowSeat,
  forbidSeat,
  removeInput,
  storedInputs,
  storeInput,
} from './store.ts'
import { inputAdvice, inputStateWord, isTrouble } from './words.ts'

/**
 * The desktop shell's own hidden page (`recorder`), a browser opened with `seat-link --recorder`
 * (`recorder-…`), or a browser seat that somebody allowed; an ordinary seat's id begins otherwise.
 */
export function mayRecord(context: CoreContext, seat: Seat): boolean {
  const isMade = seat.id === 'recorder' || seat.id.startsWith('recorder-')
  return isMade || allowedSeats(context.local).some(({ id }) => id === seat.id)
}

export function inputList(context: CoreContext): RecordingInput[] {
  const inputs = new Map(storedInputs(context.local).map((input) => [input.gateway, input]))
  const { states } = recordingDesk(context)
  const means = new Map(context.gateways.drivers().map((driver) => [driver.id, driver.means]))
  // A BeiDou terminal carries short messages only: there is nothing to record on it.
  const hasVoice = ({ purpose, driver, means: set }: GatewaySettings) =>
    (purpose === 'radio' || purpose === 'phone') && (set ?? means.get(driver)) !== 'beidou'
  return storedGateways(context.local)
    .filter((gateway) => inputs.has(gateway.id) || hasVoice(gateway))
    .map(({ id, name }) => {
      const state = states.of(id)
      return {
        gateway: id,
        gatewayName: name,
        settings: inputs.get(id) ?? null,
        state,
        stateWord: inputStateWord(state),
        advice: inputAdvice(state),
        trouble: isTrouble(state),
      }
    })
}

export function seatList(context: CoreContext, own: Seat) {
  return allowedSeats(context.local).map(({ id, name }) => ({ id, name, own: id === own.id }))
}

function changeLine(context: CoreContext, seat: Seat, text: string): void {
  const { person, name } = requireRight(seat, 'gateway.configure')
  recordFor(context, seat, () => [
    logLines(context)({
      kind: 'change',
      source: { kind: 'person', id: person, text: name },
      text: `${text}（${name}）`,
      recorder: name,
    }),
  ])
}

/** Said in the log first: who switched a recording off must be known. */
export function changeInput(
  context: CoreContext,
  seat: Seat,
  gateway: string,
  settings: InputSettings | undefined,
): void {
  const what = settings
    ? `${settings.enabled ? '录音' : '录音停用'}，输入 ${settings.device.label}`
    : '不再录音'
  changeLine(context, seat, `网关「${gatewayName(context, gateway)}」${what}`)
  if (settings) storeInput(context.local, settings)
  else removeInput(context.local, gateway)
  recordingDesk(context).inputsChanged()
}

export function changeSeat(context: CoreContext, seat: Seat, allow: boolean): void {
  const { name } = requireRight(seat, 'gateway.configure')
  changeLine(context, seat, `席位「${seat.name}」${allow ? '指定为录音席位' : '不再是录音席位'}`)
  if (allow) allowSeat(context.local, seat, { name, at: context.world.clock.nowMs() })
  else forbidSeat(context.local, seat.id)
  context.changed('recordings', [])
}
