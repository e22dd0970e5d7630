/** Who called before, and who is in the directory: the fields fill themselves from a few letters. */
import { desc, gt } from 'drizzle-orm'
import { pinyin } from 'pinyin-pro'
import { beijingDateTime } from '../../kernel/beijing-time.ts'
import type { CoreContext } from '../../module.ts'
import { organizations, personDirectory } from '../people/index.ts'
import { dutyEntryTable } from './tables.ts'

export interface KnownCaller {
  readonly unit: string
  readonly person: string
  readonly contact: string
  readonly channel: string | null
  readonly from: string
}

/** Entries that are looked through, newest first. */
const mostEntries = 2000
const mostShown = 8

function written({ db }: CoreContext): KnownCaller[] {
  return db.tables
    .select({ fields: dutyEntryTable.fields })
    .from(dutyEntryTable)
    .where(gt(dutyEntryTable.at, 0))
    .orderBy(desc(dutyEntryTable.at))
    .limit(mostEntries)
    .all()
    .flatMap(({ fields }) =>
      fields === null || (fields.unit === '' && fields.person === '')
        ? []
        : [
            {
              unit: fields.unit,
              person: fields.person,
              contact: fields.contact,
              channel: fields.channel,
              from: `${beijingDateTime(fields.at).slice(5, 16)} 来往`,
            },
          ],
    )
}

function known(context: CoreContext): KnownCaller[] {
  return [
    ...personDirectory(context)
      .filter(({ disabledReason }) => disabledReason === null)
      .map(({ name, post, organizationName, phones }) => ({
        unit: organizationName ?? '',
        person: `${name}${post === '' ? '' : ` ${post}`}`.slice(0, 30),
        contact: phones[0] ?? '',
        channel: null,
        from: '通讯录',
      })),
    ...organizations(context.db).map(({ name, dutyPhone }) => ({
      unit: name.slice(0, 30),
      person: '',
      contact: dutyPhone,
      channel: null,
      from: '通讯录',
    })),
  ]
}

function initials(text: string): string {
  return pinyin(text, { pattern: 'first', toneType: 'none', type: 'array' }).join('').toLowerCase()
}

function matches({ unit, person, contact }: KnownCaller, typed: string): boolean {
  const words = `${unit} ${person}`
  return (
    words.includes(typed) ||
    (/^\d+$/.test(typed) && contact.replaceAll(/\D/g, '').includes(typed)) ||
    (/^[a-z]+$/.test(typed) && initials(words).replaceAll(' ', '').includes(typed))
  )
}

/** What was written here before comes first: it is how this desk calls them. */
export function callersLike(context: CoreContext, text: string): KnownCaller[] {
  const typed = text.trim().toLowerCase()
  if (typed === '') return []
  const seen = new Set<string>()
  const found: KnownCaller[] = []
  for (const caller of [...written(context), ...known(context)]) {
    const key = `${caller.unit} ${caller.person}`
    if (seen.has(key) || !matches(caller, typed)) continue
    seen.add(key)
    found.push(caller)
    if (found.length === mostShown) break
  }
  return found
}
