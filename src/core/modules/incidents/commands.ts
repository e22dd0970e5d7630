/** What officers do to an incident. Every change writes its own line in the log book. */
import type { z } from 'zod'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { Recorded } from '../../oplog/types.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import { logLines } from '../logbook/index.ts'
import {
  incidentGradeSchema,
  placeSchema,
  roughTimeSchema,
  type incidentsContract,
} from './contract.ts'
import { fieldSet, type FieldValue } from './facts.ts'
import { ownTitle } from './intake.ts'
import { movedPointLine } from './point-words.ts'
import { categoryNames, incidentRow, shownValue } from './queries.ts'
import type { IncidentRow } from './tables.ts'
import { fieldWord, incidentFields, type IncidentField } from './words.ts'

type Input<Name extends 'setField'> = z.output<
  NonNullable<(typeof incidentsContract)[Name]['~orpc']['inputSchema']>
>

function validValue(
  context: CoreContext,
  { field, value }: Input<'setField'>,
): Result<FieldValue, Refusal<'bad-value'> | Refusal<'unknown-category'>> {
  if (value === null) return accept(null)
  const shape = incidentFields.find(([key]) => key === field)?.[2]
  if (shape === 'time') {
    const time = roughTimeSchema.safeParse(value)
    return time.success ? accept(time.data) : refuse('bad-value')
  }
  if (shape === 'place') {
    const place = placeSchema.safeParse(value)
    return place.success && place.data.text.trim() !== '' ? accept(place.data) : refuse('bad-value')
  }
  if (typeof value !== 'string') return refuse('bad-value')
  if (shape === 'category') {
    return categoryNames(context.county).has(value) ? accept(value) : refuse('unknown-category')
  }
  if (shape === 'grade') {
    return incidentGradeSchema.safeParse(value).success ? accept(value) : refuse('bad-value')
  }
  return accept(value.trim() === '' ? null : value.trim())
}

type FieldRefusal = Refusal<'not-found'> | Refusal<'bad-value'> | Refusal<'unknown-category'>

export function setIncidentField(
  context: CoreContext,
  seat: Seat,
  input: Input<'setField'>,
): Result<Recorded, FieldRefusal> {
  const { name, person } = requireRight(seat, 'incident.write')
  const row = incidentRow(context.db, input.incident)
  if (!row) return refuse('not-found')
  const value = validValue(context, input)
  if (!value.ok) return value
  const { field } = input
  const stored = row.fields[field]
  const before = shownValue(context, field, stored?.value ?? null)
  const after = shownValue(context, field, value.value)
  const title = newOwnTitle(context, row, field, value.value)
  const recorded = recordFor(context, seat, () => [
    {
      kind: fieldSet.kind,
      entity: row.id,
      body: { field, value: value.value, by: name },
      base: input.seen ?? stored?.seen ?? [],
    },
    ...(title === undefined
      ? []
      : [
          {
            kind: fieldSet.kind,
            entity: row.id,
            body: { field: 'title' as const, value: title, by: name },
            base: row.fields.title?.seen ?? [],
          },
        ]),
    logLines(context)({
      kind: 'change',
      source: { kind: 'person', id: person, text: name },
      incident: row.id,
      text:
        movedPointLine(stored?.value, value.value) ??
        `${fieldWord(field)}：${after === '' ? '清空' : after}${before === '' ? '' : `（原：${before}）`}`,
      recorder: name,
    }),
  ])
  return accept(recorded)
}

/** A title the console made follows its place and category; one that was typed stays. */
function newOwnTitle(
  context: CoreContext,
  row: IncidentRow,
  field: IncidentField,
  value: FieldValue,
): string | undefined {
  if (field !== 'place' && field !== 'category') return undefined
  const before = shownValue(context, 'place', row.fields.place?.value ?? null)
  if (row.title !== ownTitle(context, before, row.category)) return undefined
  const place = field === 'place' ? shownValue(context, 'place', value) : before
  const category =
    field === 'category' && (typeof value === 'string' || value === null) ? value : row.category
  return ownTitle(context, place, category)
}
