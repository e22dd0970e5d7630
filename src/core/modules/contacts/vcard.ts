/**
 * The directory as vCard 3.0 (RFC 2426) and 4.0 (RFC 6350), for telephones and other programs, and
 * back. What vCard has no word for is written in properties of our own (`X-…`), which others keep
 * or leave out.
 */
import ICAL from 'ical.js'
import { drillMark, drillOf, marked } from '../../drill-mark.ts'
import type { OpStatus } from '../../oplog/types.ts'
import type { Contact, Way } from './contract.ts'
import { cellParts, cellsOf, type ContactCells, type ContactColumn } from './cells.ts'
import { isTelephone, type Purpose } from './words.ts'

type Property = [name: string, params: Record<string, string | string[]>, type: string, ...string[]]

const compound =
  /^(?:欧阳|上官|司马|诸葛|司徒|东方|独孤|南宫|夏侯|慕容|令狐|皇甫|尉迟|长孙|宇文|轩辕|端木|公孙|申屠|呼延)/

/** Family name, which telephones sort by and show first, and given name. */
function nameParts(name: string, status: OpStatus): string[] {
  const family = compound.exec(name)?.[0] ?? Array.from(name)[0] ?? ''
  return [marked(status, family), name.slice(family.length), '', '', '']
}

const telTypes: Readonly<Record<string, readonly string[]>> = {
  duty: ['work', 'voice', 'x-duty'],
  mobile: ['cell', 'voice'],
  office: ['work', 'voice'],
  home: ['home', 'voice'],
  fax: ['work', 'fax'],
  satphone: ['voice', 'x-sat'],
}

function telOf(
  { purpose, number, note }: Way,
  isFirst: boolean,
  version: '3.0' | '4.0',
): Property[] {
  const types = telTypes[purpose]
  if (!types) return []
  const preferred = isFirst && version === '3.0' ? ['pref'] : []
  const params = {
    type: [...types, ...preferred],
    ...(isFirst && version === '4.0' ? { pref: '1' } : {}),
    ...(note === '' ? {} : { 'x-note': note }),
  }
  return [['tel', params, version === '3.0' ? 'phone-number' : 'text', number]]
}

function text(name: string, value: string | undefined): Property[] {
  return value === undefined || value === '' ? [] : [[name, {}, 'text', value]]
}

function cardOf(contact: Contact, version: '3.0' | '4.0', status: OpStatus): string {
  const cells = cellsOf(contact)
  const first = contact.ways.find(({ purpose }) => isTelephone(purpose))
  const org: Property[] =
    contact.organizationName === null ? [] : [['org', {}, 'text', contact.organizationName]]
  // Nested arrays are structured and repeated values, which the type of a plain property hides.
  const name = ['n', {}, 'text', nameParts(contact.name, status)] as unknown as Property
  const nets = cellParts(cells.nets ?? '')
  const categories: Property[] = nets.length === 0 ? [] : [['categories', {}, 'text', ...nets]]
  const properties: Property[] = [
    ['version', {}, 'text', version],
    // A card of a drill never takes the place of the real one on a telephone.
    ...text('uid', status === 'actual' ? contact.id : `${contact.id}.${status}`),
    ...text('fn', marked(status, contact.name)),
    name,
    ...org,
    ...text('title', contact.post),
    ...contact.ways.flatMap((way) => telOf(way, way === first, version)),
    ...categories,
    ...text('note', contact.note),
    ...text('x-wechat', cells.wechat),
    ...text('x-beidou', cells.beidou),
    ...text('x-other', cells.other),
    ...text('x-call-sign', contact.callSign),
    ...text('x-deputy', cells.deputies),
    ...text('x-verified', cells.verified),
  ]
  return ICAL.stringify(['vcard', properties, []])
}

export function writeCards(
  people: readonly Contact[],
  version: '3.0' | '4.0',
  status: OpStatus,
): string {
  return people.map((one) => `${cardOf(one, version, status).trimEnd()}\r\n`).join('')
}

/** One card of a file; `damaged` says in words why it could not be read. */
export interface ReadCard {
  readonly cells: ContactCells
  readonly damaged: string
}

const card = /^BEGIN:VCARD\s*$[\s\S]*?^END:VCARD\s*$/gim

/**
 * A card that a drill gave out is read in a drill of its kind, and nowhere else.
 * @param status of this console
 */
