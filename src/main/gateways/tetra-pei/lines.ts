/** Lines of a TETRA terminal → what they say (TS 100 392-5; radio reference §4.1). */

/** Fields behind the name, blanks and quotation marks removed. */
export function fieldsOf(line: string): string[] {
  return line
    .slice(line.indexOf(':') + 1)
    .split(',')
    .map((field) => field.trim().replaceAll('"', ''))
}

export interface SdsHeader {
  readonly service: number
  /** Absent in the short forms. */
  readonly from?: string | undefined
  readonly to: string
  readonly bits: number
  readonly endToEnd?: number | undefined
}

export type PeiLine =
  | { readonly kind: 'sds'; readonly header: SdsHeader }
  | {
      readonly kind: 'incoming-call'
      readonly call: number
      readonly status: number
      readonly service: number
      readonly callerType: number
      readonly caller: string
      readonly hook: number
      readonly simplex: number
      readonly endToEnd: number
      readonly comms: number
      readonly codec: number
      readonly calledType: number
      readonly called: string
      readonly priority: number
    }
  | { readonly kind: 'outgoing-call'; readonly call: number; readonly status: number }
  | { readonly kind: 'connected'; readonly call: number }
  | {
      readonly kind: 'grant'
      readonly call: number
      readonly grant: number
      readonly permission: number
      readonly endToEnd: number
      readonly idType: number
      /** Who may speak; absent when the net does not say. */
      readonly speaker?: string | undefined
    }
  | { readonly kind: 'ceased'; readonly call: number; readonly permission: number }
  | { readonly kind: 'released'; readonly call: number; readonly cause: number }
  | { readonly kind: 'own-number'; readonly type: number; readonly number: string }
  | { readonly kind: 'group'; readonly type: number; readonly group: string }
  | {
      readonly kind: 'group-name'
      readonly index: number
      readonly group: string
      readonly name: string
      readonly list: 'S' | 'D'
    }
  | {
      readonly kind: 'group-range'
      readonly min: number
      readonly max: number
      readonly list: 'S' | 'D'
    }
  | { readonly kind: 'mode'; readonly mode: number }
  | { readonly kind: 'registration'; readonly state: number; readonly area: string }
  | { readonly kind: 'signal'; readonly code: number }
  | { readonly kind: 'battery'; readonly percent: number }
  | { readonly kind: 'maker'; readonly text: string }
  | {
      readonly kind: 'model'
      readonly model: string
      readonly hardware: string
      readonly firmware: string
    }
  | {
      readonly kind: 'own-position'
      readonly time: string
      readonly lat: number
      readonly lon: number
      readonly satellites: number
    }
  | {
      readonly kind: 'sent'
      readonly instance: number
      readonly status?: number | undefined
      readonly ref?: number | undefined
    }
  | { readonly kind: 'send-limits'; readonly maxBits: number }
  | {
      readonly kind: 'neighbour'
      readonly type: number
      readonly address: string
      readonly network: string
      readonly presence: number
    }

export type CallLine = Extract<
  PeiLine,
  { kind: 'incoming-call' | 'outgoing-call' | 'connected' | 'grant' | 'ceased' | 'released' }
>
/** What the terminal says of itself. */
export type OwnLine = Exclude<PeiLine, CallLine | { kind: 'sds' | 'sent' }>

const callKinds: ReadonlySet<PeiLine['kind']> = new Set<CallLine['kind']>([
  'incoming-call',
  'outgoing-call',
  'connected',
  'grant',
  'ceased',
  'released',
])
export const isCallLine = (line: PeiLine): line is CallLine => callKinds.has(line.kind)

const whole = (text: string | undefined): number =>
  /^\d{1,9}$/.test(text ?? '') ? Number(text) : Number.NaN

/** `undefined` when one of the numbers is none. */
function sound<Line extends PeiLine>(line: Line): Line | undefined {
  return Object.values(line).some((value) => Number.isNaN(value)) ? undefined : line
}

/** Six or seven fields; three and four occur where the sender is not told. */
export function readSdsHeader(line: string): SdsHeader | undefined {
  const fields = fieldsOf(line)
  const short = fields.length === 3 || fields.length === 4
  if (!short && fields.length !== 6 && fields.length !== 7) return undefined
  const service = whole(fields[0])
  const bits = whole(short ? fields.at(-1) : fields[5])
  if (Number.isNaN(service) || Number.isNaN(bits)) return undefined
  if (short) return { service, to: fields[1] ?? '', bits }
  const from = fields[1] === '' ? undefined : fields[1]
  const endToEnd = fields[6] === undefined ? undefined : whole(fields[6])
  if (Number.isNaN(endToEnd)) return undefined
  return { service, from, to: fields[3] ?? '', bits, endToEnd }
}

function incomingCall(fields: readonly string[]): PeiLine | undefined {
  if (fields.length < 12) return undefined
  const number = (at: number) => whole(fields[at])
  return sound({
    kind: 'incoming-call',
    call: number(0),
    status: number(1),
    service: number(2),
    callerType: number(3),
    caller: fields[4] ?? '',
    hook: number(5),
    simplex: number(6),
    endToEnd: number(7),
    comms: number(8),
    codec: number(9),
    calledType: number(10),
    called: fields[11] ?? '',
    // Some terminals leave it out.
    priority: fields[12] === undefined || fields[12] === '' ? 0 : number(12),
  })
}

