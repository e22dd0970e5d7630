import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Database } from '../../kernel/database.ts'
import type { Projection } from '../../oplog/registry.ts'
import type { Fact } from '../../oplog/types.ts'
import {
  accessFacts,
  organizationFacts,
  organizationFieldSet,
  organizationRegistered,
  personDisabled,
  personEnabled,
  personFacts,
  personFieldSet,
  personRegistered,
  roleGranted,
  roleRevoked,
} from './facts.ts'
import {
  accessTable,
  organizationTable,
  personTable,
  type OrganizationRow,
  type PersonRow,
} from './tables.ts'

type Registered = z.infer<typeof personRegistered.body>
type FieldSet = z.infer<typeof personFieldSet.body>
type RoleSet = z.infer<typeof roleGranted.body>

function firstRow(id: string, body: Registered): PersonRow {
  return {
    id,
    name: body.name,
    post: body.post ?? '',
    organization: body.organization ?? null,
    phones: body.phones.join(' '),
    callSign: body.callSign ?? '',
    roles: '',
    disabledReason: null,
  }
}

function withField(row: PersonRow, { field, value }: FieldSet): PersonRow {
  if (field === 'organization') return { ...row, organization: value === '' ? null : value }
  return { ...row, [field]: value }
}

function withRole(row: PersonRow, role: string, held: boolean): PersonRow {
  const roles = new Set(row.roles.split(' ').filter(Boolean))
  if (held) roles.add(role)
  else roles.delete(role)
  return { ...row, roles: [...roles].sort().join(' ') }
}

function step(row: PersonRow, fact: Fact): PersonRow {
  switch (fact.kind) {
    case personFieldSet.kind:
      return withField(row, fact.body as FieldSet)
    case roleGranted.kind:
      return withRole(row, (fact.body as RoleSet).role, true)
    case roleRevoked.kind:
      return withRole(row, (fact.body as RoleSet).role, false)
    case personDisabled.kind:
      return { ...row, disabledReason: (fact.body as { reason: string }).reason }
    case personEnabled.kind:
      return { ...row, disabledReason: null }
    default:
      return row
  }
}

function foldPerson(db: Database, entity: string, facts: readonly Fact[]): void {
  db.tables.delete(personTable).where(eq(personTable.id, entity)).run()
  const registered = facts.find(({ kind }) => kind === personRegistered.kind)
  if (!registered) return
  // A role granted on a console whose clock runs behind the registering one still counts.
  const row = facts.reduce(step, firstRow(entity, registered.body as Registered))
  db.tables.insert(personTable).values(row).run()
}

type OrganizationBody = z.infer<typeof organizationRegistered.body>
type OrganizationField = z.infer<typeof organizationFieldSet.body>

function organizationRow(id: string, body: OrganizationBody): OrganizationRow {
  return {
    id,
    name: body.name,
    kind: body.kind,
    dutyPhone: body.dutyPhone,
    fax: body.fax ?? '',
    superior: body.superior ?? null,
    township: body.township ?? null,
  }
}

function withOrganizationField(row: OrganizationRow, fact: OrganizationField): OrganizationRow {
  const { field, value } = fact
  const nullable = field === 'superior' || field === 'township'
  return { ...row, [field]: nullable && value === '' ? null : value }
}

function foldOrganization(db: Database, entity: string, facts: readonly Fact[]): void {
  db.tables.delete(organizationTable).where(eq(organizationTable.id, entity)).run()
  const registered = facts.find(({ kind }) => kind === organizationRegistered.kind)
  if (!registered) return
  const row = facts
    .filter(({ kind }) => kind === organizationFieldSet.kind)
    .reduce(
      (before, { body }) => withOrganizationField(before, body as OrganizationField),
      organizationRow(entity, registered.body as OrganizationBody),
    )
  db.tables.insert(organizationTable).values(row).run()
}

interface AccessBody {
  readonly person: string
  readonly seatName: string
  readonly at: number
  readonly cause?: string
  readonly with?: string
  readonly role?: string
}

/** One row per fact, so order and repetition make no difference. */
function applyAccess(db: Database, fact: Fact): void {
  const body = fact.body as AccessBody
  const row = {
    origin: fact.ref.origin,
    seq: fact.ref.seq,
    at: body.at,
    kind: fact.kind,
    person: body.person,
    seatName: body.seatName,
    detail: body.cause ?? body.with ?? body.role ?? '',
  }
  db.tables.insert(accessTable).values(row).onConflictDoNothing().run()
}

export const peopleProjections: readonly Projection[] = [
  { name: 'people', version: 1, tables: [personTable], kinds: personFacts, fold: foldPerson },
  {
    name: 'people.access',
    version: 1,
    tables: [accessTable],
    kinds: accessFacts,
    apply: applyAccess,
  },
  {
    name: 'people.organizations',
    version: 1,
    tables: [organizationTable],
    kinds: organizationFacts,
    fold: foldOrganization,
  },
]
