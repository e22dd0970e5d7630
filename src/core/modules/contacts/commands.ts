/** Keeping an entry: its facts, verification, doubt, and leaving the directory. */
import { newId } from '../../kernel/id.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { FactDraft, Recorded } from '../../oplog/types.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import {
  organizations,
  personDisabled,
  personEnabled,
  personFieldSet,
  personRegistered,
  personRows,
  samePerson,
} from '../people/index.ts'
import { areaNames, keptBook } from './book.ts'
import type { Contact, ContactFields } from './contract.ts'
import { contactDoubted, contactVerified, detailsSet, type Details } from './facts.ts'
import { keptWay, type KeptWay } from './ways.ts'
import { isTelephone, type VerifyHow } from './words.ts'

/** What is kept of an entry, with every number in its one form. */
export interface KeptFields {
  readonly name?: string
  readonly post?: string
  readonly organization?: string | null
  readonly callSign?: string
  readonly ways?: readonly KeptWay[]
  readonly nets?: Details['nets']
  readonly deputies?: readonly string[]
  readonly note?: string
}

export type SaveRefusal =
  | Refusal<'not-found'>
  | Refusal<'name-needed'>
  | Refusal<'same-person', { readonly id: string }>
  | Refusal<
      'bad-number',
      { readonly number: string; readonly place: number; readonly sentence: string }
    >
  | Refusal<'own-deputy'>
  | Refusal<'unknown'>
  | Refusal<'signs-in'>
  | Refusal<'nothing'>

const same = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

/** What is kept of an entry here, in the form a change is written in. */
export function keptOf(contact: Contact | undefined): Required<KeptFields> {
  if (!contact) {
    const texts = { name: '', post: '', organization: null, callSign: '', note: '' }
    return { ...texts, ways: [], nets: [], deputies: [] }
  }
  const { name, post, organization, callSign, note } = contact
  return {
    name,
    post,
    organization,
    callSign,
    note,
    ways: contact.ways
      .filter(({ elsewhere }) => !elsewhere)
      .map((way) => ({
        purpose: way.purpose,
        number: way.number,
        ...(way.note === '' ? {} : { note: way.note }),
      })),
    nets: contact.nets.map(({ net, area }) => ({ net, area })),
    deputies: contact.deputies.map(({ id }) => id),
  }
}

/** A number that is kept elsewhere stays there: a second copy would outlive it. */
function ownFields(contact: Contact | undefined, fields: KeptFields): KeptFields {
  const elsewhere = (contact?.ways ?? []).filter((way) => way.elsewhere).map(({ number }) => number)
  if (fields.ways === undefined || elsewhere.length === 0) return fields
  return { ...fields, ways: fields.ways.filter(({ number }) => !elsewhere.includes(number)) }
}

/** Of what is to be kept, what differs from what is known. */
export function changedFields(contact: Contact | undefined, fields: KeptFields): KeptFields {
  const known = keptOf(contact)
  return Object.fromEntries(
    Object.entries(ownFields(contact, fields)).filter(
      ([key, value]) => value !== undefined && !same(value, known[key as keyof KeptFields]),
    ),
  )
}

