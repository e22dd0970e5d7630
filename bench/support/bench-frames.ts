/** Good traffic of each protocol for the decoding benchmark: what a busy net sends, mixed. */
import { fromHex, fromLatin1 } from '../../src/core/gateway/frame-kit.ts'
import {
  lpFixtures,
  rcpFixtures,
  rrsFixtures,
  tmpFixtures,
} from '../../src/main/gateways/hytera/fixtures/services.ts'
import type { Fixture } from '../../src/main/gateways/hytera/fixtures/frame.ts'
import { encodeHrnp } from '../../src/main/gateways/hytera/hrnp.ts'
import { encodeHstrp } from '../../src/main/gateways/hytera/hstrp.ts'
import { encodeText } from '../../src/main/gateways/hytera/tmp.ts'
import { frame as vehicleFrame, locationBody } from '../../src/main/tools/simulate/wire/jtt808.ts'
import { fixtures as sentences } from '../../src/main/gateways/nmea/fixtures/sentences.ts'

const rounds = 500

function good(fixtures: readonly Fixture[]): Uint8Array[] {
  return fixtures.flatMap((one) => {
    const bytes = one.damaged ? undefined : fromHex(one.hex)
    return bytes ? [bytes] : []
  })
}

/** Reports of positions, registrations, calls, and one text of its own per round. */
function messages(): Uint8Array[] {
  const places = good(lpFixtures).filter((bytes) => bytes.length > 40)
  const others = [
    ...places,
    ...places,
    ...good(rrsFixtures),
    ...good(rcpFixtures),
    ...good(tmpFixtures),
  ]
  return Array.from({ length: rounds }, (_, requestId) => [
    ...others,
    encodeText({
      group: requestId % 2 === 0,
      requestId,
      dest: { subnet: 10, radioId: 2001 },
      src: { subnet: 10, radioId: 1000 + requestId },
      text: `到达罗源村下坑组，${requestId}人在场`,
      bit7: true,
    }),
  ]).flat()
}

/** Pieces as they come from the wire: packets, datagrams or lines. */
export interface BenchTraffic {
  readonly pieces: readonly Uint8Array[]
  /** A datagram is one piece; a line is cut anywhere. */
  readonly datagrams: boolean
}

export function benchTraffic(driver: string): BenchTraffic {
  switch (driver) {
    case 'hytera-hrnp': {
      const head = { version: 4, opcode: 'data', source: 0x10, destination: 0x20 } as const
      const pieces = messages().map((bytes, at) =>
        encodeHrnp({ ...head, packetNumber: at & 0xffff }, bytes),
      )
      return { pieces, datagrams: false }
    }
    case 'hytera-hstrp': {
      const device = { id: 1005, slot: 1 }
      const pieces = messages().map((bytes, at) =>
        encodeHstrp({ flags: [], sequence: at & 0xffff, device }, bytes),
      )
      return { pieces, datagrams: true }
    }
    case 'jtt808': {
      const position = {
        lat: 26.33,
        lon: 116.335,
        speedKmh: 36,
        headingDeg: 90,
        fixed: true,
        alarm: 0,
        atMs: 1_775_000_000_000,
      }
      const pieces = Array.from({ length: rounds * 10 }, (_, at) =>
        vehicleFrame('2013', 0x0200, '13800001001', at & 0xffff, locationBody(position)),
      )
      return { pieces, datagrams: false }
    }
    case 'nmea': {
      const good = sentences.filter((one) => one.decoded !== undefined)
      const lines = good.map((one) => fromLatin1(`${one.text}\r\n`))
      return { pieces: Array.from({ length: rounds }, () => lines).flat(), datagrams: false }
    }
    default:
      throw new Error(`no traffic for the driver ${driver}: add it here`)
  }
}
