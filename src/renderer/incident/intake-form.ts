/** The intake form as it is kept, what is wrong with it, and what it says to the core. */
import { beijingTime, parseTypedTime, typedTimeProblem } from '../../core/kernel/beijing-time.ts'
import { intakeLimits } from '../../core/modules/incidents/contract.ts'
import type { IntakePrefill } from './intake-store.ts'
import { readPlace, type KnownPlace, type PlaceRead } from './known-place.ts'

export const emptyIntake = {
  received: '',
  category: '',
  place: '',
  /** JSON of a `KnownPlace`, '' for none. */
  known: '',
  source: '',
  contact: '',
  channel: 'mobile',
  narrative: '',
  /** Ids of files that wait, separated by blanks. */
  files: '',
  /** Ids of incidents that a person said are not this one, separated by blanks. */
  different: '',
  phoneCall: '',
  /** When the first word was typed: the report clocks start there unless a time is given. */
  startedAt: 0,
}
export type IntakeValues = typeof emptyIntake

export const isBlankIntake = ({ place, source, narrative, contact, files }: IntakeValues) =>
  [place, source, narrative, contact, files].every((text) => text.trim() === '')

export const listOf = (ids: string): string[] => ids.split(' ').filter((id) => id !== '')
export const withId = (ids: string, id: string): string =>
  [...listOf(ids).filter((one) => one !== id), id].join(' ')
export const withoutId = (ids: string, id: string): string =>
  listOf(ids)
    .filter((one) => one !== id)
    .join(' ')

export function knownOf({ known }: IntakeValues): KnownPlace | undefined {
  // Written by this page; a draft of an older version has none.
  return known === '' ? undefined : (JSON.parse(known) as KnownPlace)
}

/** `found` is what the gazetteer knows of words that nobody chose from the list. */
export function placeOf(form: IntakeValues, found: KnownPlace | undefined): PlaceRead {
  const chosen = readPlace(form.place, knownOf(form))
  // What was chosen holds while the words begin with it; else the words may name another place.
  return chosen.how === undefined && chosen.problem === undefined
    ? readPlace(form.place, found)
    : chosen
}

export type Received =
  | { readonly ok: true; readonly at: number; readonly hint: string | undefined }
  | { readonly ok: false; readonly problem: string }

const dayMs = 24 * 3_600_000

/** `昨天 23:10` under a field that says 23:10. */
function dayHint(at: number, nowMs: number): string | undefined {
  const day = (ms: number) => Math.floor((ms + 8 * 3_600_000) / dayMs)
  const back = day(nowMs) - day(at)
  if (back === 0) return undefined
  return `${back === 1 ? '昨天' : `${back} 天前`} ${beijingTime(at).slice(0, 5)}`
}

export function receivedOf({ received, startedAt }: IntakeValues, nowMs: number): Received {
  if (received.trim() === '') {
    return { ok: true, at: startedAt > 0 ? Math.min(startedAt, nowMs) : nowMs, hint: undefined }
  }
  const parsed = parseTypedTime(received, nowMs)
  if (!parsed.ok) return { ok: false, problem: typedTimeProblem(parsed) }
  return { ok: true, at: parsed.value, hint: dayHint(parsed.value, nowMs) }
}

type Limited = keyof typeof intakeLimits

/** A paste may be longer than a field: it stays, and a sentence says what to do. */
export function tooLong(
  form: Pick<IntakeValues, Limited | 'place'>,
  field: Limited,
): string | undefined {
  const length = [...form[field].trim()].length
  const most = intakeLimits[field]
  return length > most ? `有 ${length} 字，最多 ${most} 字，请删减。文字都还在。` : undefined
}

/** Of the four things that are needed, and what may follow. */
export function missingOf(form: IntakeValues, read: PlaceRead, received: Received) {
  const needed = [
    received.ok ? '' : '接报时间',
    form.place.trim() === '' ? '地点' : '',
    form.source.trim() === '' ? '信息来源' : '',
  ].filter((word) => word !== '')
  const { precision } = read.place
  const later = [
    form.category === '' ? '类别（待定）' : '',
    precision === 'unknown' || precision === 'township-only' ? '准确位置' : '',
    form.contact.trim() === '' ? '回拨电话' : '',
    form.narrative.trim() === '' ? '内容' : '',
  ].filter((word) => word !== '')
  return { needed, later }
}

/** The form is about somebody else's call: mixing two is worse than filling in nothing. */
export function isOtherCall(form: IntakeValues, { phoneCall, contact }: IntakePrefill): boolean {
  if (phoneCall === undefined || phoneCall === form.phoneCall) return false
  return form.phoneCall !== '' || (form.contact.trim() !== '' && form.contact !== contact)
}

/** Only what is still blank: nothing typed is ever replaced. */
export function filledIn(form: IntakeValues, prefill: IntakePrefill): Partial<IntakeValues> {
  const { place, receivedAt, received, category, channel, source, contact, narrative } = prefill
  const blank = isBlankIntake(form)
  if (isOtherCall(form, prefill)) return {}
  const words = { received, category, source, contact, narrative, phoneCall: prefill.phoneCall }
  const taken = Object.entries(words).filter(
    ([name, value]) =>
      value !== undefined && value !== '' && form[name as keyof typeof words].trim() === '',
  )
  return {
    ...(Object.fromEntries(taken) as Partial<IntakeValues>),
    ...(channel !== undefined && blank ? { channel } : {}),
    ...(receivedAt !== undefined && (blank || form.startedAt === 0)
      ? { startedAt: receivedAt }
      : {}),
    ...(place && form.place.trim() === ''
      ? {
          place: place.text,
          known: JSON.stringify({ how: 'told', base: place.text, place } satisfies KnownPlace),
        }
      : {}),
  }
}
