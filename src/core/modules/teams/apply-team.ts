import { eq } from 'drizzle-orm'
import type { Database } from '../../kernel/database.ts'
import type { Projection } from '../../oplog/registry.ts'
import { resolveCell, type CellWrite } from '../../oplog/cell.ts'
import type { Fact } from '../../oplog/types.ts'
import {
  memberAdded,
  memberRemoved,
  radioAssigned,
  radioReleased,
  teamDisbanded,
  teamFieldSet,
  teamRegistered,
  type MemberMoved,
  type RadioMoved,
  type TeamField,
  type TeamFieldSet,
  type TeamRegistered,
} from './facts.ts'
import { teamMemberTable, teamRadioTable, teamTable, type TeamRow } from './tables.ts'

/** 63-bit HLC as sortable text; drizzle's integers lose digits of it. */
export function hlcText(hlc: bigint): string {
  return hlc.toString(16).padStart(16, '0')
}

function firstRow(id: string, body: TeamRegistered): TeamRow {
  return {
    id,
    name: body.name,
    callSign: body.callSign,
    group: body.group,
    type: body.type,
    strength: body.strength ?? null,
    leader: body.leader ?? null,
    phone: body.phone ?? null,
    baseText: body.base?.text ?? null,
    baseTownship: body.base?.township ?? null,
    baseLat: body.base?.lat ?? null,
    baseLon: body.base?.lon ?? null,
    disbanded: false,
  }
}

/** Each field by itself: last writer wins, whoever registered the team is the first writer. */
function withFields(row: TeamRow, facts: readonly Fact[]): TeamRow {
  const writes = new Map<TeamField, CellWrite<TeamFieldSet['value']>[]>()
  for (const fact of facts) {
    if (fact.kind !== teamFieldSet.kind) continue
    const { field, value } = fact.body as TeamFieldSet
    const list = writes.get(field) ?? []
    list.push({ ref: fact.ref, hlc: fact.hlc, base: fact.base, value })
    writes.set(field, list)
  }
  const set = Object.fromEntries(
    [...writes].map(([field, list]) => [field, resolveCell(list)?.value ?? null]),
  )
  return { ...row, ...set }
}

interface Holding {
  readonly since: string
  readonly held: boolean
}

function radiosOf(facts: readonly Fact[]): Map<string, Holding> {
  const radios = new Map<string, Holding>()
  for (const fact of facts) {
    const since = hlcText(fact.hlc)
    if (fact.kind === teamRegistered.kind) {
      for (const radio of (fact.body as TeamRegistered).radios)
        radios.set(radio, { since, held: true })
    } else if (fact.kind === radioAssigned.kind) {
      radios.set((fact.body as RadioMoved).radio, { since, held: true })
    } else if (fact.kind === radioReleased.kind) {
      radios.set((fact.body as RadioMoved).radio, { since, held: false })
    }
  }
  return radios
}

function membersOf(facts: readonly Fact[]): Set<string> {
  const members = new Set<string>()
  for (const fact of facts) {
    if (fact.kind === memberAdded.kind) members.add((fact.body as MemberMoved).person)
    if (fact.kind === memberRemoved.kind) members.delete((fact.body as MemberMoved).person)
  }
  return members
}

function fold(db: Database, entity: string, facts: readonly Fact[]): void {
  db.tables.delete(teamTable).where(eq(teamTable.id, entity)).run()
  db.tables.delete(teamRadioTable).where(eq(teamRadioTable.team, entity)).run()
  db.tables.delete(teamMemberTable).where(eq(teamMemberTable.team, entity)).run()
  const registered = facts.find(({ kind }) => kind === teamRegistered.kind)
  if (!registered) return
  const row = withFields(firstRow(entity, registered.body as TeamRegistered), facts)
  const disbanded = facts.some(({ kind }) => kind === teamDisbanded.kind)
  db.tables
    .insert(teamTable)
    .values({ ...row, disbanded })
    .run()
  for (const [radio, holding] of radiosOf(facts)) {
    db.tables
      .insert(teamRadioTable)
      .values({ team: entity, radio, ...holding })
      .run()
  }
  for (const person of membersOf(facts)) {
    db.tables.insert(teamMemberTable).values({ team: entity, person }).run()
  }
}

export const teamProjection: Projection = {
  name: 'teams',
  version: 1,
  tables: [teamTable, teamRadioTable, teamMemberTable],
  kinds: [
    teamRegistered,
    teamFieldSet,
    radioAssigned,
    radioReleased,
    memberAdded,
    memberRemoved,
    teamDisbanded,
  ],
  fold,
}
