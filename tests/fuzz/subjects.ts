/** The list: one line per driver. */
import { fromLatin1, toHex } from '../../src/core/gateway/frame-kit.ts'
import { beidou } from '../../src/main/gateways/beidou/index.ts'
import { bytes24, writeBinary } from '../../src/main/gateways/beidou/binary.ts'
import { writeSentence } from '../../src/main/gateways/beidou/sentence.ts'
import { aprsKiss } from '../../src/main/gateways/aprs-kiss/index.ts'
import { encodeUi } from '../../src/main/gateways/aprs-kiss/ax25.ts'
import { encodeKiss } from '../../src/main/gateways/aprs-kiss/kiss.ts'
import { callerId } from '../../src/main/gateways/caller-id/index.ts'
import { fixtures as callerLines } from '../../src/main/gateways/caller-id/fixtures/lines.ts'
import { encodeFrame, unescape } from '../../src/main/gateways/jtt808/frame.ts'
import { encodeMessage } from '../../src/main/gateways/jtt808/header.ts'
import { jtt808 } from '../../src/main/gateways/jtt808/index.ts'
import { satphoneModem, smsModem } from '../../src/main/gateways/sms-modem/index.ts'
import { arsAnswer, arsQuery } from '../../src/main/gateways/mototrbo/ars.ts'
import { mototrbo } from '../../src/main/gateways/mototrbo/index.ts'
import { lrrpRequest } from '../../src/main/gateways/mototrbo/lrrp.ts'
import { tmsAck, tmsText } from '../../src/main/gateways/mototrbo/tms.ts'
import { nmea } from '../../src/main/gateways/nmea/index.ts'
import { sl651 } from '../../src/main/gateways/sl651/index.ts'
import { crc16 } from '../../src/main/gateways/sl651/crc.ts'
import { asciiUp, packet, river, up } from '../../src/main/gateways/sl651/fixtures/frames.ts'
import { tetraPei } from '../../src/main/gateways/tetra-pei/index.ts'
import { terminalFile } from '../../src/main/gateways/vendor-profile/fixtures/files.ts'
import { vendorProfile } from '../../src/main/gateways/vendor-profile/index.ts'
import { randomBytes, type Pick } from '../contract/codec.suite.ts'
import type { Driver } from '../../src/core/gateway/driver.ts'
import type { FuzzSubject } from './fuzz.ts'
import { hrnp, hstrp } from './hytera.ts'

function nmeaSealed(body: string): string {
  let sum = 0
  for (const letter of body) sum ^= letter.charCodeAt(0)
  return `$${body}*${sum.toString(16).toUpperCase().padStart(2, '0')}\r\n`
}

const positions: FuzzSubject = {
  name: 'nmea',
  driver: nmea,
  frame: (pick) =>
    fromLatin1(
      nmeaSealed(
        `GPRMC,${String(pick(240000)).padStart(6, '0')},A,26${pick(60)}.${pick(9999)},N,116${pick(60)}.${pick(9999)},E,${pick(99)}.${pick(9)},${pick(360)},010726,,`,
      ),
    ),
  seal: (frame) => {
    const text = String.fromCharCode(...frame)
    const body = text.replace(/^\$/, '').replace(/\*.*$/s, '')
    return fromLatin1(nmeaSealed(body))
  },
}

const vehicleMessages = [
  0x0001, 0x0002, 0x0003, 0x0100, 0x0102, 0x0104, 0x0200, 0x0201, 0x0704, 0x0801,
]

/** Terminals that are let in with any code, so that the storms get past the door. */
const vehicles: FuzzSubject = {
  name: 'jtt808',
  driver: jtt808,
  settings: { checkAuthCode: false },
  channels: 4,
  frame(pick) {
    const version2019 = pick(2) === 0
    const phone = (version2019 ? '00000000' : '') + `01380000100${pick(4)}`
    const id = vehicleMessages[pick(vehicleMessages.length)] ?? 2
    const content = encodeMessage(
      { version2019, phone },
      id,
      pick(65536),
      randomBytes(pick, pick(90)),
    )
    return content
  },
  seal(frame) {
    const content = unescape(frame.filter((byte) => byte !== 0x7e)) ?? frame
    return encodeFrame(content.subarray(0, 1200))
  },
}

/** Datagrams without a check: lengths and tokens are what can be wrong. */
const trboFrames: Readonly<Record<'ARS' | 'LRRP' | 'TMS', (pick: Pick) => Uint8Array>> = {
  ARS: (pick) => (pick(2) === 0 ? arsQuery : arsAnswer('device_registration', pick(256))),
  LRRP: (pick) =>
    [lrrpRequest.once, lrrpRequest.stop, (id: number) => lrrpRequest.periodic(id, pick(9999))][
      pick(3)
    ]?.(pick(65_536)) ?? lrrpRequest.once(1),
  TMS: (pick) => (pick(2) === 0 ? tmsText(pick(128), '请回报'.repeat(pick(9))) : tmsAck(pick(128))),
}