/** The facts of a change; also used by the import. A new entry has no `contact`. */
export function changeDrafts(
  context: CoreContext,
  person: string,
  contact: Contact | undefined,
  changed: KeptFields,
  { by, how }: { readonly by: string; readonly how: 'edited' | 'imported' },
): FactDraft[] {
  const { name, post, organization, callSign, ways, nets, deputies, note } = changed
  const phones = ways?.filter(({ purpose }) => isTelephone(purpose)).map(({ number }) => number)
  const set: Details = {
    ...(ways === undefined ? {} : { ways: [...ways] }),
    ...(nets === undefined ? {} : { nets }),
    ...(deputies === undefined ? {} : { deputies: [...deputies] }),
    ...(note === undefined ? {} : { note }),
  }
  const at = context.world.clock.nowMs()
  const details =
    Object.keys(set).length === 0
      ? []
      : [{ kind: detailsSet.kind, entity: person, body: { set, how, by, at } }]
  if (!contact) {
    const body = {
      name: name ?? '',
      phones: phones ?? [],
      by,
      ...(post ? { post } : {}),
      ...(callSign ? { callSign } : {}),
      ...(organization ? { organization } : {}),
    }
    return [{ kind: personRegistered.kind, entity: person, body }, ...details]
  }
  const known = keptOf(contact)
    .ways.filter(({ purpose }) => isTelephone(purpose))
    .map(({ number }) => number)
  const fields = [
    ['name', name],
    ['post', post],
    ['organization', organization === null ? '' : organization],
    ['callSign', callSign],
    ['phones', same(phones, known) ? undefined : phones?.join(' ')],
  ] as const
  const moved = fields.flatMap(([field, value]) =>
    value === undefined
      ? []
      : [{ kind: personFieldSet.kind, entity: person, body: { field, value, by } }],
  )
  return [...moved, ...details]
}

function tidied(
  context: CoreContext,
  set: ContactFields,
): Result<KeptFields, Extract<SaveRefusal, { code: 'bad-number' }>> {
  const { name, post, organization, callSign, ways, nets, deputies, note } = set
  const kept: KeptWay[] = []
  for (const [place, way] of (ways ?? []).entries()) {
    if (way.number.trim() === '') continue
    const right = keptWay(context.county, way)
    if (!right) {
      const { number } = way
      const sentence = `号码“${number}”不对：手机写 11 位，座机带区号或写 7、8 位，北斗卡写 4 到 13 位数字。`
      return refuse('bad-number', { number, place, sentence })
    }
    if (!kept.some((one) => one.number === right.number && one.purpose === right.purpose)) {
      kept.push(right)
    }
  }
  const held = (nets ?? [])
    .map(({ net, area }) => ({ net: net.trim(), area }))
    .filter(({ net }) => net !== '')
  return accept({
    ...(name === undefined ? {} : { name: name.trim() }),
    ...(post === undefined ? {} : { post: post.trim() }),
    ...(organization === undefined ? {} : { organization }),
    ...(callSign === undefined ? {} : { callSign: callSign.trim() }),
    ...(ways === undefined ? {} : { ways: kept }),
    ...(nets === undefined
      ? {}
      : { nets: [...new Map(held.map((one) => [`${one.net} ${one.area}`, one])).values()] }),
    ...(deputies === undefined ? {} : { deputies: [...new Set(deputies)] }),
    ...(note === undefined ? {} : { note: note.trim() }),
  })
}

function isKnown(context: CoreContext, { organization, deputies, nets }: KeptFields): boolean {
  const areas = areaNames(context)
  const people = new Set(personRows(context.db).map(({ id }) => id))
  return (
    (organization == null || organizations(context.db).some(({ id }) => id === organization)) &&
    (deputies ?? []).every((id) => people.has(id)) &&
    (nets ?? []).every(({ area }) => area === null || areas.has(area))
  )
}

/** Who can sign in is named in the log by that name: it is the administrator's to change. */
export const signsIn = (contact: Contact | undefined): boolean =>
  contact !== undefined && contact.roles.length > 0

