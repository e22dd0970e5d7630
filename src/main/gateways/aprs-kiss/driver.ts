import type { Driver, Recognition } from '../../../core/gateway/driver.ts'
import { readAx25 } from './ax25.ts'
import { aprsCauses } from './causes.ts'
import { aprsCommands } from './commands.ts'
import { isFill, kissFramer, readKiss } from './kiss.ts'
import { aprsSession } from './session.ts'
import { aprsSettings, type AprsSettings } from './settings.ts'

const usualBauds = [1200, 9600, 19_200, 38_400, 57_600, 115_200]

function recognise(bytes: Uint8Array): Recognition {
  const framer = kissFramer()
  const found = { good: 0, damaged: 0, noise: 0 }
  const stations = new Set<string>()
  for (const { kind, bytes: piece } of [...framer.push(bytes), ...framer.flush()]) {
    if (isFill(piece)) continue
    if (kind === 'noise') found.noise += piece.length
    else found[kind === 'frame' ? 'good' : 'damaged'] += 1
    const kiss = kind === 'frame' ? readKiss(piece) : undefined
    const source = kiss && readAx25(kiss.data)?.source
    if (source !== undefined) stations.add(source)
  }
  const says = stations.size === 0 ? {} : { says: `听到电台 ${[...stations].join('、')}` }
  return { ...found, ...says }
}

/** Amateur radio stations behind a terminal node controller: positions, messages, marks on the map. */
export const aprsKiss: Driver<AprsSettings> = {
  id: 'aprs-kiss',
  title: '业余电台 APRS (KISS)',
  links: ['serial', 'tcp', 'memory'],
  defaultBaud: 9600,
  purpose: 'radio',
  means: 'amateur',
  settings: aprsSettings,
  commands: aprsCommands,
  causes: aprsCauses,
  // KISS has no question that every controller takes: it is only listened to.
  detection: { bauds: usualBauds, recognise },
  deliveryMs: 330_000,
  session: aprsSession,
}
