/** What this console and its seats keep of the board: local, nobody else's business. */
import type { Database } from '../../kernel/database.ts'
import type { listenings } from './contract.ts'

export const talkgroupMigrations: readonly string[] = [
  `create table talkgroup_pin (
     gateway text not null, number text not null, place integer not null,
     primary key (gateway, number))`,
  `create table talkgroup_seat (
     seat text not null, gateway text not null, number text not null, listening text not null,
     primary key (seat, gateway, number))`,
  'create table talkgroup_main (seat text primary key, gateway text not null, number text not null)',
  `create table talkgroup_known (
     gateway text not null, number text not null, place integer primary key autoincrement,
     unique (gateway, number))`,
]

export interface GroupKey {
  readonly gateway: string
  readonly number: string
}

export const keyOf = ({ gateway, number }: GroupKey): string => `${gateway}:${number}`

export function pins(local: Database): GroupKey[] {
  return local
    .prepare<GroupKey>('select gateway, number from talkgroup_pin order by place, number')
    .all()
}

/** A group once heard keeps its place: its number key must not move while somebody reaches for it. */
export function remember(local: Database, { gateway, number }: GroupKey): boolean {
  const { changes } = local
    .prepare('insert or ignore into talkgroup_known (gateway, number) values (?, ?)')
    .run(gateway, number)
  return changes > 0
}

/** In the order they were first heard. */
export function knownGroups(local: Database): GroupKey[] {
  return local
    .prepare<GroupKey>('select gateway, number from talkgroup_known order by place limit 100')
    .all()
}

export function pin(local: Database, { gateway, number }: GroupKey): void {
  local
    .prepare(
      `insert or ignore into talkgroup_pin (gateway, number, place)
       values (?, ?, (select coalesce(max(place), 0) + 1 from talkgroup_pin))`,
    )
    .run(gateway, number)
}

export function unpin(local: Database, { gateway, number }: GroupKey): void {
  local.prepare('delete from talkgroup_pin where gateway = ? and number = ?').run(gateway, number)
}

/** Changes places with the one above it. */
export function raisePin(local: Database, wanted: GroupKey): void {
  const all = pins(local)
  const at = all.findIndex((one) => keyOf(one) === keyOf(wanted))
  const [above, one] = [all[at - 1], all[at]]
  if (!above || !one) return
  const order = [...all.slice(0, at - 1), one, above, ...all.slice(at + 1)]
  const set = local.prepare('update talkgroup_pin set place = ? where gateway = ? and number = ?')
  local.transaction(() => {
    for (const [place, { gateway, number }] of order.entries()) set.run(place + 1, gateway, number)
  })
}

export function mainOf(local: Database, seat: string): GroupKey | undefined {
  return local
    .prepare<GroupKey>('select gateway, number from talkgroup_main where seat = ?')
    .get(seat)
}

export function setMain(local: Database, seat: string, { gateway, number }: GroupKey): void {
  local
    .prepare('insert or replace into talkgroup_main (seat, gateway, number) values (?, ?, ?)')
    .run(seat, gateway, number)
}

export type Listening = (typeof listenings)[number]

export function mutedOf(local: Database, seat: string): ReadonlySet<string> {
  const rows = local
    .prepare<GroupKey>(
      "select gateway, number from talkgroup_seat where seat = ? and listening = 'mute'",
    )
    .all(seat)
  return new Set(rows.map(keyOf))
}

export function setListening(
  local: Database,
  seat: string,
  { gateway, number }: GroupKey,
  listening: Listening,
): void {
  local
    .prepare(
      'insert or replace into talkgroup_seat (seat, gateway, number, listening) values (?, ?, ?, ?)',
    )
    .run(seat, gateway, number, listening)
}
