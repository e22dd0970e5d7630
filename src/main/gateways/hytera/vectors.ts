/** How the published rows of `hytera-hdap.json` name what we decode. */
import { fromHex } from '../../../core/gateway/frame-kit.ts'
import type { VectorProtocol } from '../../tools/vector-protocol.ts'
import { decodeHytera, type Layer } from './decode.ts'

/** Our name → the rows' name. A name that is not here is the same in both. */
const rowNames: Readonly<Record<string, string>> = {
  callType: 'call_type',
  dateDdmmyy: 'date_ddmmyy',
  deviceId: 'device_id',
  flagBit7: 'flag_bit7',
  latRaw: 'lat_raw',
  lonRaw: 'lon_raw',
  maxInterval: 'max_interval',
  onAirService: 'on_air_service',
  packetNumber: 'packet_number',
  radioId: 'radio_id',
  requestId: 'request_id',
  sequence: 'sn',
  shortData: 'short_data',
  speedKnots: 'speed_knots',
  stateOf: 'state_of',
  stateOpcode: 'state_opcode',
}

function renamed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(renamed)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [rowNames[key] ?? key, renamed(inner)]),
  )
}

const layers: ReadonlySet<string> = new Set(['hrnp', 'hstrp', 'hdap', 'lp_without_service_byte'])
const isLayer = (name: string | undefined): name is Layer => layers.has(name ?? '')

export const hyteraVectors: VectorProtocol = {
  protocol: 'hytera-hdap',
  decode(row) {
    const bytes = row.hex === undefined ? undefined : fromHex(row.hex)
    if (!bytes || (row.layer !== undefined && !isLayer(row.layer))) {
      return { decoded: undefined, damaged: false }
    }
    const decoded = decodeHytera(bytes, isLayer(row.layer) ? row.layer : undefined)
    // A row also says what kind of frame it is; another kind is not the published frame.
    const isKind = row.kind === undefined || decoded?.kind.split(' ')[0] === row.kind
    if (!decoded || decoded.outcome === 'unknown' || !isKind) {
      return { decoded: undefined, damaged: false }
    }
    return { decoded: renamed(decoded.record), damaged: decoded.outcome === 'damaged' }
  },
}
