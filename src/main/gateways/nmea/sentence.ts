/**
 * What the sentences of NMEA 0183 say. Any talker is taken; a field that is empty or not what
 * it should be is left out, and no text makes this throw.
 */

interface From {
  /** GP, GN, GL, GA, GB or BD (BeiDou), GQ … any two letters. */
  readonly talker: string
}

type Maybe<T> = T | undefined

interface Place {
  /** WGS-84 degrees, south and west negative. */
  readonly lat: Maybe<number>
  readonly lon: Maybe<number>
}

export interface Rmc extends From, Place {
  readonly type: 'RMC'
  /** `hhmmss` with any decimals, UTC. */
  readonly time: Maybe<string>
  readonly valid: boolean
  readonly status: Maybe<string>
  readonly speedKn: Maybe<number>
  readonly course: Maybe<number>
  /** `ddmmyy` */
  readonly date: Maybe<string>
  readonly mode: Maybe<string>
}

export interface Gga extends From, Place {
  readonly type: 'GGA'
  readonly time: Maybe<string>
  /** 0 none, 1 GNSS, 2 differential, 4/5 RTK, 6 estimated, 7 typed in, 8 simulated. */
  readonly quality: Maybe<number>
  readonly satellites: Maybe<number>
  readonly hdop: Maybe<number>
  readonly altitudeM: Maybe<number>
  readonly geoidM: Maybe<number>
}

export interface Gll extends From, Place {
  readonly type: 'GLL'
  readonly time: Maybe<string>
  readonly valid: boolean
  readonly mode: Maybe<string>
}

export interface Gns extends From, Place {
  readonly type: 'GNS'
  readonly time: Maybe<string>
  /** One letter per satellite system. */
  readonly mode: Maybe<string>
  readonly satellites: Maybe<number>
  readonly hdop: Maybe<number>
  readonly altitudeM: Maybe<number>
}

export interface Gsa extends From {
  readonly type: 'GSA'
  readonly mode: Maybe<string>
  /** 1 none, 2 two-dimensional, 3 three-dimensional. */
  readonly fix: Maybe<number>
  readonly satellitesUsed: readonly string[]
  readonly pdop: Maybe<number>
  readonly hdop: Maybe<number>
  readonly vdop: Maybe<number>
}

export interface SatelliteInView {
  /** Two or three digits; BeiDou numbers go beyond 99. */
  readonly id: Maybe<string>
  readonly elevation: Maybe<string>
  readonly azimuth: Maybe<string>
  readonly snr: Maybe<string>
}

export interface Gsv extends From {
  readonly type: 'GSV'
  readonly total: Maybe<number>
  readonly number: Maybe<number>
  readonly inView: Maybe<number>
  readonly satellitesInView: readonly SatelliteInView[]
  readonly signalId: Maybe<string>
}

export interface Vtg extends From {
  readonly type: 'VTG'
  readonly course: Maybe<number>
  readonly speedKn: Maybe<number>
  readonly speedKmh: Maybe<number>
}

export interface Zda extends From {
  readonly type: 'ZDA'
  readonly time: Maybe<string>
  readonly day: Maybe<number>
  readonly month: Maybe<number>
  readonly year: Maybe<number>
}

export interface Txt extends From {
  readonly type: 'TXT'
  readonly text: string
}

export type Sentence = Rmc | Gga | Gll | Gns | Gsa | Gsv | Vtg | Zda | Txt

type Fields = readonly string[]

const text = (fields: Fields, at: number): Maybe<string> => fields[at] || undefined

function decimal(fields: Fields, at: number): Maybe<number> {
  const field = fields[at] ?? ''
  return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(field) ? Number(field) : undefined
}

function whole(fields: Fields, at: number): Maybe<number> {
  const field = fields[at] ?? ''
  return /^\d{1,9}$/.test(field) ? Number(field) : undefined
}

/** `ddmm.mmm` or `dddmm.mmm` with any number of decimals, then the hemisphere. */
function degrees(fields: Fields, at: number, positive: string, negative: string): Maybe<number> {
  const field = fields[at] ?? ''
  if (!/^\d+(\.\d*)?$/.test(field)) return undefined
  const sign = fields[at + 1] === positive ? 1 : fields[at + 1] === negative ? -1 : undefined
  if (sign === undefined) return undefined
  const value = Number(field)
  const whole = Math.floor(value / 100)
  const minutes = value - whole * 100
  const limit = positive === 'N' ? 90 : 180
  const angle = whole + minutes / 60
  if (minutes >= 60 || angle > limit) return undefined
  // A tenth of a millimetre; spares the reader the tail of a binary fraction.
  return (sign * Math.round(angle * 1e9)) / 1e9
}

