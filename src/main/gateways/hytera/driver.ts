import type { Driver } from '../../../core/gateway/driver.ts'
import { hyteraCauses } from './causes.ts'
import { hyteraCommands } from './commands.ts'
import { encodeHrnp } from './hrnp.ts'
import { lostAfterMs } from './hstrp-channel.ts'
import { hrnpSession } from './hrnp-session.ts'
import { recogniseHrnp, recogniseHstrp } from './recognise.ts'
import { hstrpSession } from './hstrp-session.ts'
import { type HrnpSettings, hrnpSettings, type HstrpSettings, hstrpSettings } from './settings.ts'

/** A radio answers it with its acceptance; nothing is set by it and nothing goes on the air. */
const hello = encodeHrnp({
  version: 4,
  opcode: 'connect',
  source: 0x20,
  destination: 0x10,
  packetNumber: 0,
})

/**
 * A mobile or gateway on a serial line, on a TCP serial server, or on UDP port 3005.
 * Silence: after 5 s the driver asks a question, after 3 more unanswered seconds it says so itself.
 */
export const hyteraHrnp: Driver<HrnpSettings> = {
  id: 'hytera-hrnp',
  title: '海能达 HRNP（车载台/网关，串口或网络）',
  links: ['serial', 'tcp', 'udp', 'memory'],
  defaultBaud: 115_200,
  purpose: 'radio',
  means: 'radio370',
  settings: hrnpSettings,
  commands: hyteraCommands,
  causes: hyteraCauses,
  detection: { bauds: [115_200], question: hello, recognise: recogniseHrnp },
  heartbeatMs: 10_000,
  session: hrnpSession,
}

/** A repeater with "forward to PC": one UDP port per service and slot, heartbeats both ways. */
export const hyteraHstrp: Driver<HstrpSettings> = {
  id: 'hytera-hstrp',
  title: '海能达 HSTRP（中转台，UDP）',
  links: ['udp', 'memory'],
  purpose: 'radio',
  means: 'radio370',
  settings: hstrpSettings,
  commands: hyteraCommands,
  causes: hyteraCauses,
  detection: { bauds: [], recognise: recogniseHstrp },
  heartbeatMs: lostAfterMs,
  session: hstrpSession,
}
