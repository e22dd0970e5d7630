/**
 * Numbers of a PDT net: what is on the air (24 bits) and what a user dials. Published for the
 * police net and checked against the vendor's own conversion; whether another net keeps to it is
 * for the county to say (`county.json`, `radioNumbering`).
 */
import { provinceArea } from './pdt-areas.ts'

/** `zhejiang`: individuals are area and air identity, groups are graded groups only. */
export type PdtRule = 'standard' | 'zhejiang'
export type PdtKind = 'individual' | 'group'

/** What every number on the air is made of. */
export interface PdtParts {
  /** Upper 9 bits; below 32 the identity belongs to an MPT1327 net. */
  readonly nai: number
  /** Lower 15 bits: SSI of an individual, SGI of a group. */
  readonly low15: number
  /** 区号 of the area, 328 … 806. */
  readonly np: number
}

const mostAir = 0xff_ff_ff
const areaBase = 296
const leastPdtNai = 32

/** A run of identities that is numbered in fleets (队) of equal size. */
interface Fleet {
  readonly from: number
  readonly to: number
  readonly size: number
  readonly fleet: number
  readonly first: number
}

const individualFleets: readonly Fleet[] = [
  { from: 1, to: 15_400, size: 700, fleet: 20, first: 200 },
  { from: 15_401, to: 32_200, size: 350, fleet: 42, first: 200 },
]
const groupFleets: readonly Fleet[] = [{ from: 1, to: 7000, size: 100, fleet: 20, first: 900 }]

/** A run of identities with a short number of its own behind the area. */
interface Desk {
  readonly from: number
  readonly to: number
  readonly first: number
  readonly digits: number
}

const desks: readonly Desk[] = [
  // Dispatchers' consoles, special services, wired extensions.
  { from: 32_481, to: 32_490, first: 100, digits: 3 },
  { from: 32_491, to: 32_510, first: 110, digits: 3 },
  { from: 32_652, to: 32_751, first: 9600, digits: 4 },
]

const graded = { from: 7001, to: 17_000 }
/** The standard knows grades 0 and 7 … 9 only. */
const isGrade = (level: number, rule: PdtRule): boolean =>
  rule === 'zhejiang' || level === 0 || level >= 7
const mostZhejiang = 32_767

/** Whole net, region, local, site, custom. */
const allCalls: ReadonlyMap<number, number> = new Map([
  [0xff_ff_ff, 1987],
  [0xff_ff_fe, 1977],
  [0xff_ff_fd, 1967],
  [0xff_ff_fc, 1957],
  [0xff_ff_fb, 1947],
])
/** The emergency call to the same people. */
const emergencyLess = 5

/** `undefined`: no identity of 24 bits. */
export function pdtParts(airId: number): PdtParts | undefined {
  if (!Number.isInteger(airId) || airId < 0 || airId > mostAir) return undefined
  const nai = Math.floor(airId / 0x8000)
  return { nai, low15: airId % 0x8000, np: nai + areaBase }
}

function inFleet(fleets: readonly Fleet[], low15: number): number | undefined {
  const run = fleets.find(({ from, to }) => low15 >= from && low15 <= to)
  if (!run) return undefined
  const step = low15 - run.from
  return (run.fleet + Math.floor(step / run.size)) * 1000 + run.first + (step % run.size)
}

/** Everybody of an area: 1917 its own, 1927 a province, 1937 the ministry. */
function areaCall({ nai, low15, np }: PdtParts): number | undefined {
  if (nai < leastPdtNai) return undefined
  if (low15 === 0x7fff) {
    const province = provinceArea(np)
    if (province === undefined) return undefined
    if (province !== np) return 1917
    return np === 804 ? 1937 : 1927
  }
  // As published: the area one below is asked whether it is a province's.
  return low15 === 0x7ffe && provinceArea(np - 1) === np - 1 ? 1917 : undefined
}

