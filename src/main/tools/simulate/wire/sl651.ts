/** The station's half of SL651-2014, binary form. */

function modbusSum(bytes: Uint8Array): number {
  let sum = 0xffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >> 1) ^ 0xa001 : sum >> 1
  }
  return sum
}

const packed = (text: string): Buffer => Buffer.from(text, 'hex')

/** YYMMDDHHmmSS of Beijing. */
export function stationClock(ms: number): string {
  const at = new Date(ms + 8 * 3_600_000)
  const two = (value: number) => String(value).padStart(2, '0')
  return (
    two(at.getUTCFullYear() % 100) +
    two(at.getUTCMonth() + 1) +
    two(at.getUTCDate()) +
    two(at.getUTCHours()) +
    two(at.getUTCMinutes()) +
    two(at.getUTCSeconds())
  )
}

export interface UpWords {
  readonly center: number
  readonly station: string
  readonly password: string
  readonly code: number
  readonly serial: number
  readonly atMs: number
  /** Hex of the elements; empty for a heartbeat. */
  readonly elements: string
}

export function upFrame({
  center,
  station,
  password,
  code,
  serial,
  atMs,
  elements,
}: UpWords): Buffer {
  const hex = (value: number, bytes: number) => value.toString(16).padStart(bytes * 2, '0')
  const body = hex(serial, 2) + stationClock(atMs) + elements
  const length = body.length / 2
  const head = `7e7e${hex(center, 1)}${station}${password}${hex(code, 1)}0${length.toString(16).padStart(3, '0')}02`
  const frame = packed(`${head}${body}03`)
  const sum = Buffer.alloc(2)
  sum.writeUInt16BE(modbusSum(frame))
  return Buffer.concat([frame, sum])
}

/** One element: identifier, definition, digits; below zero the digits begin with FF. */
export function element(id: string, bytes: number, decimals: number, value: number): string {
  const digits = Math.round(Math.abs(value) * 10 ** decimals).toString()
  const definition = ((bytes << 3) | decimals).toString(16).padStart(2, '0')
  const width = bytes * 2
  return (
    id +
    definition +
    (value < 0 ? `ff${digits.padStart(width - 2, '0')}` : digits.padStart(width, '0'))
  )
}

export interface DownWords {
  readonly station: string
  readonly code: number
  readonly serial: number
  readonly end: number
  readonly time: string
}

/** Down frames in what arrived, trusted to be whole ones from a console; others are skipped. */
export function downFrames(bytes: Uint8Array): DownWords[] {
  const all = Buffer.from(bytes)
  const out: DownWords[] = []
  for (let at = all.indexOf('7e7e', 0, 'hex'); at !== -1; at = all.indexOf('7e7e', at + 2, 'hex')) {
    if (all.length < at + 25) break
    const length = all.readUInt16BE(at + 11)
    const total = (length & 0xfff) + 17
    const frame = all.subarray(at, at + total)
    const good =
      frame.length === total && modbusSum(frame.subarray(0, -2)) === frame.readUInt16BE(total - 2)
    if (!good || length >> 12 !== 8) continue
    out.push({
      station: frame.subarray(2, 7).toString('hex'),
      code: frame[10] ?? 0,
      serial: frame.readUInt16BE(14),
      end: frame[total - 3] ?? 0,
      time: frame.subarray(16, 22).toString('hex'),
    })
  }
  return out
}
