/** Numbers of subscribers and groups (radio reference §4.1). */

export interface Identity {
  readonly mcc?: number | undefined
  readonly mnc?: number | undefined
  readonly ssi: number
}

/** Country and network of the gateway's own number. */
export interface Network {
  readonly mcc: number
  readonly mnc: number
}

const maxSsi = 0xffffff

/**
 * Seventeen digits are MCC(4) MNC(5) SSI(8), fifteen MCC(3) MNC(4) SSI(8); up to eight are an SSI.
 * `undefined`: a telephone or an external number.
 */
export function readIdentity(digits: string): Identity | undefined {
  // Digits of the country and of the network in front of the subscriber's eight.
  const [country, network] = digits.length === 17 ? [4, 5] : digits.length === 15 ? [3, 4] : [0, 0]
  const ssi = Number(digits.slice(country + network))
  if (!/^\d+$/.test(digits) || digits.length - country - network > 8 || ssi > maxSsi)
    return undefined
  if (country === 0) return { ssi }
  const mcc = Number(digits.slice(0, country))
  return { mcc, mnc: Number(digits.slice(country, country + network)), ssi }
}

/**
 * The number as the console shows it: the short one for radios of our own net, the whole one for
 * others; a telephone's as it came. `undefined` where the net did not say.
 */
export function radioNumber(digits: string, own: Network | undefined): string | undefined {
  const text = digits.trim()
  if (text === '') return undefined
  const identity = readIdentity(text)
  if (!identity) return /^[+0-9*#]{1,24}$/.test(text) ? text : undefined
  const { mcc, mnc, ssi } = identity
  const isOwn = mcc === undefined || !own || (mcc === own.mcc && mnc === own.mnc)
  return isOwn ? String(ssi) : text
}

/** What may stand behind `ATD` and in `AT+CMGS=`: digits only, so that no order can be hidden in it. */
export const isDialable = (number: string): boolean => /^\d{1,24}$/.test(number)
