/** Lines of a modem (3GPP TS 27.005, TS 27.007) → what they say. */

/** Figures of a line behind its name: text in quotation marks, numbers, or nothing. */
export function fieldsOf(line: string): string[] {
  const rest = line.slice(line.indexOf(':') + 1)
  const fields = ['']
  let quoted = false
  for (const letter of rest) {
    if (letter === '"') quoted = !quoted
    else if (letter === ',' && !quoted) fields.push('')
    else fields[fields.length - 1] += letter
  }
  return fields.map((field) => field.trim())
}

export interface PduHeader {
  /** State of a stored message: 0 new, 1 read, 2 not sent, 3 sent. */
  readonly stat?: number | undefined
  /** Where it is stored; in a list only. */
  readonly index?: number | undefined
  readonly tpduLength: number
}

const whole = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : undefined

/**
 * `+CMGR: 0,,24`, `+CMGL: 3,1,,24`, `+CMT: ,24`, `+CDS: 25`: the last figure is the length.
 * A name may stand in front of it, in quotation marks or not.
 */
export function pduHeader(line: string): PduHeader | undefined {
  const fields = fieldsOf(line)
  const tpduLength = whole(fields.at(-1))
  if (tpduLength === undefined) return undefined
  if (line.startsWith('+CMGR:')) return { stat: whole(fields[0]), tpduLength }
  if (line.startsWith('+CMGL:'))
    return { index: whole(fields[0]), stat: whole(fields[1]), tpduLength }
  return { tpduLength }
}

/** `+CMTI: "SM",3`, `+CDSI: "ME",5`. */
export function storedAt(
  line: string,
): { readonly store: string; readonly index: number } | undefined {
  const [store = '', number] = fieldsOf(line)
  const index = whole(number)
  return index === undefined ? undefined : { store, index }
}

export type Registration = 'idle' | 'home' | 'searching' | 'denied' | 'unknown' | 'roaming'
const registrations = ['idle', 'home', 'searching', 'denied', 'unknown', 'roaming'] as const

/** An answer has the mode in front (`+CREG: 1,5`), news does not (`+CREG: 5`); cell ids are in quotation marks. */
export const isRegistrationAnswer = (line: string): boolean =>
  /^\+CE?G?REG: ?\d ?, ?\d{1,2}(?:,|$)/.test(line)

export function readRegistration(line: string): Registration | undefined {
  const fields = fieldsOf(line)
  const figure = whole(isRegistrationAnswer(line) ? fields[1] : fields[0])
  // 6 and 7 are registered for texts only; 8 is emergency calls only.
  if (figure === 6) return 'home'
  if (figure === 7) return 'roaming'
  if (figure === 8) return 'denied'
  return figure === undefined ? undefined : registrations[figure]
}

/** `+CSQ: 18,99`: dBm; `undefined` where the modem does not know. */
export function signalDbm(line: string): number | undefined {
  const level = whole(fieldsOf(line)[0])
  return level === undefined || level > 31 ? undefined : -113 + 2 * level
}

/** `+CPMS: 3,50,…` or `+CPMS: "SM",3,50,…`: the store that is read. */
export function storeUse(
  line: string,
): { readonly used: number; readonly total: number } | undefined {
  const fields = fieldsOf(line)
  const [used, total] = whole(fields[0]) === undefined ? fields.slice(1, 3) : fields
  const [inUse, size] = [whole(used), whole(total)]
  return inUse === undefined || size === undefined ? undefined : { used: inUse, total: size }
}

/** `+CSCA: "+8613800797500",145`. */
export const serviceCentre = (line: string): string => fieldsOf(line)[0] ?? ''

/** `+CMGS: 214` */
export const messageReference = (line: string): number | undefined => whole(fieldsOf(line)[0])
