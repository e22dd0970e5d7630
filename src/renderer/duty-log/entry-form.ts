/** The form of an entry and what it says to the core. */
import { parseTypedTime } from '../../core/kernel/beijing-time.ts'
import type { DoneState, DutyEntry, Direction } from '../../core/modules/duty-log/contract.ts'
import type { EntryChannel } from '../../core/modules/logbook/contract.ts'

/** Flat: it is kept as a draft. */
export const emptyEntry = {
  direction: 'in',
  unit: '',
  person: '',
  contact: '',
  channel: 'landline',
  content: '',
  whenWhere: '',
  handling: '',
  remark: '',
  /** Whom one has told already; more are added to the written entry. */
  told: '',
  incident: '',
  done: 'done',
  /** As typed; empty is when the first word was typed. */
  heard: '',
  startedAt: 0,
}
export type EntryForm = typeof emptyEntry

export const isBlankEntry = (form: EntryForm): boolean =>
  [form.content, form.unit, form.person, form.contact, form.handling, form.told].every(
    (text) => text.trim() === '',
  )

/** UTC epoch milliseconds; null where what was typed is no time. */
export function heardTime({ heard, startedAt }: EntryForm, now: number): number | null {
  if (heard.trim() === '') return startedAt > 0 ? Math.min(startedAt, now) : now
  const parsed = parseTypedTime(heard, now)
  return parsed.ok ? parsed.value : null
}

function fields(form: EntryForm) {
  return {
    direction: form.direction as Direction,
    unit: form.unit,
    person: form.person,
    contact: form.contact,
    channel: form.channel === '' ? null : (form.channel as EntryChannel),
    content: form.content,
    whenWhere: form.whenWhere,
    handling: form.handling,
    remark: form.remark,
  }
}

/** `李文斌、县水利局` are two who were told. */
export function toldRows(told: string): { readonly whom: string }[] {
  return told
    .split(/[、,，;；]/)
    .map((whom) => whom.trim())
    .filter((whom) => whom !== '')
    .map((whom) => ({ whom }))
}

export function newEntry(form: EntryForm, at: number) {
  return {
    ...fields(form),
    at,
    incident: form.incident === '' ? null : form.incident,
    notices: toldRows(form.told),
    done: form.done as DoneState,
  }
}

export function correctedEntry(form: EntryForm, entry: string, reason: string, at: number) {
  return { ...fields(form), entry, reason, at }
}

/** What stands in an entry, to be corrected; a plain line has its words and its source. */
export function formOf({ line, fields: known, incidentNumber }: DutyEntry): EntryForm {
  return {
    ...emptyEntry,
    direction: known?.direction ?? 'in',
    unit: known?.unit ?? line.source.text.slice(0, 30),
    person: known?.person ?? '',
    contact: known?.contact ?? '',
    channel: line.channel ?? '',
    content: known?.content ?? line.text,
    whenWhere: known?.whenWhere ?? '',
    handling: known?.handling ?? '',
    remark: known?.remark ?? '',
    incident: incidentNumber === null ? '' : (line.incident ?? ''),
  }
}