const overIp = (['ARS', 'LRRP', 'TMS'] as const).map((service): FuzzSubject => ({
  name: `mototrbo ${service}`,
  driver: mototrbo,
  settings: { channels: [service], probeRadio: 1 },
  frame: trboFrames[service],
}))

const shortMessages: FuzzSubject = {
  name: 'beidou',
  driver: beidou,
  frame: (pick) => {
    const data = randomBytes(pick, 1 + pick(40))
    const sentences = [
      `BDICI,0${pick(999_999)},0,0,6,${pick(120)},${pick(6)},N,0`,
      `BDBSI,02,03,${Array.from({ length: 10 }, () => pick(5)).join(',')}`,
      `BDFKI,TXA,${pick(2) ? 'Y' : 'N'},N,${pick(4)},00${10 + pick(50)}`,
      `BDTXR,1,0${pick(999_999)},2,,A4${Buffer.from(data).toString('hex')}`,
      `BDDWR,1,0247718,084936.50,26${10 + pick(50)}.${pick(9999)},N,116${10 + pick(50)}.8,E,${pick(900)},M`,
    ]
    const sentence = sentences[pick(sentences.length + 1)]
    if (sentence !== undefined) return writeSentence(sentence)
    return writeBinary('TXXX', pick(2 ** 24), [
      0x62,
      ...bytes24(pick(2 ** 24)),
      pick(24),
      pick(60),
      0,
      data.length * 8,
      ...data,
      0,
    ])
  },
  seal: (frame) => {
    const text = String.fromCharCode(...frame)
    if (text.startsWith('$BD')) return writeSentence(text.slice(1).replace(/\*.*$/s, ''))
    return frame.length < 12 ? frame : writeBinary(text.slice(1, 5), 1, frame.slice(10, -1))
  },
}

/** Every kind of packet, for the mutations to begin from. */
const packets = [
  '=2619.80N/11619.80E>088/036/A=000123!W26!word',
  '!/zPHTfVv>!V_ word|!!!!!!|',
  '@011241z3558.58N/13629.67E_068/001g001t033r000p020P020b09860h98',
  '`(_f\x22 \x1c>/]\x224-}word',
  ';LEADER   *092345z4903.50N/07201.75W>088/036',
  ')AID!4903.50N/07201.75W>',
  ':BG0CD    :hello{42}f0',
  ':BG0CD    :ack42',
  ':BG0CD    :?APRST{1',
  ':BLN1     :to everybody',
  '>092345zstatus',
  'T#324,000,038,255,.12,50.12,01000001',
  '_12032359c180s001g002t033r010p040P080b09860h98',
  '$ULTW0053002D028D02FA2813000D87BD000103E8015703430010000C',
  '$GPRMC,145526,A,3349.0378,N,08406.2617,W,23.726,27.9,121207,4.9,W*7A',
  '}BG5AA>APRS,TCPIP*::BG0CD    :third{7',
  '?APRS?',
]

const amateurs: FuzzSubject = {
  name: 'aprs-kiss',
  driver: aprsKiss,
  settings: { callSign: 'BG0CD' },
  frame: (pick) => {
    const dest = pick(3) === 0 ? 'SX15S6' : 'APZ370'
    const data = encodeUi(
      `BG${pick(10)}AA`,
      dest,
      ['WIDE1-1', 'WIDE2-1'].slice(0, pick(3)),
      fromLatin1(packets[pick(packets.length)] ?? ''),
    )
    return encodeKiss({ port: 0, command: 0, data })
  },
}

const stationReports: FuzzSubject = {
  name: 'sl651',
  driver: sl651,
  settings: { confirm: 'eot' },
  channels: 3,
  frame: (pick) => {
    const contents = Buffer.from(randomBytes(pick, pick(60))).toString('hex')
    const code = (0x2f + pick(0x23)).toString(16)
    const serial = pick(65_536).toString(16).padStart(4, '0')
    switch (pick(4)) {
      case 0:
        return asciiUp('32', `ST 6230010001 48 TT 2607011200 Z ${pick(9999)}.${pick(999)} `)
      case 1:
        return packet(code, 1 + pick(6), 1 + pick(6), `${serial}260701120000${contents}`, '17')
      default:
        return up(code, `${river}${contents}`, { serial })
    }
  },
  seal: (frame) => {
    const sum = crc16(frame, 0, frame.length - 2)
    return Uint8Array.of(...frame.slice(0, -2), sum >>> 8, sum & 0xff)
  },
}

