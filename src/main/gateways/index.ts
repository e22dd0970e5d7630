import type { Driver } from '../../core/gateway/driver.ts'
import { beidou } from './beidou/index.ts'
import { aprsKiss } from './aprs-kiss/index.ts'
import { callerId } from './caller-id/index.ts'
import { hyteraHrnp, hyteraHstrp } from './hytera/index.ts'
import { jtt808 } from './jtt808/index.ts'
import { mototrbo } from './mototrbo/index.ts'
import { nmea } from './nmea/index.ts'
import { sl651 } from './sl651/index.ts'
import { tetraPei } from './tetra-pei/index.ts'
import { satphoneModem, smsModem } from './sms-modem/index.ts'
import { vendorProfile } from './vendor-profile/index.ts'

/** The list: every driver this console has. Adding one is its folder and a line here. */
export const drivers: readonly Driver[] = [
  hyteraHrnp,
  hyteraHstrp,
  nmea,
  jtt808,
  mototrbo,
  callerId,
  beidou,
  aprsKiss,
  sl651,
  tetraPei,
  smsModem,
  satphoneModem,
  vendorProfile,
]