function individualNumber({ low15, np }: PdtParts, rule: PdtRule): string | undefined {
  if (rule === 'zhejiang') {
    return low15 >= 1 && low15 <= mostZhejiang ? String(np * 100_000 + low15) : undefined
  }
  const fleet = inFleet(individualFleets, low15)
  if (fleet !== undefined) return String(np * 100_000 + fleet)
  const desk = desks.find(({ from, to }) => low15 >= from && low15 <= to)
  return desk && `${np}${desk.first + low15 - desk.from}`
}

function groupNumber({ low15, np }: PdtParts, rule: PdtRule): string | undefined {
  if (low15 >= graded.from && low15 <= graded.to) {
    const step = low15 - graded.from
    const level = Math.floor(step / 1000)
    return isGrade(level, rule) ? String(np * 100_000 + 90_000 + step) : undefined
  }
  const fleet = rule === 'standard' ? inFleet(groupFleets, low15) : undefined
  return fleet === undefined ? undefined : String(np * 100_000 + fleet)
}

/**
 * What a user dials for an identity on the air; `undefined` where the rule knows none.
 * @param airId 24 bits, as gateways report it
 * @param emergency an emergency call to everybody has a number of its own
 */
export function pdtUserNumber(
  airId: number,
  kind: PdtKind,
  rule: PdtRule,
  emergency = false,
): string | undefined {
  const parts = pdtParts(airId)
  if (!parts) return undefined
  if (kind === 'group') {
    const everybody = allCalls.get(airId) ?? areaCall(parts)
    if (everybody !== undefined) return String(everybody - (emergency ? emergencyLess : 0))
  }
  if (parts.nai < leastPdtNai) return undefined
  return kind === 'individual' ? individualNumber(parts, rule) : groupNumber(parts, rule)
}

function fleetLow(fleets: readonly Fleet[], rest: number): number | undefined {
  const [fleet, own] = [Math.floor(rest / 1000), rest % 1000]
  for (const run of fleets) {
    const low = run.from + (fleet - run.fleet) * run.size + (own - run.first)
    const inside = fleet >= run.fleet && own >= run.first && own < run.first + run.size
    if (inside && low <= run.to) return low
  }
  return undefined
}

function individualLow(rest: string, rule: PdtRule): number | undefined {
  const number = Number(rest)
  if (rule === 'zhejiang') {
    return rest.length === 5 && number >= 1 && number <= mostZhejiang ? number : undefined
  }
  if (rest.length === 5) return fleetLow(individualFleets, number)
  const desk = desks.find(({ digits, first, from, to }) => {
    return digits === rest.length && number >= first && number - first <= to - from
  })
  return desk && desk.from + number - desk.first
}

function groupLow(rest: string, rule: PdtRule): number | undefined {
  const number = Number(rest)
  if (rest.length !== 5) return undefined
  if (number >= 90_000) {
    const step = number - 90_000
    return isGrade(Math.floor(step / 1000), rule) ? graded.from + step : undefined
  }
  return rule === 'standard' ? fleetLow(groupFleets, number) : undefined
}

/**
 * The identity on the air behind a number as a user dials it; `undefined` where the rule knows
 * none. Five digits are a number of the county's own area.
 * @param areaCode 区号 of the county's own area
 */
export function pdtAirId(
  userNumber: string,
  rule: PdtRule,
  areaCode: number,
): { readonly kind: PdtKind; readonly airId: number } | undefined {
  const digits = userNumber.replace(/^\*/, '')
  if (!/^\d{4,8}$/.test(digits)) return undefined
  const everybody = [...allCalls].find(([, number]) => String(number) === digits)
  if (everybody) return { kind: 'group', airId: everybody[0] }
  const [area, rest] =
    digits.length === 5 ? [areaCode, digits] : [Number(digits.slice(0, 3)), digits.slice(3)]
  const nai = area - areaBase
  if (nai < leastPdtNai || nai > 511) return undefined
  const asGroup = groupLow(rest, rule)
  if (asGroup !== undefined && (rule === 'standard' || rest.startsWith('9'))) {
    return { kind: 'group', airId: nai * 0x8000 + asGroup }
  }
  const low = individualLow(rest, rule)
  return low === undefined ? undefined : { kind: 'individual', airId: nai * 0x8000 + low }
}