const peiLines: readonly ((pick: Pick) => string)[] = [
  (pick) => {
    const hex = toHex(randomBytes(pick, 2 + pick(6))).toUpperCase()
    return `+CTSDSR: ${[9, 10, 11, 13][pick(4)]},${pick(0xffffff)},0,${pick(9999)},0,${hex.length * 4}\r\n${hex}`
  },
  (pick) => {
    const pid = ['02', '09', '82', '89', '8A', '8C'][pick(6)] ?? '82'
    // Transfers without an address for the answer, reports and acknowledgements.
    const flags = ['00', '04', '06', '10', '18', '20'][pick(6)] ?? '00'
    const hex = `${pid}${flags}${toHex(randomBytes(pick, 2 + pick(40))).toUpperCase()}`
    return `+CTSDSR: 12,${pick(200)},0,${pick(200)},0,${hex.length * 4}\r\n${hex}`
  },
  (pick) => {
    const hex = `0A${toHex(randomBytes(pick, 10)).toUpperCase()}`
    return `+CTSDSR: 12,${pick(200)},0,${pick(200)},0,84\r\n${hex}`
  },
  (pick) =>
    `+CTICN: ${pick(9)},0,0,5,0901163830002${String(pick(9999)).padStart(4, '0')},${pick(2)},1,0,${pick(4)},1,5,09011638300000001,${pick(16)}`,
  (pick) =>
    `+CTXG: ${pick(9)},${pick(5)},0,0,3,0901163830002${String(pick(9999)).padStart(4, '0')}`,
  (pick) => `+CTCR: ${pick(9)},${pick(60)}`,
  (pick) => `+CTCC: ${pick(9)},1,1,0,1,1,1`,
  (pick) => `+CMGS: 0,${pick(8)},${pick(256)}`,
  (pick) => `+CREG: ${pick(7)},1,2`,
  (pick) => `+CTGS: ${pick(3)},${pick(9999)}`,
  // Answers let the start-up go on; a restart begins it again.
  ...['OK', 'OK', 'OK', 'ERROR', '+CME ERROR: 35', 'RDY', 'AT+CSQ?'].map((line) => () => line),
]

const pei: FuzzSubject = {
  name: 'tetra-pei',
  driver: tetraPei,
  frame: (pick) => fromLatin1(`\r\n${peiLines[pick(peiLines.length)]?.(pick) ?? ''}\r\n`),
}

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase()

/** A line a modem says by itself or answers with, and the line of a message behind some of them. */
function modemLines(pick: Pick): Uint8Array {
  const part = `050003${hexOf(randomBytes(pick, 1))}0${1 + pick(3)}0${1 + pick(3)}`
  const data = `${pick(2) === 0 ? part : ''}${hexOf(randomBytes(pick, 2 * pick(60)))}`
  const first = data.startsWith('050003') ? '44' : '04'
  const length = (data.length / 2).toString(16).toUpperCase().padStart(2, '0')
  const deliver = `00${first}0BA13179792143F50008627010210350${20 + pick(10)}${length}${data}`
  const report = `0006${hexOf(randomBytes(pick, 1))}0BA13179792143F562701021035023627010210390230${pick(8)}`
  const lines = [
    `+CMT: ,${deliver.length / 2 - 1}\r\n${deliver}`,
    `+CDS: ${report.length / 2 - 1}\r\n${report}`,
    `+CMTI: "ME",${pick(50)}`,
    `+CDSI: "ME",${pick(50)}`,
    `+CMGR: 0,,${deliver.length / 2 - 1}\r\n${deliver}`,
    `+CMGS: ${pick(256)}`,
    `+CREG: ${pick(9)}`,
    `+CSQ: ${pick(32)},99`,
    '+CRING: VOICE',
    `+CLIP: "1397971${pick(9999)}",161,,,,0`,
    'OK',
    `+CMS ERROR: ${pick(600)}`,
    'RDY',
    '^RSSI:17',
    'NO CARRIER',
  ]
  return Buffer.from(`\r\n${lines[pick(lines.length)] ?? 'OK'}\r\n`, 'latin1')
}

const modem = (driver: Driver): FuzzSubject => ({ name: driver.id, driver, frame: modemLines })

const rings: FuzzSubject = {
  name: 'caller-id',
  driver: callerId,
  frame(pick) {
    const known = callerLines.filter(({ line }) => line !== undefined)
    const text = pick(3) === 0 ? `NMBR=${pick(1e9)}` : (known[pick(known.length)]?.text ?? 'RING')
    return fromLatin1(`\r\n${text}\r\n`)
  },
}

/** The same lines under a vendor's names. */
const vendors: FuzzSubject = {
  name: 'vendor-profile',
  driver: vendorProfile,
  settings: { file: terminalFile },
  frame: (pick) =>
    fromLatin1(
      `\r\n${(peiLines[pick(peiLines.length)]?.(pick) ?? '').replace('+CTSDSR', '^XSDS')}\r\n`,
    ),
}

export const fuzzSubjects: readonly FuzzSubject[] = [
  hrnp,
  hstrp,
  positions,
  vehicles,
  ...overIp,
  shortMessages,
  amateurs,
  stationReports,
  pei,
  modem(smsModem),
  modem(satphoneModem),
  rings,
  vendors,
]
