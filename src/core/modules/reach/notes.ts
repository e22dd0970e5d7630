/**
 * What the officers wrote down: a typed line that a team, or a township's office, was spoken with
 * proves the way it says. A line that is struck takes its proof with it.
 */
import { and, between, eq } from 'drizzle-orm'
import type { Means } from '../../gateway/means.ts'
import type { CoreContext } from '../../module.ts'
import type { Fact } from '../../oplog/types.ts'
import { entryStruck, entryWritten, type EntryWritten } from '../logbook/index.ts'
import { contactNoted, contactStruck } from './facts.ts'
import { recordSeen } from './record.ts'
import { placeKey, placeName, subjectName, unitKey } from './subjects.ts'
import { contactTable } from './tables.ts'

/** Ways of speaking with somebody; a fax or a file from the office system proves nothing. */
const meansOfChannel: Readonly<Record<string, Means | undefined>> = {
  landline: 'landline',
  mobile: 'public',
  poc: 'public',
  wechat: 'public',
  radio370: 'radio370',
  hf: 'shortwave',
  sat: 'satphone',
  beidou: 'beidou',
  runner: 'runner',
}

/** Somebody of the other side said something; an order or a note of our own is none. */
const spokenKinds = new Set(['report', 'comm', 'arrival', 'call'])

/** `小松镇政府 值班员 刘某` speaks for the township. */
function placeOfSource({ county }: CoreContext, text: string): string | undefined {
  return county.townships.find(({ name }) => text.startsWith(name))?.code
}

function subjectOf(context: CoreContext, line: EntryWritten) {
  if (line.source.kind === 'unit' && line.unit !== undefined) {
    return { key: unitKey(line.unit), name: subjectName(context, { unit: line.unit }) }
  }
  const place = placeOfSource(context, line.source.text)
  return place === undefined
    ? undefined
    : { key: placeKey(place), name: placeName(context, place) ?? place }
}

const sameMs = 2000

/** One proof per line; the line's strike finds it again. */
const contactOf = (entry: string) => `note:${entry}`

/** A roll call or a test writes its line and its proof together. */
function isProvenThen({ db }: CoreContext, subject: string, means: Means, at: number): boolean {
  const row = db.tables
    .select()
    .from(contactTable)
    .where(
      and(
        eq(contactTable.subject, subject),
        eq(contactTable.means, means),
        between(contactTable.at, at - sameMs, at + sameMs),
      ),
    )
    .get()
  return row !== undefined
}

function take(context: CoreContext, { kind, entity, body, actor }: Fact): void {
  const at = context.world.clock.nowMs()
  if (kind === entryStruck.kind) {
    const { reason, by } = body as { readonly reason: string; readonly by: string }
    const known = context.db.tables
      .select()
      .from(contactTable)
      .where(eq(contactTable.id, contactOf(entity)))
      .get()
    if (!known || known.struck !== null) return
    const fact = { kind: contactStruck.kind, entity: known.id, body: { reason, by, at } }
    recordSeen(context, [fact])
    return
  }
  if (kind !== entryWritten.kind || actor === 'system') return
  const line = body as EntryWritten
  const means = meansOfChannel[line.channel ?? '']
  if (line.generated || means === undefined || !spokenKinds.has(line.kind)) return
  const subject = subjectOf(context, line)
  if (!subject || isProvenThen(context, subject.key, means, line.heardAt)) return
  recordSeen(context, [
    {
      kind: contactNoted.kind,
      entity: contactOf(entity),
      body: {
        subject: subject.key,
        name: subject.name,
        means,
        result: 'proven',
        how: 'note',
        note: line.text.slice(0, 100),
        by: line.recorder,
        at: line.heardAt,
      },
    },
  ])
}

export function listenToNotes(context: CoreContext): () => void {
  return context.log.onChanged((changed) => {
    for (const entity of changed.get('logbook') ?? []) {
      const newest = context.log.factsOf(entity).at(-1)
      if (newest) take(context, newest)
    }
  })
}