/** @throws ORPCError NOT_SIGNED_IN, FORBIDDEN, DISK_FULL, READ_ONLY, DAMAGED */
export function saveContact(
  context: CoreContext,
  seat: Seat,
  { person, set }: { readonly person?: string | null | undefined; readonly set: ContactFields },
): Result<{ readonly id: string; readonly storedAt: number }, SaveRefusal> {
  const { person: by, rights } = requireRight(seat, 'directory.write')
  const { clock, random } = context.world
  const contact = keptBook(context).people.find(({ id }) => id === person)
  if (person != null && !contact) return refuse('not-found')
  const tidy = tidied(context, set)
  if (!tidy.ok) return tidy
  const fields = tidy.value
  if (!isKnown(context, fields)) return refuse('unknown')
  const changed = changedFields(contact, fields)
  const next = { ...keptOf(contact), ...changed }
  if (next.name === '') return refuse('name-needed')
  if ('name' in changed && signsIn(contact) && !rights.has('person.administer')) {
    return refuse('signs-in')
  }
  const id = contact?.id ?? newId(clock, random)
  if (next.deputies.includes(id)) return refuse('own-deputy')
  const twin = samePerson(context.db, next, contact?.id)
  const renamed = ['name', 'post', 'organization'].some((field) => field in changed)
  if (twin !== undefined && renamed) return refuse('same-person', { id: twin })
  if (Object.keys(changed).length === 0) return refuse('nothing')
  const drafts = changeDrafts(context, id, contact, changed, { by, how: 'edited' })
  return accept({ id, storedAt: recordFor(context, seat, drafts).storedAt })
}

type Subject = { readonly kind: 'person' | 'organization'; readonly id: string }

function areThere(context: CoreContext, subjects: readonly Subject[]): boolean {
  const known = {
    person: new Set(personRows(context.db).map(({ id }) => id)),
    organization: new Set(organizations(context.db).map(({ id }) => id)),
  }
  return subjects.every(({ kind, id }) => known[kind].has(id))
}

/** The fact that an entry was right on that day. */
export function verifiedDraft(
  subject: string,
  { how, onAt, by, at }: { how: VerifyHow; onAt: number; by: string; at: number },
): FactDraft {
  return { kind: contactVerified.kind, entity: subject, body: { how, onAt, by, at } }
}

/**
 * Whoever takes calls may say that a number was right.
 * @throws ORPCError NOT_SIGNED_IN, FORBIDDEN, DISK_FULL, READ_ONLY, DAMAGED
 */
export function verifyContacts(
  context: CoreContext,
  seat: Seat,
  { subjects, how }: { readonly subjects: readonly Subject[]; readonly how: VerifyHow },
): Result<Recorded, Refusal<'not-found'>> {
  const { person: by } = requireRight(seat, 'log.write')
  if (!areThere(context, subjects)) return refuse('not-found')
  const at = context.world.clock.nowMs()
  return accept(
    recordFor(
      context,
      seat,
      subjects.map(({ id }) => verifiedDraft(id, { how, onAt: at, by, at })),
    ),
  )
}

/** @throws ORPCError NOT_SIGNED_IN, FORBIDDEN, DISK_FULL, READ_ONLY, DAMAGED */
export function doubtContact(
  context: CoreContext,
  seat: Seat,
  { kind, id, reason }: Subject & { readonly reason: string },
): Result<Recorded, Refusal<'not-found'>> {
  const { person: by } = requireRight(seat, 'log.write')
  if (!areThere(context, [{ kind, id }])) return refuse('not-found')
  const body = { reason: reason.trim(), by, at: context.world.clock.nowMs() }
  return accept(recordFor(context, seat, [{ kind: contactDoubted.kind, entity: id, body }]))
}

/**
 * Somebody with a role of the desk is the administrator's to disable; a mere contact is not.
 * @throws ORPCError NOT_SIGNED_IN, FORBIDDEN, DISK_FULL, READ_ONLY, DAMAGED
 */
export function setRetired(
  context: CoreContext,
  seat: Seat,
  { person, reason }: { readonly person: string; readonly reason: string | null },
): Result<Recorded, Refusal<'not-found'> | Refusal<'signs-in'>> {
  const { person: by } = requireRight(seat, 'directory.write')
  const row = personRows(context.db).find(({ id }) => id === person)
  if (!row) return refuse('not-found')
  if (row.roles !== '') return refuse('signs-in')
  const draft =
    reason === null
      ? { kind: personEnabled.kind, entity: person, body: { by } }
      : { kind: personDisabled.kind, entity: person, body: { reason: reason.trim(), by } }
  return accept(recordFor(context, seat, [draft]))
}