function place(fields: Fields, at: number): Place {
  return { lat: degrees(fields, at, 'N', 'S'), lon: degrees(fields, at + 2, 'E', 'W') }
}

function rmc(talker: string, f: Fields): Rmc {
  return {
    talker,
    type: 'RMC',
    time: text(f, 0),
    status: text(f, 1),
    valid: f[1] === 'A',
    ...place(f, 2),
    speedKn: decimal(f, 6),
    course: decimal(f, 7),
    date: text(f, 8),
    mode: text(f, 11),
  }
}

function gga(talker: string, f: Fields): Gga {
  return {
    talker,
    type: 'GGA',
    time: text(f, 0),
    ...place(f, 1),
    quality: whole(f, 5),
    satellites: whole(f, 6),
    hdop: decimal(f, 7),
    altitudeM: decimal(f, 8),
    geoidM: decimal(f, 10),
  }
}

function gll(talker: string, f: Fields): Gll {
  return {
    talker,
    type: 'GLL',
    ...place(f, 0),
    time: text(f, 4),
    valid: f[5] === 'A',
    mode: text(f, 6),
  }
}

function gns(talker: string, f: Fields): Gns {
  return {
    talker,
    type: 'GNS',
    time: text(f, 0),
    ...place(f, 1),
    mode: text(f, 5),
    satellites: whole(f, 6),
    hdop: decimal(f, 7),
    altitudeM: decimal(f, 8),
  }
}

function gsa(talker: string, f: Fields): Gsa {
  return {
    talker,
    type: 'GSA',
    mode: text(f, 0),
    fix: whole(f, 1),
    satellitesUsed: f.slice(2, 14).filter((id) => id !== ''),
    pdop: decimal(f, 14),
    hdop: decimal(f, 15),
    vdop: decimal(f, 16),
  }
}

function gsv(talker: string, f: Fields): Gsv {
  const rest = f.slice(3)
  const count = Math.floor(rest.length / 4)
  const satellitesInView = Array.from({ length: count }, (_, i) => ({
    id: text(rest, i * 4),
    elevation: text(rest, i * 4 + 1),
    azimuth: text(rest, i * 4 + 2),
    snr: text(rest, i * 4 + 3),
  }))
  return {
    talker,
    type: 'GSV',
    total: whole(f, 0),
    number: whole(f, 1),
    inView: whole(f, 2),
    satellitesInView,
    // Version 4.1 appends one field that belongs to no satellite.
    signalId: rest.length % 4 === 1 ? text(rest, rest.length - 1) : undefined,
  }
}

function vtg(talker: string, f: Fields): Vtg {
  return {
    talker,
    type: 'VTG',
    course: decimal(f, 0),
    speedKn: decimal(f, 4),
    speedKmh: decimal(f, 6),
  }
}

function zda(talker: string, f: Fields): Zda {
  return {
    talker,
    type: 'ZDA',
    time: text(f, 0),
    day: whole(f, 1),
    month: whole(f, 2),
    year: whole(f, 3),
  }
}

function txt(talker: string, f: Fields): Txt {
  return { talker, type: 'TXT', text: f.slice(3).join(',') }
}

const readers: Readonly<Record<string, (talker: string, fields: Fields) => Sentence>> = {
  RMC: rmc,
  GGA: gga,
  GLL: gll,
  GNS: gns,
  GSA: gsa,
  GSV: gsv,
  VTG: vtg,
  ZDA: zda,
  TXT: txt,
}

/** Address of a sentence, `GNRMC`; also for those whose content we do not read. */
export function addressOf(sentence: string): string {
  return /^\$([A-Z0-9]+)/.exec(sentence)?.[1] ?? ''
}

/**
 * Reads one sentence, `$` first; the checksum has been judged before.
 * @returns `undefined` for a kind that is not read here (proprietary `$P…`, AIS, …)
 */
export function readSentence(sentence: string): Sentence | undefined {
  const address = addressOf(sentence)
  if (address.length !== 5) return undefined
  const reader = Object.hasOwn(readers, address.slice(2)) ? readers[address.slice(2)] : undefined
  if (!reader) return undefined
  const star = sentence.indexOf('*')
  const end = star === -1 ? sentence.length : star
  // The address is five letters after the `$`; what follows its comma are the fields.
  return reader(address.slice(0, 2), sentence[6] === ',' ? sentence.slice(7, end).split(',') : [])
}
