import { eq } from 'drizzle-orm'
import type { Projection } from '../../oplog/registry.ts'
import type { Fact } from '../../oplog/types.ts'
import {
  aliasSet,
  rollCallAnswered,
  rollCallOpened,
  type AliasSet,
  type RollCallAnswered,
  type RollCallOpened,
} from './facts.ts'
import { aliasTable, rollCallTable, type RollCallRow, type Station } from './tables.ts'

export const aliasProjection: Projection = {
  name: 'command-alias',
  version: 1,
  tables: [aliasTable],
  kinds: [aliasSet],
  fold(db, team, facts) {
    db.tables.delete(aliasTable).where(eq(aliasTable.team, team)).run()
    for (const name of new Set(facts.map(({ body }) => (body as AliasSet).name))) {
      db.tables.insert(aliasTable).values({ team, name }).run()
    }
  },
}

/** Unreachable says the station was called: it stays missing until it answers itself. */
const isThere = ({ result }: RollCallAnswered['answers'][number]) => result !== 'absent'

/** The roll call as its facts tell it; `undefined` while the opening has not arrived. */
export function foldRollCall(id: string, facts: readonly Fact[]): RollCallRow | undefined {
  const opening = facts.find(({ kind }) => kind === rollCallOpened.kind)
  if (!opening) return undefined
  const { title, net, stations, at, by, line } = opening.body as RollCallOpened
  const answers = facts
    .filter(({ kind }) => kind === rollCallAnswered.kind)
    .map(({ body }) => body as RollCallAnswered)
  const heard = new Map<string, boolean>()
  for (const one of answers.flatMap(({ answers: told }) => told)) {
    heard.set(one.unit ?? one.said, isThere(one))
  }
  const missing: Station[] = stations.filter(({ unit }) => heard.get(unit) !== true)
  const known = new Set(stations.map(({ unit }) => unit))
  const extra = [...heard].filter(([who, there]) => there && !known.has(who)).map(([who]) => who)
  const newest = answers.at(-1)
  return {
    id,
    title,
    net,
    startedAt: at,
    by,
    stations,
    missing,
    extra,
    line: newest ? newest.line : line,
  }
}

export const rollCallProjection: Projection = {
  name: 'roll-call',
  version: 1,
  tables: [rollCallTable],
  kinds: [rollCallOpened, rollCallAnswered],
  fold(db, entity, facts) {
    db.tables.delete(rollCallTable).where(eq(rollCallTable.id, entity)).run()
    const row = foldRollCall(entity, facts)
    if (row) db.tables.insert(rollCallTable).values(row).run()
  },
}
