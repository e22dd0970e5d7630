/** The directory as a file to take away: a sheet the import reads back, or cards for telephones. */
import { marked, markedTable } from '../../drill-mark.ts'
import { beijingDate } from '../../kernel/beijing-time.ts'
import { newId } from '../../kernel/id.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat } from '../../module.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import type { Book } from './book.ts'
import { cellsOf, contactColumns } from './cells.ts'
import type { Contact } from './contract.ts'
import { contactsExported } from './facts.ts'
import { writeCards } from './vcard.ts'

type Format = 'xlsx' | 'vcard3' | 'vcard4'

interface Order {
  readonly format: Format
  /** Only these; everybody where absent. */
  readonly people?: readonly string[] | null | undefined
}

/** In the order of the book: by organisation, then by rank. */
function chosen({ people, offices }: Book, ids: Order['people']): Contact[] {
  const wanted = ids == null ? undefined : new Set(ids)
  const place = new Map(offices.map(({ id }, at) => [id, at]))
  const order = ({ organization }: Contact) => place.get(organization ?? '') ?? offices.length
  return people
    .filter(({ id, disabledReason }) => disabledReason === null && (wanted?.has(id) ?? true))
    .toSorted((one, other) => order(one) - order(other))
}

async function offered(
  context: CoreContext,
  people: readonly Contact[],
  format: Format,
  name: string,
): Promise<string> {
  if (format === 'xlsx') {
    const rows = people.map(cellsOf)
    const table = [
      contactColumns.map(([, word]) => word),
      ...rows.map((cells) => contactColumns.map(([key]) => cells[key] ?? '')),
    ]
    const titled = markedTable(context.status, '应急通讯录', table)
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    return context.files.offer({ name, type, bytes: await context.writeTable(titled) })
  }
  const version = format === 'vcard3' ? '3.0' : '4.0'
  const type = 'text/vcard; charset=utf-8'
  return context.files.offerStream({
    name,
    type,
    parts: () => [writeCards(people, version, context.status)],
  })
}

/**
 * Who took the directory away is on record.
 * @throws ORPCError NOT_SIGNED_IN, FORBIDDEN, DISK_FULL, READ_ONLY, DAMAGED
 */
export async function exportContacts(
  context: CoreContext,
  seat: Seat,
  book: Book,
  { format, people: ids }: Order,
): Promise<Result<{ path: string; name: string; people: number }, Refusal<'nobody'>>> {
  const { person: by } = requireRight(seat, 'export')
  const people = chosen(book, ids)
  if (people.length === 0) return refuse('nobody')
  const { clock, random } = context.world
  const at = clock.nowMs()
  const extension = format === 'xlsx' ? 'xlsx' : 'vcf'
  const name = marked(context.status, `应急通讯录-${beijingDate(at)}.${extension}`)
  const path = await offered(context, people, format, name)
  const body = { format, people: people.length, by, at }
  recordFor(context, seat, [{ kind: contactsExported.kind, entity: newId(clock, random), body }])
  return accept({ path, name, people: people.length })
}
