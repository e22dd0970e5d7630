import { and, eq } from 'drizzle-orm'
import type { CountyProfile } from '../../county/profile.ts'
import type { Database } from '../../kernel/database.ts'
import type { Unit, UnitShape } from './contract.ts'
import { firstStatus } from './danger.ts'
import {
  teamMemberTable,
  teamRadioTable,
  teamStateTable,
  teamTable,
  type TeamRow,
} from './tables.ts'

type StateRow = typeof teamStateTable.$inferSelect

/** Shape = kind, as the legend says: rectangle professional, circle township or village … */
const shapeOfGroup: Readonly<Record<string, UnitShape>> = {
  township: 'circle',
  village: 'circle',
  social: 'hexagon',
  volunteer: 'hexagon',
}
const shapeOfType: Readonly<Record<string, UnitShape>> = {
  medical: 'cross',
  telecom: 'pennant',
  uav: 'triangle',
}

const freeStatuses = new Set(['standby', 'returned'])
const outStatuses = new Set(['unavailable', 'resting'])

function board(status: string): Unit['board'] {
  if (freeStatuses.has(status)) return 'free'
  return outStatuses.has(status) ? 'out' : 'moving'
}

function stateOf(county: CountyProfile, row: StateRow | null): Unit['state'] {
  const key = row?.status ?? firstStatus(county)
  const word = county.unitStatuses.find((status) => status.key === key)
  return {
    key,
    digit: word?.digit ?? 6,
    word: word?.word ?? key,
    token: word?.token ?? 'st-out',
    since: row?.at ?? null,
    conflict: row?.conflict ?? false,
  }
}

function overOf(county: CountyProfile, status: string): Unit['over'] {
  const word = county.unitStatuses.find(({ key }) => key === status)
  if (!word?.over) return null
  return { digit: word.digit, word: word.word, token: word.token, row: word.over === 'row' }
}

function labelOf(county: CountyProfile, enumeration: string, key: string): string {
  const rows = county.enums.get(enumeration)?.rows ?? []
  return rows.find((row) => row.key === key)?.label ?? key
}

function unitOf(
  county: CountyProfile,
  row: TeamRow,
  state: StateRow | null,
  { radios, members }: { readonly radios: string[]; readonly members: string[] },
): Unit {
  const township = county.townships.find(({ code }) => code === row.baseTownship)
  const { baseLat: lat, baseLon: lon } = row
  const stateShown = stateOf(county, state)
  return {
    id: row.id,
    name: row.name,
    callSign: row.callSign,
    group: row.group,
    groupWord: labelOf(county, 'team_group', row.group),
    type: row.type,
    typeWord: county.teamTypes.find(({ key }) => key === row.type)?.label ?? row.type,
    shape: shapeOfType[row.type] ?? shapeOfGroup[row.group] ?? 'rectangle',
    strength: row.strength,
    leader: row.leader,
    phone: row.phone,
    radios: radios.toSorted(),
    members,
    base: {
      text: row.baseText,
      township: row.baseTownship,
      townshipName: township?.name ?? null,
      point: lat === null || lon === null ? null : { lat, lon },
    },
    state: stateShown,
    over: overOf(county, stateShown.key),
    board: board(stateShown.key),
    incident: state?.incident ?? null,
  }
}

/** Radio number → the team that holds it: the newest assignment wins, and only while it holds. */
function holders(db: Database): Map<string, string> {
  const newest = new Map<
    string,
    { readonly team: string; readonly since: string; readonly held: boolean }
  >()
  for (const row of db.tables.select().from(teamRadioTable).all()) {
    const known = newest.get(row.radio)
    if (!known || known.since < row.since) newest.set(row.radio, row)
  }
  const held = [...newest].filter(([, { held }]) => held)
  return new Map(held.map(([radio, { team }]) => [radio, team]))
}

function grouped(pairs: readonly (readonly [string, string])[]): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const [key, value] of pairs) {
    const group = groups.get(key)
    if (group) group.push(value)
    else groups.set(key, [value])
  }
  return groups
}

/** All teams that were not disbanded, by call sign. */
export function unitList(db: Database, county: CountyProfile): Unit[] {
  const radiosOf = grouped([...holders(db)].map(([radio, team]) => [team, radio]))
  const memberRows = db.tables.select().from(teamMemberTable).all()
  const membersOf = grouped(memberRows.map(({ team, person }) => [team, person]))
  return db.tables
    .select()
    .from(teamTable)
    .leftJoin(teamStateTable, eq(teamStateTable.team, teamTable.id))
    .where(eq(teamTable.disbanded, false))
    .orderBy(teamTable.callSign)
    .all()
    .map(({ team, team_state: state }) =>
      unitOf(county, team, state, {
        radios: radiosOf.get(team.id) ?? [],
        members: membersOf.get(team.id) ?? [],
      }),
    )
}

export interface RadioUnit {
  readonly id: string
  readonly callSign: string
  readonly name: string
  readonly incident: string | undefined
}

/** The team that holds a radio now, `undefined` where none does. */
export function unitOfRadio(db: Database, radio: string): RadioUnit | undefined {
  const newest = db.tables
    .select()
    .from(teamRadioTable)
    .where(eq(teamRadioTable.radio, radio))
    .all()
    .toSorted((a, b) => (a.since < b.since ? 1 : -1))[0]
  if (!newest?.held) return undefined
  const row = db.tables
    .select()
    .from(teamTable)
    .leftJoin(teamStateTable, eq(teamStateTable.team, teamTable.id))
    .where(and(eq(teamTable.id, newest.team), eq(teamTable.disbanded, false)))
    .get()
  if (!row) return undefined
  const { id, callSign, name } = row.team
  return { id, callSign, name, incident: row.team_state?.incident ?? undefined }
}

/** The team with this call sign, for refusing a second one. */
export function teamByCallSign(db: Database, callSign: string): TeamRow | undefined {
  return db.tables
    .select()
    .from(teamTable)
    .where(and(eq(teamTable.callSign, callSign), eq(teamTable.disbanded, false)))
    .get()
}
