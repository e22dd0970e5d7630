import { eq } from 'drizzle-orm'
import type { Database } from '../../kernel/database.ts'
import { unpackHlc } from '../../kernel/hlc.ts'
import type { Projection } from '../../oplog/registry.ts'
import type { Fact } from '../../oplog/types.ts'
import {
  placeFacts,
  placeRegistered,
  placeRemoved,
  pointSet,
  readingFacts,
  type PlaceRegistered,
  type PointSet,
  type ReadingSet,
} from './facts.ts'
import { placeTable, readingTable, type PlaceRow } from './tables.ts'

function emptyRow(id: string): PlaceRow {
  return {
    id,
    name: null,
    kind: null,
    township: null,
    lat: null,
    lon: null,
    precision: null,
    note: null,
    pointBy: null,
    pointAt: null,
    withdrawn: false,
  }
}

function withPoint(row: PlaceRow, point: PointSet['point'], by: string, at: number): PlaceRow {
  const { lat = null, lon = null, precision = null } = point ?? {}
  return { ...row, lat, lon, precision, pointBy: by, pointAt: at }
}

function registered(row: PlaceRow, body: PlaceRegistered, at: number): PlaceRow {
  const { name, kind, township = null, note = null, point, by } = body
  const named = { ...row, name, kind, township, note }
  return point ? withPoint(named, point, by, at) : named
}

function step(row: PlaceRow, fact: Fact): PlaceRow {
  const at = unpackHlc(fact.hlc).ms
  switch (fact.kind) {
    case placeRegistered.kind:
      return registered(row, fact.body as PlaceRegistered, at)
    case pointSet.kind: {
      const { point, by } = fact.body as PointSet
      return withPoint(row, point, by, at)
    }
    case placeRemoved.kind:
      return { ...row, withdrawn: true }
    default:
      return row
  }
}

function fold(db: Database, entity: string, facts: readonly Fact[]): void {
  const row = facts.reduce(step, emptyRow(entity))
  db.tables.delete(placeTable).where(eq(placeTable.id, entity)).run()
  db.tables.insert(placeTable).values(row).run()
}

export const placeProjection: Projection = {
  name: 'places',
  version: 1,
  tables: [placeTable],
  kinds: placeFacts,
  fold,
}

function foldReading(db: Database, id: string, facts: readonly Fact[]): void {
  const newest = facts.at(-1)
  if (!newest) return
  const { word, syllables, by } = newest.body as ReadingSet
  db.tables.delete(readingTable).where(eq(readingTable.id, id)).run()
  if (syllables === null) return
  const at = unpackHlc(newest.hlc).ms
  db.tables
    .insert(readingTable)
    .values({ id, word, syllables: syllables.join(' '), by, at })
    .run()
}

export const readingProjection: Projection = {
  name: 'places.readings',
  version: 1,
  tables: [readingTable],
  kinds: readingFacts,
  fold: foldReading,
}
