/** What the cells of one line say of a person, in the form the directory keeps it. */
import { parseBeijingDay } from './day-cell.ts'
import {
  cellParts,
  keptWay,
  likelyPurpose,
  purposeKeys,
  purposeWord,
  splitNote,
  type KeptFields,
  type KeptWay,
  type Purpose,
} from '../contacts/index.ts'
import type { CoreContext } from '../../module.ts'
import type { Organization } from '../people/contract.ts'
import type { ImportRecord } from './plan.ts'

/** Made once for a file. */
export interface PersonBooks {
  readonly context: CoreContext
  readonly organizations: readonly Organization[]
  /** Codes of townships and villages by every name they are written with. */
  readonly areas: ReadonlyMap<string, readonly string[]>
  readonly areaName: ReadonlyMap<string, string>
}

/** The cells that are there; an absent or empty cell changes nothing. */
export interface PersonCells {
  readonly fields: KeptFields
  readonly organization: Organization | undefined
  /** Telephones of the column that names no purpose. */
  readonly phones: readonly KeptWay[]
  /** Of the other columns, by purpose. */
  readonly ways: ReadonlyMap<Purpose, readonly KeptWay[]>
  readonly deputies: readonly string[]
  /** UTC epoch milliseconds of the day somebody last verified it. */
  readonly verifiedOn: number | undefined
}

/** A text is why the line cannot be taken. */
export function readPersonCells(books: PersonBooks, read: ImportRecord): PersonCells | string {
  const { context } = books
  const organization = organizationOf(books, read('organization'))
  if (typeof organization === 'string') return organization
  const phones = waysIn(books, undefined, read('phone'))
  if (typeof phones === 'string') return phones
  const ways = new Map<Purpose, readonly KeptWay[]>()
  for (const purpose of purposeKeys) {
    const found = waysIn(books, purpose, read(purpose))
    if (typeof found === 'string') return found
    if (found.length > 0) ways.set(purpose, found)
  }
  const nets = netsIn(books, read('nets'), read('area'), organization?.township ?? null)
  if (typeof nets === 'string') return nets
  const [post, callSign, note] = [read('post'), read('callSign'), read('note')]
  const long = [
    ['职务', post, 40],
    ['呼号', callSign, 30],
    ['备注', note, 200],
  ] as const
  const tooLong = long.find(([, text, most]) => text.length > most)
  if (tooLong) return `${tooLong[0]}太长，最多 ${tooLong[2]} 个字`
  const verified = read('verified')
  const verifiedOn = verified === '' ? undefined : parseBeijingDay(verified)
  if (verified !== '' && verifiedOn === undefined) {
    return `核对日期“${verified}”不是日期，请写成 2026-11-30`
  }
  if (verifiedOn !== undefined && verifiedOn > context.world.clock.nowMs()) {
    return `核对日期“${verified}”还没有到，请改正`
  }
  return {
    organization,
    phones,
    ways,
    deputies: cellParts(read('deputies')),
    verifiedOn,
    fields: {
      ...(organization ? { organization: organization.id } : {}),
      ...(post === '' ? {} : { post }),
      ...(callSign === '' ? {} : { callSign }),
      ...(note === '' ? {} : { note }),
      ...(nets.length === 0 ? {} : { nets }),
    },
  }
}

/** `县水利局` is also written `石城县水利局` and `水利局`, a township's government `小松镇`. */
function organizationOf(books: PersonBooks, name: string): Organization | string | undefined {
  if (name === '') return undefined
  const { county } = books.context.county
  const bare = (text: string) =>
    text
      .replace(county.name, '')
      .replace(/^县/, '')
      .replace(/人民政府$|政府$/, '')
  const exact = books.organizations.find((one) => one.name === name)
  if (exact) return exact
  const alike = books.organizations.filter((one) => bare(one.name) === bare(name))
  const [only] = alike
  if (only && alike.length === 1) return only
  if (alike.length > 1) {
    return `“${name}”可能是${alike.map((one) => `“${one.name}”`).join('或')}，请写全称`
  }
  const near = books.organizations.find(
    (one) => bare(one.name).includes(bare(name)) || bare(name).includes(bare(one.name)),
  )
  const hint = near ? `（是不是“${near.name}”？）` : ''
  return `没有“${name}”这个单位${hint}，请改正，或先登记单位`
}

function waysIn(
  { context }: PersonBooks,
  purpose: Purpose | undefined,
  cell: string,
): KeptWay[] | string {
  const ways: KeptWay[] = []
  const numbers = cellParts(cell).flatMap((part) => separated(context, part))
  for (const part of numbers) {
    const [number, note] = splitNote(part)
    const likely = purpose ?? 'office'
    const way = keptWay(context.county, { purpose: likely, number, note })
    if (!way) {
      const column = purpose === undefined ? '电话' : purposeWord(purpose)
      return `${column}“${part}”不像号码，请改正（手机 11 位，座机带区号或写 7、8 位）`
    }
    ways.push(purpose === undefined ? { ...way, purpose: likelyPurpose(way.number) } : way)
  }
  return ways
}

/** Two numbers with only a blank between them. */
function separated(context: CoreContext, part: string): string[] {
  const whole = keptWay(context.county, { purpose: 'office', number: splitNote(part)[0] })
  const words = part.split(/\s+/)
  return whole === undefined && words.length > 1 && words.every((word) => /\d{3}/.test(word))
    ? words
    : [part]
}

function netsIn(
  books: PersonBooks,
  cell: string,
  areaCell: string,
  township: string | null,
): { net: string; area: string | null }[] | string {
  const areas: (string | null)[] = []
  for (const part of cellParts(areaCell)) {
    const area = areaOf(books, part, township)
    if (area === undefined) return areaProblem(books, part)
    areas.push(area)
  }
  const nets: { net: string; area: string | null }[] = []
  for (const part of cellParts(cell)) {
    const [net, where] = splitNote(part)
    if (net.length > 20) return `身份“${net}”太长，最多 20 个字`
    if (where !== '') {
      const area = areaOf(books, where, township)
      if (area === undefined) return areaProblem(books, where)
      nets.push({ net, area })
    } else if (areas.length === 0) nets.push({ net, area: null })
    else nets.push(...areas.map((area) => ({ net, area })))
  }
  return nets
}

/** Of two villages of one name the one in the person's own township. */
function areaOf(books: PersonBooks, name: string, township: string | null) {
  if (/^全县$/.test(name)) return null
  const codes = books.areas.get(name) ?? []
  if (codes.length === 1) return codes[0]
  return codes.find((code) => township !== null && code.startsWith(township))
}

function areaProblem(books: PersonBooks, name: string): string {
  const codes = books.areas.get(name) ?? []
  if (codes.length === 0) return `本县没有“${name}”这个乡镇或村，请改正负责区域`
  const full = codes.map((code) => `“${books.areaName.get(code) ?? code}”`).join('或')
  return `“${name}”不止一个，请写成${full}`
}
