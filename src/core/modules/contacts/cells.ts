/** A person of the directory as cells of a list: what an export writes, an import reads back. */
import { beijingDate } from '../../kernel/beijing-time.ts'
import type { Contact, Way } from './contract.ts'
import { purposeKeys, type Purpose } from './words.ts'

/** Key and heading, in the order of the sheet. The key of a number's column is its purpose. */
export const contactColumns = [
  ['name', '姓名'],
  ['organization', '单位'],
  ['post', '职务'],
  ['duty', '值班电话'],
  ['mobile', '手机'],
  ['office', '办公电话'],
  ['home', '家庭电话'],
  ['satphone', '卫星电话'],
  ['fax', '传真'],
  ['wechat', '微信'],
  ['beidou', '北斗卡号'],
  ['other', '其他联系'],
  ['callSign', '呼号'],
  ['nets', '身份'],
  ['deputies', '代班人'],
  ['verified', '核对日期'],
  ['note', '备注'],
  ['id', '编号'],
] as const
export type ContactColumn = (typeof contactColumns)[number][0]
export type ContactCells = Readonly<Partial<Record<ContactColumn, string>>>

/** `0797-5701236（转 801）` */
export const wayCell = ({ shown, note }: Way): string =>
  note === '' ? shown : `${shown}（${note}）`

const parenthesised = /^(.*?)\s*[（(]([^（）()]*)[）)]\s*$/

/** `防汛责任人（小松镇）` → `防汛责任人`, `小松镇`. */
export function splitNote(cell: string): readonly [string, string] {
  const [, text = cell, note = ''] = parenthesised.exec(cell) ?? []
  return [text.trim(), note.trim()]
}

const separators = /[、,，;；/\n|]/

/** Parts of a cell; what stands in brackets stays together. */
export function cellParts(cell: string): string[] {
  const parts: string[] = []
  let part = ''
  let depth = 0
  for (const letter of cell) {
    if (letter === '（' || letter === '(') depth += 1
    if (letter === '）' || letter === ')') depth = Math.max(0, depth - 1)
    if (depth === 0 && separators.test(letter)) {
      parts.push(part)
      part = ''
    } else part += letter
  }
  return [...parts, part].map((one) => one.trim()).filter((one) => one !== '')
}

const list = (texts: readonly string[]): string => texts.join('、')

function waysCell(ways: readonly Way[], purpose: Purpose): string {
  return list(ways.filter((way) => way.purpose === purpose).map(wayCell))
}

export function cellsOf(contact: Contact): ContactCells {
  const numbers = purposeKeys.map((purpose) => [purpose, waysCell(contact.ways, purpose)] as const)
  return {
    ...Object.fromEntries(numbers),
    name: contact.name,
    organization: contact.organizationName ?? '',
    post: contact.post,
    callSign: contact.callSign,
    nets: list(
      contact.nets.map(({ net, area, areaName }) => (area ? `${net}（${areaName}）` : net)),
    ),
    deputies: list(contact.deputies.map(({ label }) => label)),
    verified: contact.verifiedAt === null ? '' : beijingDate(contact.verifiedAt),
    note: contact.note,
    id: contact.id,
  }
}