function ofThisConsole({ cells, damaged }: ReadCard, status: OpStatus): ReadCard {
  const { id = '', name = '' } = cells
  const suffix = /\.(exercise|test)$/.exec(id)
  const drill = (suffix?.[1] as OpStatus | undefined) ?? drillOf(name)
  if (drill === undefined) return { cells, damaged }
  if (drill !== status) return { cells: {}, damaged: `${drillMark(drill)}给出的名片，不能收进这里` }
  const mark = drillMark(status)
  const bare = {
    ...(id === '' ? {} : { id: suffix ? id.slice(0, suffix.index) : id }),
    ...(name === '' ? {} : { name: name.startsWith(mark) ? name.slice(mark.length) : name }),
  }
  return { cells: { ...cells, ...bare }, damaged }
}

/**
 * Every card of the file, in its order; empty where there is none.
 * @param status of this console
 */
export function readCards(file: string, status: OpStatus): ReadCard[] {
  const lines = file.replaceAll(/\r\n?/g, '\n')
  const whole = [...lines.matchAll(card)].map(([found]) => ofThisConsole(readCard(found), status))
  const begun = lines.match(/^BEGIN:VCARD\s*$/gim)?.length ?? 0
  return begun > whole.length
    ? [...whole, { cells: {}, damaged: '最后一张名片没有写完，文件可能被截断' }]
    : whole
}

function readCard(found: string): ReadCard {
  if (/^VERSION:2\.1\s*$/im.test(found)) {
    return { cells: {}, damaged: '是 2.1 版名片，请在导出时选 3.0 或 4.0 版' }
  }
  try {
    const [, properties] = ICAL.parse(found) as [string, unknown[][], unknown]
    return { cells: cellsOfCard(properties.map(readProperty)), damaged: '' }
  } catch {
    // The library throws for what is no vCard; the card is named and the others are read.
    return { cells: {}, damaged: '这张名片已损坏，读不出来' }
  }
}

interface Read {
  readonly name: string
  readonly params: Readonly<Record<string, unknown>>
  readonly values: readonly string[]
}

function readProperty([name, params, , ...values]: unknown[]): Read {
  return {
    name: String(name),
    params: typeof params === 'object' && params !== null ? { ...params } : {},
    values: values.flat(2).map(String),
  }
}

const listOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((one) => one !== undefined).map(String)

function purposeOf({ params }: Read): Purpose | 'phone' {
  const types = new Set(listOf(params['type']).flatMap((one) => one.toLowerCase().split(',')))
  const has = (type: string) => types.has(type)
  if (has('fax')) return 'fax'
  if (has('x-sat')) return 'satphone'
  if (has('x-duty')) return 'duty'
  if (has('cell')) return 'mobile'
  if (has('home')) return 'home'
  return has('work') ? 'office' : 'phone'
}

const plainFields: Readonly<Record<string, ContactColumn>> = {
  uid: 'id',
  fn: 'name',
  title: 'post',
  note: 'note',
  'x-wechat': 'wechat',
  'x-beidou': 'beidou',
  'x-other': 'other',
  'x-call-sign': 'callSign',
  'x-deputy': 'deputies',
  'x-verified': 'verified',
}

/** A telephone without a type goes into the column of mixed telephones. */
function cellsOfCard(properties: readonly Read[]): ContactCells & { readonly phone?: string } {
  const cells = new Map<string, string[]>()
  const put = (key: string, value: string) => {
    if (value.trim() !== '') cells.set(key, [...(cells.get(key) ?? []), value.trim()])
  }
  for (const property of properties) {
    const { name, values, params } = property
    const [first = ''] = values
    const plain = plainFields[name]
    if (plain) put(plain, plain === 'note' ? values.join('，') : first)
    else if (name === 'org') put('organization', first)
    else if (name === 'categories') for (const value of values) put('nets', value)
    else if (name === 'tel') {
      const [note = ''] = listOf(params['x-note'])
      const number = first.replace(/^tel:/i, '').replace(/;.*$/, '')
      put(purposeOf(property), note === '' ? number : `${number}（${note}）`)
    } else if (name === 'n' && !properties.some((one) => one.name === 'fn')) {
      put('name', values.slice(0, 2).join(''))
    }
  }
  return Object.fromEntries([...cells].map(([key, values]) => [key, values.join('、')]))
}
