/** How the published rows of `mototrbo.json` name what we decode. */
import { fromHex } from '../../../core/gateway/frame-kit.ts'
import type { VectorProtocol, VectorRow } from '../../tools/vector-protocol.ts'
import { readArs } from './ars.ts'
import { readLrrp } from './lrrp.ts'
import { infoTime, reader } from './numbers.ts'
import { readTms } from './tms.ts'

/** The rows round to this many decimals, a tie to the even digit. */
const decimals: Readonly<Record<string, number>> = {
  lat: 6,
  lon: 6,
  altitudeM: 4,
  radiusM: 4,
  speedMps: 5,
  verticalSpeedMps: 5,
}
const rowNames: Readonly<Record<string, string>> = {
  refresh30min: 'refresh_30min',
  token6b: 'token_6b',
}

function rounded(value: number, digits: number): number {
  const scaled = value * 10 ** digits
  const below = Math.floor(scaled)
  const rest = scaled - below
  const isTie = Math.abs(rest - 0.5) < 1e-9
  const up = isTie ? below % 2 !== 0 : rest > 0.5
  return (below + (up ? 1 : 0)) / 10 ** digits
}

const spoken = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ')

function renamed(fields: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]: [string, unknown]) => {
      const name = rowNames[key] ?? key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
      const digits = decimals[key]
      if (key === 'time' && typeof value === 'number') return [name, spoken(value)]
      return [
        name,
        digits !== undefined && typeof value === 'number' ? rounded(value, digits) : value,
      ]
    }),
  )
}

function decoded(kind: string | undefined, bytes: Uint8Array): object | undefined {
  switch (kind ?? '') {
    case 'ars':
      return readArs(bytes)
    case 'lrrp':
      return readLrrp(bytes)
    case 'tms':
      return readTms(bytes)
    case 'info_time': {
      const at = infoTime(bytes)
      return at === undefined ? undefined : { value: spoken(at) }
    }
    case 'uintvar':
      return { value: reader(bytes).uint() }
    case 'sintvar':
      return { value: reader(bytes).sint() }
    case 'ufloatvar':
      return { value: reader(bytes).ufloat() }
    case 'sfloatvar':
      return { value: reader(bytes).sfloat() }
    default:
      return undefined
  }
}

/** These protocols have no check of their own: what is cut or too long is damaged. */
export const mototrboVectors: VectorProtocol = {
  protocol: 'mototrbo',
  decode(row: VectorRow) {
    const fields = decoded(row.kind, fromHex(row.hex ?? '') ?? new Uint8Array())
    return { decoded: fields && renamed(fields), damaged: fields === undefined }
  },
}
