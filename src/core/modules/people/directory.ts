/** Keeping persons, roles and organisations, by who may administer them. */
import { implement, ORPCError } from '@orpc/server'
import type { SeatContext } from '../../module.ts'
import { recordFor, requireRight, requireSession } from '../../seat-log.ts'
import { peopleContract } from './contract.ts'
import { newEntity, type Desk } from './desk.ts'
import {
  organizationFieldSet,
  organizationRegistered,
  personDisabled,
  personEnabled,
  personFieldSet,
  personRegistered,
  roleGranted,
  roleRevoked,
} from './facts.ts'
import {
  accessBook,
  organizations,
  people,
  personRow,
  personRows,
  rolesOfRow,
  samePerson,
  type Identity,
} from './queries.ts'
import { noteSecret } from './sign-in.ts'
import type { PersonRow } from './tables.ts'
import { organizationKindKeys } from './words.ts'

function rowOrRefuse({ context }: Desk, id: string): PersonRow {
  const row = personRow(context.db, id)
  if (!row) throw new ORPCError('NOT_FOUND')
  return row
}

function isLastAdministrator({ context }: Desk, id: string): boolean {
  const administrators = personRows(context.db).filter(
    (row) => row.disabledReason === null && rolesOfRow(row).includes('administrator'),
  )
  return administrators.length === 1 && administrators[0]?.id === id
}

function isOrganizationKind(value: string): boolean {
  return organizationKindKeys.some((key) => key === value)
}

/** What tells two of one name apart; a change of anything else makes no new namesake. */
function changedIdentity(row: PersonRow, field: string, value: string): Identity | undefined {
  if (field === 'organization') return { ...row, organization: value || null }
  return field === 'name' || field === 'post' ? { ...row, [field]: value } : undefined
}