function grant(fields: readonly string[]): PeiLine | undefined {
  const optional = (at: number) =>
    fields[at] === undefined || fields[at] === '' ? 0 : whole(fields[at])
  return sound({
    kind: 'grant',
    call: whole(fields[0]),
    grant: whole(fields[1]),
    permission: optional(2),
    endToEnd: optional(3),
    idType: optional(4),
    speaker: fields[5] === '' ? undefined : fields[5],
  })
}

function sent(fields: readonly string[], line: string): PeiLine | undefined {
  const limits = /\((?:\d+)-(\d+)\)\s*$/.exec(line)
  if (limits) return sound({ kind: 'send-limits', maxBits: whole(limits[1]) })
  return sound({
    kind: 'sent',
    instance: whole(fields[0]),
    status: fields[1] === undefined ? undefined : whole(fields[1]),
    ref: fields[2] === undefined ? undefined : whole(fields[2]),
  })
}

/** `+GPSPOS: 12:34:56,N: 49_01.2345,E: 010_12.3456,5` */
const position =
  /^\+GPSPOS: ?(\d\d:\d\d:\d\d), ?([NS]): ?(\d{1,2})_(\d\d?\.\d+), ?([EW]): ?(\d{1,3})_(\d\d?\.\d+), ?(\d{1,2})$/

function ownPosition(line: string): PeiLine | undefined {
  const match = position.exec(line)
  if (!match) return undefined
  const degrees = (
    sign: string | undefined,
    whole_: string | undefined,
    minutes: string | undefined,
  ) => (sign === 'S' || sign === 'W' ? -1 : 1) * (Number(whole_) + Number(minutes) / 60)
  const lat = degrees(match[2], match[3], match[4])
  const lon = degrees(match[5], match[6], match[7])
  if (Math.abs(lat) > 90 || Math.abs(lon) > 180) return undefined
  return { kind: 'own-position', time: match[1] ?? '', lat, lon, satellites: Number(match[8]) }
}

function groupLine(list: 'S' | 'D', line: string, fields: readonly string[]): PeiLine | undefined {
  const range = /\((\d+)-(\d+)\)\s*$/.exec(line)
  if (range) {
    return sound({ kind: 'group-range', min: whole(range[1]), max: whole(range[2]), list })
  }
  const [index, group = '', ...name] = fields
  if (!/^\d{1,17}$/.test(group)) return undefined
  return sound({ kind: 'group-name', index: whole(index), group, name: name.join(','), list })
}

type Reader = (fields: readonly string[], line: string) => PeiLine | undefined

const readers: Readonly<Record<string, Reader>> = {
  '+CTSDSR': (_fields, line) => {
    const header = readSdsHeader(line)
    return header && { kind: 'sds', header }
  },
  '+CTICN': incomingCall,
  '+CTOCP': ([call, status]) =>
    sound({ kind: 'outgoing-call', call: whole(call), status: whole(status) }),
  '+CTCC': ([call]) => sound({ kind: 'connected', call: whole(call) }),
  '+CTXG': grant,
  '+CDTXC': ([call, permission]) =>
    sound({ kind: 'ceased', call: whole(call), permission: whole(permission ?? '0') }),
  '+CTCR': ([call, cause]) =>
    sound({ kind: 'released', call: whole(call), cause: whole(cause ?? '0') }),
  '+CNUMF': ([type, number = '']) =>
    /^\d{1,17}$/.test(number)
      ? sound({ kind: 'own-number', type: whole(type), number })
      : undefined,
  '+CTGS': ([type, group = '']) => sound({ kind: 'group', type: whole(type), group }),
  '+CNUMS': (fields, line) => groupLine('S', line, fields),
  '+CNUMD': (fields, line) => groupLine('D', line, fields),
  '+CTOM': ([mode]) => sound({ kind: 'mode', mode: whole(mode) }),
  '+CREG': ([state, area = '']) => sound({ kind: 'registration', state: whole(state), area }),
  '+CSQ': ([code]) => sound({ kind: 'signal', code: whole(code) }),
  '+CBC': (fields) => sound({ kind: 'battery', percent: whole(fields.at(-1)) }),
  '+GMI': (_fields, line) => ({ kind: 'maker', text: line.slice('+GMI:'.length).trim() }),
  '+GMM': ([model = '', hardware = '', firmware = '']) => ({
    kind: 'model',
    model,
    hardware,
    firmware,
  }),
  '+GPSPOS': (_fields, line) => ownPosition(line),
  '+CMGS': sent,
  '+CTDGR': ([type, address = '', network = '', presence]) =>
    sound({
      kind: 'neighbour',
      type: whole(type),
      address,
      network,
      presence: whole(presence ?? '0'),
    }),
}

export const peiNames: readonly string[] = Object.keys(readers)

/** The line without its line end. `undefined`: unknown, or not as it should be. */
export function readPeiLine(line: string): PeiLine | undefined {
  const name = /^\+[A-Z]+/.exec(line)?.[0] ?? ''
  if (!Object.hasOwn(readers, name) || line[name.length] !== ':') return undefined
  return readers[name]?.(fieldsOf(line), line)
}

/** dBm of a signal code; `undefined` when the terminal does not know. */
export const signalDbm = (code: number): number | undefined =>
  code > 31 ? undefined : -113 + 2 * code
