import type { Driver, Recognition } from '../../../core/gateway/driver.ts'
import { readArs } from './ars.ts'
import { mototrboCauses } from './causes.ts'
import { mototrboSession } from './session.ts'
import { mototrboSettings, type MototrboSettings } from './settings.ts'

/** A registration is what a radio says by itself; it has no check, so one alone proves little. */
function recognise(bytes: Uint8Array): Recognition {
  const message = readArs(bytes)
  if (message === undefined || message.type.startsWith('type_'))
    return { good: 0, damaged: 0, noise: bytes.length }
  const says = message.device === undefined ? undefined : `电台 ${message.device}`
  return { good: 1, damaged: 0, noise: 0, says }
}

/** Radios over IP through a control station (12.0.0.0/8 behind its USB network): ARS, LRRP, TMS. */
export const mototrbo: Driver<MototrboSettings> = {
  id: 'mototrbo',
  title: '摩托罗拉 MOTOTRBO（ARS/LRRP/TMS，UDP）',
  links: ['udp', 'memory'],
  purpose: 'radio',
  means: 'radio370',
  settings: mototrboSettings,
  commands: ['sendText', 'locate', 'check'],
  causes: mototrboCauses,
  detection: { bauds: [], recognise },
  session: mototrboSession,
}
