import type { Driver } from '../../../core/gateway/driver.ts'
import { sl651Causes } from './causes.ts'
import { recogniseSl651 } from './recognise.ts'
import { sl651Session } from './session.ts'
import { sl651Settings, type Sl651Settings } from './settings.ts'

/** Rain and water level stations: the console listens, confirms where it is set so, and asks for present values. */
export const sl651: Driver<Sl651Settings> = {
  id: 'sl651',
  title: '水雨情测站 (SL651-2014)',
  links: ['serial', 'tcp', 'tcp-listen', 'udp', 'memory'],
  defaultBaud: 9600,
  purpose: 'sensor',
  settings: sl651Settings,
  commands: ['queryStation', 'setStationClock'],
  causes: sl651Causes,
  // No question: a station is asked by its address only, and nobody knows it before it has spoken.
  detection: { bauds: [9600, 1200, 2400, 4800, 19_200], recognise: recogniseSl651 },
  passive: true,
  session: sl651Session,
}
