import type { VectorProtocol } from '../tools/vector-protocol.ts'
import { beidouVectors } from './beidou/index.ts'
import { aprsVectors } from './aprs-kiss/index.ts'
import { hyteraVectors } from './hytera/index.ts'
import { jtt808Vectors } from './jtt808/index.ts'
import { mototrboVectors } from './mototrbo/index.ts'
import { nmeaVectors } from './nmea/index.ts'
import { sl651Vectors } from './sl651/index.ts'
import { peiVectors } from './tetra-pei/index.ts'
import { pdtNumberingVectors } from '../tools/pdt-numbering-vectors.ts'
import { smsVectors } from './sms-modem/index.ts'

/** The list of protocols that published frames can be checked for, one line per driver folder. */
export const vectorProtocols: readonly VectorProtocol[] = [
  hyteraVectors,
  nmeaVectors,
  jtt808Vectors,
  mototrboVectors,
  beidouVectors,
  aprsVectors,
  sl651Vectors,
  peiVectors,
  smsVectors,
  pdtNumberingVectors,
]
