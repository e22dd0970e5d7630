/** Which persons of the directory a list shows. */
import type { Contact } from '../../../../core/modules/contacts/contract.ts'

export type ContactFilter = 'all' | 'overdue' | 'doubt' | 'disabled'

export const contactFilters: readonly (readonly [ContactFilter, string])[] = [
  ['all', '在用的'],
  ['overdue', '待核对'],
  ['doubt', '存疑'],
  ['disabled', '已停用'],
]

/** By name as it is spoken, which is how a printed list is looked through. */
const byName = (one: Contact, other: Contact): number =>
  one.pinyin.localeCompare(other.pinyin) || one.label.localeCompare(other.label, 'zh-CN')

export function filterContacts(people: readonly Contact[], filter: ContactFilter): Contact[] {
  return people.toSorted(byName).filter(({ disabledReason, overdue, doubt }) => {
    if (filter === 'disabled') return disabledReason !== null
    if (disabledReason !== null) return false
    return filter === 'all' || (filter === 'doubt' ? doubt !== null : overdue)
  })
}

/** `小松镇防汛责任人、专家` */
export const netWords = ({ nets }: Pick<Contact, 'nets'>): string =>
  nets.map(({ net, area, areaName }) => (area === null ? net : `${areaName}${net}`)).join('、')
