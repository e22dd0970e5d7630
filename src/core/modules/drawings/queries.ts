import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { CoreContext } from '../../module.ts'
import type { OpStatus } from '../../oplog/types.ts'
import {
  incidentRow,
  incidentRows,
  mergedIds,
  shownNumber,
  type IncidentRow,
} from '../incidents/index.ts'
import type { DrawingShown } from './contract.ts'
import type { Sketch } from './facts.ts'
import { outlineGeometry, sizeWords } from './outline.ts'
import { drawingStepTable, drawingTable, type DrawingRow, type DrawingStepRow } from './tables.ts'
import { meaningWord } from './words.ts'

type ReadingContext = Pick<CoreContext, 'db' | 'county'>

/** `火线「东线」` */
export function sketchWords({ meaning, name }: Pick<Sketch, 'meaning' | 'name'>): string {
  return name === '' ? meaningWord(meaning) : `${meaningWord(meaning)}「${name}」`
}

export function drawingRow({ db }: Pick<CoreContext, 'db'>, id: string): DrawingRow | undefined {
  return db.tables.select().from(drawingTable).where(eq(drawingTable.id, id)).get()
}

export function shownDrawing(context: ReadingContext, row: DrawingRow): DrawingShown {
  const of = row.incident === null ? undefined : incidentRow(context.db, row.incident)
  return shownOf(context, row, of)
}

/** @param of its incident, where it has one that is known here */
function shownOf(
  context: ReadingContext,
  row: DrawingRow,
  of: IncidentRow | undefined,
): DrawingShown {
  const { outline, incident } = row
  return {
    id: row.id,
    incident,
    incidentNumber: of ? shownNumber(context.county, of.site, of.number) : null,
    meaning: row.meaning,
    word: meaningWord(row.meaning),
    shape: outline.shape,
    geometry: outlineGeometry(outline),
    outline,
    radiusM: 'radiusM' in outline ? outline.radiusM : null,
    name: row.name,
    note: row.note,
    size: sizeWords(outline),
    at: row.drawnAt,
    by: row.drawnBy,
    changedAt: row.changedAt,
    changedBy: row.changedBy,
    removed: row.removed,
    seen: [...row.seen],
    others: row.others.map(({ sketch, by, at }) => ({
      words: sketch ? `${sketchWords(sketch)} ${sizeWords(sketch.outline)}`.trim() : '已删除',
      by,
      at,
    })),
    status: row.status as OpStatus,
  }
}

/** One drawing, unless it was removed. */
export function standingDrawing(context: ReadingContext, id: string): DrawingShown | undefined {
  const row = drawingRow(context, id)
  return row?.removed === null ? shownDrawing(context, row) : undefined
}

/** Oldest first. */
export function drawingList(
  context: ReadingContext,
  filter: { readonly incident?: string | null | undefined; readonly removed?: boolean },
): DrawingShown[] {
  const { incident, removed = false } = filter
  const whose =
    incident === undefined
      ? undefined
      : incident === null
        ? isNull(drawingTable.incident)
        : inArray(drawingTable.incident, [incident, ...mergedIds(context.db, incident)])
  const rows = context.db.tables
    .select()
    .from(drawingTable)
    .where(and(whose, removed ? undefined : isNull(drawingTable.removed)))
    .orderBy(asc(drawingTable.drawnAt), asc(drawingTable.id))
    .all()
  // Hundreds of one fire: its number is asked for once.
  const ids = new Set(rows.flatMap((row) => row.incident ?? []))
  const incidents = new Map(incidentRows(context.db, [...ids]).map((row) => [row.id, row]))
  return rows.map((row) => shownOf(context, row, incidents.get(row.incident ?? '')))
}

export function stepsOf({ db }: Pick<CoreContext, 'db'>, drawing: string): DrawingStepRow[] {
  return db.tables
    .select()
    .from(drawingStepTable)
    .where(eq(drawingStepTable.drawing, drawing))
    .orderBy(asc(drawingStepTable.place))
    .all()
}
