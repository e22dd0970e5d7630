import type { Driver } from '../../../core/gateway/driver.ts'
import { peiCauses } from './causes.ts'
import { peiDetection } from './detection.ts'
import { peiCommandKinds } from './orders.ts'
import { peiSession } from './session.ts'
import { peiSettings, type PeiSettings } from './settings.ts'

/** A TETRA terminal, or one with commands like it, on a serial line or a TCP serial server. */
export const tetraPei: Driver<PeiSettings> = {
  id: 'tetra-pei',
  title: 'TETRA 终端 PEI（AT 指令，串口或网络）',
  links: ['serial', 'tcp', 'memory'],
  defaultBaud: 115_200,
  purpose: 'radio',
  means: 'radio370',
  settings: peiSettings,
  commands: peiCommandKinds,
  causes: peiCauses,
  detection: peiDetection,
  deliveryMs: 60_000,
  // Asked after 8 s, twice, with 4 s for each answer.
  heartbeatMs: 25_000,
  session: peiSession,
}