export function directoryRouter(desk: Desk) {
  const os = implement(peopleContract).$context<SeatContext>()
  const { context, hasher, sessions } = desk
  const enrolled = (person: string) => hasher.has(person, 'password')
  return {
    list: os.list.handler(({ context: { seat } }) => {
      requireSession(seat)
      return people(context.db, { enrolled, sessions: sessions.all() })
    }),

    register: os.register.handler(({ input, errors, context: { seat } }) => {
      const { person: by } = requireRight(seat, 'person.administer')
      const { name, post, phones, callSign, organization, roles } = input
      if (samePerson(context.db, { name, post, organization: organization ?? null }))
        throw errors.NAME_TAKEN()
      const id = newEntity(context)
      const body = {
        name: name.trim(),
        phones: phones.map((phone) => phone.trim()).filter(Boolean),
        by,
        ...(post.trim() === '' ? {} : { post: post.trim() }),
        ...(callSign.trim() === '' ? {} : { callSign: callSign.trim() }),
        ...(organization ? { organization } : {}),
      }
      recordFor(context, seat, [
        { kind: personRegistered.kind, entity: id, body },
        ...roles.map((role) => ({ kind: roleGranted.kind, entity: id, body: { role, by } })),
      ])
      return { id }
    }),

    setField: os.setField.handler(({ input, errors, context: { seat } }) => {
      const { person: by } = requireRight(seat, 'person.administer')
      const row = rowOrRefuse(desk, input.person)
      const value = input.value.trim()
      if (input.field === 'name' && value === '') throw errors.NAME_NEEDED()
      const identity = changedIdentity(row, input.field, value)
      if (identity && samePerson(context.db, identity, row.id)) throw errors.NAME_TAKEN()
      const body = { field: input.field, value, by }
      return stored(recordFor(context, seat, [{ kind: personFieldSet.kind, entity: row.id, body }]))
    }),

    setRole: os.setRole.handler(({ input, errors, context: { seat } }) => {
      const { person: by } = requireRight(seat, 'person.administer')
      const row = rowOrRefuse(desk, input.person)
      const { role, held } = input
      if (role === 'administrator' && !held && isLastAdministrator(desk, row.id)) {
        throw errors.LAST_ADMINISTRATOR()
      }
      const kind = held ? roleGranted.kind : roleRevoked.kind
      return stored(recordFor(context, seat, [{ kind, entity: row.id, body: { role, by } }]))
    }),

    disable: os.disable.handler(({ input, errors, context: { seat } }) => {
      const { person: by } = requireRight(seat, 'person.administer')
      const row = rowOrRefuse(desk, input.person)
      if (isLastAdministrator(desk, row.id)) throw errors.LAST_ADMINISTRATOR()
      const body = { reason: input.reason.trim(), by }
      return stored(recordFor(context, seat, [{ kind: personDisabled.kind, entity: row.id, body }]))
    }),

    enable: os.enable.handler(({ input, context: { seat } }) => {
      const { person: by } = requireRight(seat, 'person.administer')
      const row = rowOrRefuse(desk, input.person)
      return stored(
        recordFor(context, seat, [{ kind: personEnabled.kind, entity: row.id, body: { by } }]),
      )
    }),

    enrol: os.enrol.handler(async ({ input, context: { seat } }) => {
      requireRight(seat, 'person.administer')
      const row = rowOrRefuse(desk, input.person)
      await hasher.set(row.id, 'password', input.password)
      // A PIN chosen under the old password ends with it.
      hasher.forget(row.id, 'pin')
      return noteSecret(desk, seat, row.id, 'password')
    }),

    access: os.access.handler(({ input, context: { seat } }) => {
      requireRight(seat, 'person.administer')
      return accessBook(context.db, input.limit)
    }),

    organizations: os.organizations.handler(({ context: { seat } }) => {
      requireSession(seat)
      return organizations(context.db)
    }),

    registerOrganization: os.registerOrganization.handler(
      ({ input, errors, context: { seat } }) => {
        const { person: by } = requireRight(seat, 'directory.write')
        const name = input.name.trim()
        if (organizations(context.db).some((known) => known.name === name))
          throw errors.NAME_TAKEN()
        const id = newEntity(context)
        const { kind, dutyPhone, fax, superior, township } = input
        const body = {
          name,
          kind,
          dutyPhone: dutyPhone.trim(),
          by,
          ...(fax.trim() === '' ? {} : { fax: fax.trim() }),
          ...(superior ? { superior } : {}),
          ...(township ? { township } : {}),
        }
        recordFor(context, seat, [{ kind: organizationRegistered.kind, entity: id, body }])
        return { id }
      },
    ),

    setOrganizationField: os.setOrganizationField.handler(
      ({ input, errors, context: { seat } }) => {
        const { person: by } = requireRight(seat, 'directory.write')
        const { organization, field } = input
        const value = input.value.trim()
        const known = organizations(context.db)
        if (!known.some(({ id }) => id === organization)) throw new ORPCError('NOT_FOUND')
        if (field === 'kind' && !isOrganizationKind(value)) throw errors.BAD_VALUE()
        if (field === 'name') {
          if (value === '') throw errors.NAME_NEEDED()
          if (known.some(({ id, name }) => name === value && id !== organization)) {
            throw errors.NAME_TAKEN()
          }
        }
        const body = { field, value, by }
        return stored(
          recordFor(context, seat, [
            { kind: organizationFieldSet.kind, entity: organization, body },
          ]),
        )
      },
    ),

    layout: os.layout.handler(({ context: { seat } }) => {
      const row = context.local
        .prepare<{ body: string }>('select body from seat_layout where seat_name = ?')
        .get(seat.name)
      return { body: row?.body ?? null }
    }),

    saveLayout: os.saveLayout.handler(({ input, context: { seat } }) => {
      const storedAt = context.world.clock.nowMs()
      context.local
        .prepare('insert or replace into seat_layout values (?, ?, ?)')
        .run(seat.name, input.body, storedAt)
      return { storedAt }
    }),
  }
}

function stored({ storedAt }: { readonly storedAt: number }) {
  return { storedAt }
}
