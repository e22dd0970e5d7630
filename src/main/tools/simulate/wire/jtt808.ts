/** JT/T 808 as a vehicle terminal writes and reads it, from the standard's tables; no driver's code. */
import iconv from 'iconv-lite'

export type Edition = '2011' | '2013' | '2019'

export interface Heard {
  readonly id: number
  readonly serial: number
  readonly body: Buffer
}

/** `7E` only ever stands at an end; inside it is `7D 02`, and `7D` is `7D 01`. */
export function frame(
  edition: Edition,
  id: number,
  phone: string,
  serial: number,
  body: Buffer,
  part?: { readonly total: number; readonly index: number },
): Buffer {
  const newer = edition === '2019'
  const head = Buffer.alloc(4)
  head.writeUInt16BE(id, 0)
  head.writeUInt16BE(body.length + (newer ? 0x4000 : 0) + (part ? 0x2000 : 0), 2)
  const digits = phone.padStart(newer ? 20 : 12, '0')
  const count = Buffer.alloc(part ? 6 : 2)
  count.writeUInt16BE(serial, 0)
  if (part) {
    count.writeUInt16BE(part.total, 2)
    count.writeUInt16BE(part.index, 4)
  }
  const inner = Buffer.concat([
    head,
    newer ? Buffer.of(1) : Buffer.alloc(0),
    Buffer.from(digits, 'hex'),
    count,
    body,
  ])
  const sum = inner.reduce((all, byte) => all ^ byte, 0)
  const hex = Buffer.concat([inner, Buffer.of(sum)]).toString('hex')
  const escaped = (hex.match(/../g) ?? []).map((pair) =>
    pair === '7e' ? '7d02' : pair === '7d' ? '7d01' : pair,
  )
  return Buffer.from(`7e${escaped.join('')}7e`, 'hex')
}

/** Takes a stream, gives what the platform said; what makes no sense is passed over. */
export function ear(): (bytes: Uint8Array) => Heard[] {
  let rest = ''
  return (bytes) => {
    const parts = (rest + Buffer.from(bytes).toString('latin1')).split('\x7e')
    rest = (parts.pop() ?? '').slice(-8192)
    return parts.flatMap((part) => {
      const plain = Buffer.from(
        part
          .split('\x7d')
          .map((piece, at) =>
            at === 0 ? piece : `${piece[0] === '\x02' ? '~' : '}'}${piece.slice(1)}`,
          )
          .join(''),
        'latin1',
      )
      if (plain.length < 13 || plain.reduce((all, byte) => all ^ byte, 0) !== 0) return []
      const newer = (plain.readUInt16BE(2) & 0x4000) !== 0
      const at = newer ? 15 : 10
      return [
        {
          id: plain.readUInt16BE(0),
          serial: plain.readUInt16BE(at),
          body: plain.subarray(at + 2, -1),
        },
      ]
    })
  }
}

export interface Reported {
  readonly lat: number
  readonly lon: number
  readonly speedKmh: number
  readonly headingDeg: number
  readonly fixed: boolean
  readonly alarm: number
  readonly atMs: number
}

export function locationBody({ lat, lon, speedKmh, headingDeg, fixed, alarm, atMs }: Reported) {
  const body = Buffer.alloc(28 + 6 + 3)
  body.writeUInt32BE(alarm, 0)
  // Ignition on, satellites GPS and BeiDou.
  const south = lat < 0 ? 4 : 0
  const west = lon < 0 ? 8 : 0
  body.writeUInt32BE(0xc0001 + (fixed ? 2 : 0) + south + west, 4)
  body.writeUInt32BE(Math.round(Math.abs(lat) * 1e6), 8)
  body.writeUInt32BE(Math.round(Math.abs(lon) * 1e6), 12)
  body.writeUInt16BE(230, 16)
  body.writeUInt16BE(Math.round(speedKmh * 10), 18)
  body.writeUInt16BE(Math.round(headingDeg) % 360, 20)
  const beijing = new Date(atMs + 8 * 3_600_000).toISOString()
  Buffer.from(beijing.replaceAll(/\D/g, '').slice(2, 14), 'hex').copy(body, 22)
  Buffer.from('01040000271031010c', 'hex').copy(body, 28)
  return body
}

const column = (text: string, width: number): Buffer =>
  Buffer.concat([iconv.encode(text, 'gbk'), Buffer.alloc(width)]).subarray(0, width)

export function registerBody(edition: Edition, plate: string, terminal: string): Buffer {
  const [maker, model, id] = { '2011': [5, 8, 7], '2013': [5, 20, 7], '2019': [11, 30, 30] }[
    edition
  ] as [number, number, number]
  return Buffer.concat([
    Buffer.from('00240307', 'hex'),
    column('SIMUL', maker),
    column('DRILL-1', model),
    column(terminal, id),
    Buffer.of(2),
    iconv.encode(plate, 'gbk'),
  ])
}

export function authenticateBody(edition: Edition, code: Buffer): Buffer {
  if (edition !== '2019') return code
  return Buffer.concat([Buffer.of(code.length), code, column('', 15), column('1.0', 20)])
}

export const gbkText = (bytes: Buffer): string => iconv.decode(bytes, 'gbk')
