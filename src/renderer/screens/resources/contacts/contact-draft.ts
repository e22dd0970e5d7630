/** What is typed in the form of a contact, and what of it is to be kept. */
import type { Contact, ContactFields, Purpose } from '../../../../core/modules/contacts/contract.ts'

export interface WayDraft {
  readonly key: number
  readonly purpose: Purpose
  readonly number: string
  readonly note: string
}

export interface NetDraft {
  readonly key: number
  readonly net: string
  readonly area: string | null
  readonly areaName: string
}

export interface ContactDraft {
  readonly name: string
  readonly post: string
  readonly organization: string | null
  readonly callSign: string
  readonly ways: readonly WayDraft[]
  readonly nets: readonly NetDraft[]
  readonly deputies: readonly string[]
  readonly note: string
}

export function draftOf(contact: Contact | undefined): ContactDraft {
  // Those of 电台号簿 are changed there.
  const ways = (contact?.ways ?? [])
    .filter(({ elsewhere }) => !elsewhere)
    .map(({ purpose, shown, note }, key) => ({ key, purpose, number: shown, note }))
  const nets = (contact?.nets ?? []).map((net, key) => ({ key, ...net }))
  return {
    name: contact?.name ?? '',
    post: contact?.post ?? '',
    organization: contact?.organization ?? null,
    callSign: contact?.callSign ?? '',
    // A line to write in is always there.
    ways: ways.length > 0 ? ways : [{ key: 0, purpose: 'mobile', number: '', note: '' }],
    nets,
    deputies: contact?.deputies.map(({ id }) => id) ?? [],
    note: contact?.note ?? '',
  }
}

/** A key that no line of the form has. */
export const nextKey = (lines: readonly { readonly key: number }[]): number =>
  Math.max(-1, ...lines.map(({ key }) => key)) + 1

export function fieldsOf({ ways, nets, deputies, ...rest }: ContactDraft): ContactFields {
  return {
    ...rest,
    // All of them, so that a wrong one is named by its place in the form.
    ways: ways.map(({ purpose, number, note }) => ({ purpose, number, note })),
    nets: nets.map(({ net, area }) => ({ net, area })),
    deputies: [...deputies],
  }
}
