import type { Detection, Driver, DriverIo, DriverSession } from '../../../core/gateway/driver.ts'
import { fromLatin1 } from '../../../core/gateway/frame-kit.ts'
import type { Means } from '../../../core/gateway/means.ts'
import { atFramer, lineText } from '../at/index.ts'
import { causes } from './causes.ts'
import { openModem } from './session.ts'
import { mobileSettings, satelliteSettings, type ModemSettings } from './settings.ts'
import { newsOfModems } from './urcs.ts'

/**
 * Asks which message services there are; nothing is sent on the air, nothing is set. The first line
 * end finishes what another driver's question left in the modem's ear.
 */
const question = fromLatin1('\rAT+CSMS?\r')

function recognise(bytes: Uint8Array): ReturnType<Detection['recognise']> {
  const framer = atFramer({ maxLine: 1024, prompt: true })
  const pieces = [...framer.push(bytes), ...framer.flush()]
  const lines = pieces.filter(({ kind }) => kind === 'frame').map((piece) => lineText(piece.bytes))
  const good = lines.filter((line) => newsOfModems.some((name) => line.startsWith(name))).length
  const noise = pieces.reduce(
    (sum, { kind, bytes: piece }) =>
      kind === 'frame' ? sum : sum + piece.filter((byte) => byte !== 13 && byte !== 10).length,
    0,
  )
  return { good, damaged: 0, noise, ...(good > 0 ? { says: '应答短信命令的模块' } : {}) }
}

interface Profile {
  readonly id: string
  readonly title: string
  readonly means: Means
  readonly settings: Driver<ModemSettings>['settings']
  readonly deliveryMs: number
  /** Three unanswered questions after the usual one. */
  readonly heartbeatMs: number
}

const modemDriver = ({ deliveryMs, ...profile }: Profile): Driver<ModemSettings> => ({
  ...profile,
  links: ['serial', 'tcp', 'memory'],
  defaultBaud: 115200,
  purpose: 'phone',
  commands: ['sendText', 'inspect'],
  causes,
  deliveryMs,
  detection: { bauds: [115200, 9600], question, recognise },
  session: (settings: ModemSettings, io: DriverIo): DriverSession =>
    openModem(settings, io, deliveryMs),
})

/** A cellular modem: texts both ways over the public net, and who is calling. */
export const smsModem = modemDriver({
  id: 'sms-modem',
  title: '短信模块 (AT, 3GPP 27.005)',
  means: 'public',
  settings: mobileSettings,
  deliveryMs: 10 * 60_000,
  heartbeatMs: 90_000,
})

/** The same on a satellite telephone, which answers and delivers much more slowly. */
export const satphoneModem = modemDriver({
  id: 'satphone-modem',
  title: '卫星电话短信 (天通等, AT)',
  means: 'satphone',
  settings: satelliteSettings,
  deliveryMs: 30 * 60_000,
  heartbeatMs: 240_000,
})
