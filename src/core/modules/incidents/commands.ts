/** What officers do to an incident. Every change writes its own line in the log book. */
import { and, eq, max } from 'drizzle-orm'
import type { z } from 'zod'
import { beijingDate } from '../../kernel/beijing-time.ts'
import { newId } from '../../kernel/id.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { FactDraft, Recorded } from '../../oplog/types.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import { entryChannels, logLines } from '../logbook/index.ts'
import {
  incidentGradeSchema,
  placeSchema,
  roughTimeSchema,
  type incidentsContract,
} from './contract.ts'
import { fieldSet, incidentOpened, statusSet, type FieldValue } from './facts.ts'
import { categoryNames, incidentRow, shownNumber, shownValue } from './queries.ts'
import { incidentTable, type IncidentRow } from './tables.ts'
import {
  fieldWord,
  incidentFields,
  incidentWord,
  statusSteps,
  type IncidentField,
  type IncidentStatus,
} from './words.ts'

type Input<Name extends 'open' | 'setField' | 'setStatus'> = z.output<
  NonNullable<(typeof incidentsContract)[Name]['~orpc']['inputSchema']>
>

/** A clock on the wall may be this far ahead of ours. */
const aheadMs = 2 * 60_000

/** The next number of this site and year; inside the append, so that none is left out. */
function nextNumber(context: CoreContext, year: number): number {
  const { site, year: ofYear, number } = incidentTable
  const row = context.db.tables
    .select({ last: max(number) })
    .from(incidentTable)
    .where(and(eq(site, context.site), eq(ofYear, year)))
    .get()
  return (row?.last ?? 0) + 1
}

/** 县码-日期-序号, with the site's letter where it is not the centre's own. */
function fullNumber(context: CoreContext, receivedAt: number, number: number): string {
  const { adcode, sites } = context.county.county
  const day = beijingDate(receivedAt).replaceAll('-', '')
  const letter = context.site === sites[0]?.prefix ? '' : context.site
  return `${adcode}-${day}-${letter}${String(number).padStart(3, '0')}`
}

/** 地点＋事件类型, as long as nobody wrote a better one. */
function ownTitle(context: CoreContext, place: string, category: string | null): string {
  return `${place}${categoryNames(context.county).get(category ?? '') ?? '突发情况'}`
}

export interface Opened {
  readonly id: string
  readonly number: string
  readonly incidentNo: string
  readonly storedAt: number
}

export type OpenRefusal = Refusal<'in-future'> | Refusal<'unknown-category'>

export function openIncident(
  context: CoreContext,
  seat: Seat,
  input: Input<'open'>,
): Result<Opened, OpenRefusal> {
  const { name } = requireRight(seat, 'incident.write')
  const now = context.world.clock.nowMs()
  const heard = input.receivedAt ?? now
  if (heard > now + aheadMs) return refuse('in-future')
  const receivedAt = Math.min(heard, now)
  const names = categoryNames(context.county)
  if (input.category !== null && !names.has(input.category)) return refuse('unknown-category')
  const id = newId(context.world.clock, context.world.random)
  const place = { ...input.place, text: input.place.text.trim() }
  const title = input.title?.trim() || ownTitle(context, place.text, input.category)
  let number = ''
  let incidentNo = ''
  const recorded = recordFor(context, seat, () => {
    // The year of opening, not of the call: a call of 31 December typed on 1 January is the new
    // year's first, and the numbers of the old year stay as they were counted.
    const year = Number(beijingDate(now).slice(0, 4))
    const next = nextNumber(context, year)
    number = shownNumber(context.county, context.site, next)
    incidentNo = fullNumber(context, now, next)
    const opened: FactDraft = {
      kind: incidentOpened.kind,
      entity: id,
      body: {
        site: context.site,
        year,
        number: next,
        incidentNo,
        receivedAt,
        source: input.source.trim(),
        contact: input.contact?.trim() || undefined,
        place,
        category: input.category ?? undefined,
        title,
        openedBy: name,
      },
    }
    return [opened, ...intakeLines(context, input, { id, number, title, receivedAt, name })]
  })
  return accept({ id, number, incidentNo, storedAt: recorded.storedAt })
}

interface Intake {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly receivedAt: number
  readonly name: string
}

/** What was told, in the officer's words, and the console's own line that it was registered. */
function intakeLines(context: CoreContext, input: Input<'open'>, intake: Intake): FactDraft[] {
  const line = logLines(context)
  const channel = entryChannels.find(([key]) => key === input.channel)?.[0]
  const told = input.narrative?.trim() ?? ''
  const now = context.world.clock.nowMs()
  const shared = {
    kind: 'report' as const,
    source: { kind: 'text' as const, text: input.source.trim() },
    channel,
    incident: intake.id,
    heardAt: intake.receivedAt,
  }
  const registered = line({
    ...shared,
    heardAt: now,
    text: `登记事件 ${intake.number} ${intake.title}`,
    recorder: intake.name,
  })
  if (told === '') return [registered]
  return [registered, line({ ...shared, text: told, generated: false, recorder: intake.name })]
}

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
      text: `${fieldWord(field)}：${after === '' ? '清空' : after}${before === '' ? '' : `（原：${before}）`}`,
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

type StatusRefusal =
  | Refusal<'not-found'>
  | Refusal<'not-allowed', { readonly from: IncidentStatus; readonly to: IncidentStatus }>
  | Refusal<'reason-needed'>

export function setIncidentStatus(
  context: CoreContext,
  seat: Seat,
  input: Input<'setStatus'>,
): Result<Recorded, StatusRefusal> {
  const { name, person } = requireRight(seat, 'incident.write')
  const row = incidentRow(context.db, input.incident)
  if (!row) return refuse('not-found')
  const { to } = input
  const from = row.incidentStatus
  const step = statusSteps.find((one) => one.from === from && one.to === to)
  if (!step) return refuse('not-allowed', { from, to })
  const reason = input.reason.trim()
  if (step.reason && reason === '') return refuse('reason-needed')
  const at = context.world.clock.nowMs()
  const recorded = recordFor(context, seat, () => [
    {
      kind: statusSet.kind,
      entity: row.id,
      body: { from, to, reason, by: name, at },
      base: row.statusSeen,
    },
    logLines(context)({
      kind: 'status',
      source: { kind: 'person', id: person, text: name },
      incident: row.id,
      text: `${incidentWord(from)} → ${incidentWord(to)}${reason === '' ? '' : `，${reason}`}`,
      recorder: name,
    }),
  ])
  return accept(recorded)
}
