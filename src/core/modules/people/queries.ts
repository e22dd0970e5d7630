import { asc, desc, eq } from 'drizzle-orm'
import { pinyin } from 'pinyin-pro'
import type { Database } from '../../kernel/database.ts'
import type { Organization, Person, RosterPerson } from './contract.ts'
import {
  accessTable,
  organizationTable,
  personTable,
  type AccessRow,
  type PersonRow,
} from './tables.ts'
import type { OpenSession } from './sessions.ts'
import { organizationKinds, roleKeys, roleWord, type Role } from './words.ts'

export function personRows(db: Database): PersonRow[] {
  return db.tables.select().from(personTable).all()
}

export function personRow(db: Database, id: string): PersonRow | undefined {
  return db.tables.select().from(personTable).where(eq(personTable.id, id)).get()
}

export interface Identity {
  readonly name: string
  readonly post: string
  /** Organisation id. */
  readonly organization: string | null
}

/** Who is there with this name, post and organisation: two of one name differ in one of the others. */
export function samePerson(
  db: Database,
  { name, post, organization }: Identity,
  except?: string,
): string | undefined {
  return personRows(db).find(
    (row) =>
      row.id !== except &&
      row.name === name.trim() &&
      row.post === post.trim() &&
      row.organization === organization,
  )?.id
}

export function rolesOfRow(row: PersonRow): string[] {
  return row.roles.split(' ').filter(Boolean)
}

/** The administrator sits at the desk under the duty role, if there is one. */
function rankOf(role: string): number {
  const place = roleKeys.indexOf(role as Role)
  return place <= 0 ? roleKeys.length : place
}

function rankOfRow(row: PersonRow): number {
  return Math.min(roleKeys.length, ...rolesOfRow(row).map(rankOf))
}

/** By the rank of their first role, then by name: the order of a duty roster. */
function byRank(a: PersonRow, b: PersonRow): number {
  return rankOfRow(a) - rankOfRow(b) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)
}

function wordsOfRoles(roles: readonly string[]): { key: string; word: string }[] {
  return roles.map((key) => ({ key, word: roleWord(key) }))
}

function initialsOf(name: string): string {
  return pinyin(name, { pattern: 'first', toneType: 'none', type: 'array' }).join('').toLowerCase()
}

export interface RosterParts {
  readonly enrolled: (person: string) => boolean
  readonly sessions: readonly OpenSession[]
}

function rosterPerson(row: PersonRow, parts: RosterParts): RosterPerson {
  const mine = parts.sessions.filter(({ person }) => person === row.id)
  return {
    id: row.id,
    name: row.name,
    post: row.post,
    initials: initialsOf(row.name),
    roles: wordsOfRoles(rolesOfRow(row)),
    enrolled: parts.enrolled(row.id),
    seats: [...new Set(mine.flatMap(({ seats }) => [...seats].map((seat) => seat.name)))],
  }
}

/** Who may sign in; a contact without a role is not one of them. */
export function roster(db: Database, parts: RosterParts): RosterPerson[] {
  return personRows(db)
    .filter((row) => row.disabledReason === null && row.roles !== '')
    .sort(byRank)
    .map((row) => rosterPerson(row, parts))
}

export function people(db: Database, parts: RosterParts): Person[] {
  const names = new Map(organizations(db).map(({ id, name }) => [id, name]))
  return personRows(db)
    .sort(byRank)
    .map((row) => ({
      ...rosterPerson(row, parts),
      organization: row.organization,
      organizationName: names.get(row.organization ?? '') ?? null,
      phones: row.phones.split(' ').filter(Boolean),
      callSign: row.callSign,
      disabledReason: row.disabledReason,
    }))
}

/** Who is signed in on this console, once each, in the order of the roster's roles. */
export function onDuty(db: Database, sessions: readonly OpenSession[]) {
  const rows = new Map(personRows(db).map((row) => [row.id, row]))
  const named = new Map<string, { name: string; role: string; word: string; seats: Set<string> }>()
  for (const { person, name, breakGlassRole, seats } of sessions) {
    const row = rows.get(person)
    const held = breakGlassRole === undefined ? (row ? rolesOfRow(row) : []) : [breakGlassRole]
    const role = held.toSorted((a, b) => rankOf(a) - rankOf(b))[0] ?? 'viewer'
    const key = `${person} ${role}`
    const one = named.get(key) ?? { name, role, word: roleWord(role), seats: new Set<string>() }
    for (const seat of seats) one.seats.add(seat.name)
    named.set(key, one)
  }
  return [...named.values()]
    .sort((a, b) => rankOf(a.role) - rankOf(b.role))
    .map(({ name, role, word, seats }) => ({ name, role, word, seat: [...seats].join('、') }))
}

const kindWords = new Map<string, string>(organizationKinds)

export function organizations(db: Database): Organization[] {
  return db.tables
    .select()
    .from(organizationTable)
    .orderBy(asc(organizationTable.kind), asc(organizationTable.name))
    .all()
    .map((row) => ({ ...row, kindWord: kindWords.get(row.kind) ?? row.kind }))
}

const failures: Readonly<Record<string, string>> = {
  'wrong-password': '登录失败：口令不对',
  'wrong-pin': '解锁失败：PIN 不对',
  'wrong-recovery-code': '应急登录失败：恢复码不对',
  'not-enrolled': '登录失败：未在本机设口令',
  disabled: '登录失败：人员已停用',
}

function accessWords({ kind, detail }: AccessRow): string {
  switch (kind) {
    case 'person.signed-in':
      return '登录'
    case 'person.signed-out':
      return '退出'
    case 'person.seat-locked':
      return '锁屏'
    case 'person.seat-unlocked':
      return detail === 'pin' ? '用 PIN 解锁' : '用口令解锁'
    case 'person.break-glass-used':
      return `应急登录：${roleWord(detail)}`
    default:
      return failures[detail] ?? '登录失败'
  }
}

/** The access book, newest first. */
export function accessBook(db: Database, limit: number) {
  const names = new Map(personRows(db).map(({ id, name }) => [id, name]))
  const rows = db.tables.select().from(accessTable).orderBy(desc(accessTable.at)).limit(limit).all()
  return rows.map((row) => ({
    key: `${row.origin}-${row.seq}`,
    at: row.at,
    name: names.get(row.person) ?? '—',
    seat: row.seatName,
    words: accessWords(row),
    bad: row.kind === 'person.sign-in-failed' || row.kind === 'person.break-glass-used',
  }))
}
