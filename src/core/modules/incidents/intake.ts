/** Taking a report: a new incident, or a further call about one that is there. */
import { and, eq, max } from 'drizzle-orm'
import type { z } from 'zod'
import { beijingDate } from '../../kernel/beijing-time.ts'
import { isAhead } from '../../kernel/clock-grace.ts'
import { newId } from '../../kernel/id.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { FactDraft } from '../../oplog/types.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import { attachDrafts } from '../attachments/index.ts'
import { entryChannels, draftNumber, logLines } from '../logbook/index.ts'
import { callAdded } from './call-facts.ts'
import { incidentOpened } from './facts.ts'
import type { intakeProcedures } from './intake-contract.ts'
import { categoryNames, incidentRow, shownNumber } from './queries.ts'
import { incidentTable } from './tables.ts'

type Input<Name extends 'open' | 'addCall'> = z.input<
  NonNullable<(typeof intakeProcedures)[Name]['~orpc']['inputSchema']>
>

type InFuture = Refusal<'in-future'>

function heardAt(context: CoreContext, told: number | undefined): Result<number, InFuture> {
  const now = context.world.clock.nowMs()
  const heard = told ?? now
  return isAhead(heard, now) ? refuse('in-future') : accept(Math.min(heard, now))
}

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
export function ownTitle(context: CoreContext, place: string, category: string | null): string {
  return `${place}${categoryNames(context.county).get(category ?? '') ?? '突发情况'}`
}

export interface Opened {
  readonly id: string
  readonly number: string
  readonly incidentNo: string
  readonly storedAt: number
}

export type OpenRefusal = InFuture | Refusal<'unknown-category'>

export function openIncident(
  context: CoreContext,
  seat: Seat,
  input: Input<'open'>,
): Result<Opened, OpenRefusal> {
  const { name } = requireRight(seat, 'incident.write')
  const heard = heardAt(context, input.receivedAt)
  if (!heard.ok) return heard
  const receivedAt = heard.value
  const names = categoryNames(context.county)
  if (input.category !== null && !names.has(input.category)) return refuse('unknown-category')
  const now = context.world.clock.nowMs()
  const id = newId(context.world.clock, context.world.random)
  const place = { ...input.place, text: input.place.text.trim() }
  const title = input.title?.trim() || ownTitle(context, place.text, input.category)
  const files = attachDrafts(context, input.attachments ?? [], { incident: id, by: name })
  const different = [...new Set(input.different ?? [])]
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
        ...(different.length === 0 ? {} : { different }),
        ...(input.phoneCall === undefined ? {} : { phoneCall: input.phoneCall }),
      },
    }
    const line = logLines(context)
    const shared = {
      kind: 'report' as const,
      source: { kind: 'text' as const, text: input.source.trim() },
      channel: channelOf(input.channel),
      incident: id,
      recorder: name,
    }
    const told = input.narrative?.trim() ?? ''
    return [
      opened,
      ...files.drafts,
      line({
        ...shared,
        heardAt: now,
        text: `登记事件 ${number} ${title}${differentWords(context, different)}`,
      }),
      ...(told === ''
        ? []
        : [line({ ...shared, heardAt: receivedAt, text: told, generated: false })]),
      ...(files.line ? [line(files.line)] : []),
    ]
  })
  files.forget()
  return accept({ id, number, incidentNo, storedAt: recorded.storedAt })
}

function channelOf(channel: string | undefined) {
  return entryChannels.find(([key]) => key === channel)?.[0]
}

/** `；与 #12、#13 判为不同`: the decision beside the form is part of the record. */
function differentWords(context: CoreContext, different: readonly string[]): string {
  const numbers = different.flatMap((id) => {
    const row = incidentRow(context.db, id)
    return row ? [shownNumber(context.county, row.site, row.number)] : []
  })
  return numbers.length === 0 ? '' : `；与 ${numbers.join('、')} 判为不同`
}

export interface AddedCall {
  readonly id: string
  /** Number of the typed line. */
  readonly line: string
  readonly storedAt: number
}

export function addFurtherCall(
  context: CoreContext,
  seat: Seat,
  input: Input<'addCall'>,
): Result<AddedCall, InFuture | Refusal<'not-found'>> {
  const { name } = requireRight(seat, 'incident.write')
  const row = incidentRow(context.db, input.incident)
  if (!row) return refuse('not-found')
  const heard = heardAt(context, input.receivedAt)
  if (!heard.ok) return heard
  const call = newId(context.world.clock, context.world.random)
  const source = input.source.trim()
  const contact = input.contact?.trim() || undefined
  const place = input.place?.text.trim() ? input.place : undefined
  const channel = channelOf(input.channel)
  const text = input.text?.trim() ?? ''
  const files = attachDrafts(context, input.attachments ?? [], { incident: row.id, call, by: name })
  let line = ''
  const recorded = recordFor(context, seat, () => {
    const write = logLines(context)
    const typed = write({
      kind: 'call',
      source: { kind: 'text', text: source },
      channel,
      incident: row.id,
      heardAt: heard.value,
      text: callWords(context, { ...input, text, contact }),
      generated: false,
      recorder: name,
    })
    line = draftNumber(typed)
    return [
      {
        kind: callAdded.kind,
        entity: row.id,
        body: {
          call,
          at: heard.value,
          source,
          text,
          by: name,
          ...(contact === undefined ? {} : { contact }),
          ...(channel === undefined ? {} : { channel }),
          ...(place ? { place: { text: place.text.trim(), lat: place.lat, lon: place.lon } } : {}),
          ...(input.phoneCall === undefined ? {} : { phoneCall: input.phoneCall }),
        },
      },
      ...files.drafts,
      typed,
      ...(files.line ? [write(files.line)] : []),
    ]
  })
  files.forget()
  return accept({ id: call, line, storedAt: recorded.storedAt })
}

/** Everything this caller said, in one line: nothing that was typed into the form is lost. */
function callWords(
  context: CoreContext,
  {
    text,
    place,
    category,
    contact,
  }: Pick<Input<'addCall'>, 'text' | 'place' | 'category' | 'contact'>,
): string {
  const where = place?.text.trim() ?? ''
  const what = categoryNames(context.county).get(category ?? '')
  const details = [
    where === '' ? '' : `地点 ${where}`,
    what === undefined ? '' : `类别 ${what}`,
    contact === undefined ? '' : `电话 ${contact}`,
  ].filter((detail) => detail !== '')
  const told = text === undefined || text === '' ? '未说明内容' : text
  return `补充来电：${told}${details.length === 0 ? '' : `（${details.join('，')}）`}`
}
