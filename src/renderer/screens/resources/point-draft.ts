import type {
  PointFields,
  PointKind,
  ShownPoint,
} from '../../../core/modules/directory/contract.ts'

/** What the form holds, as text; blanks empty a field. */
export interface PointDraft {
  readonly kind: PointKind
  readonly number: string
  readonly callSign: string
  readonly holder: string
  readonly aliases: string
  readonly unit: string
  readonly place: string
  readonly person: string
  readonly model: string
  readonly serial: string
  readonly note: string
  readonly disabled: string
}

export const emptyPoint: PointDraft = {
  kind: 'radio',
  number: '',
  callSign: '',
  holder: '',
  aliases: '',
  unit: '',
  place: '',
  person: '',
  model: '',
  serial: '',
  note: '',
  disabled: '',
}

export const draftOf = (point: ShownPoint): PointDraft => ({
  kind: point.kind,
  number: point.number,
  callSign: point.callSign,
  holder: point.holder,
  aliases: point.aliases.join('、'),
  unit: point.unit ?? '',
  place: point.place ?? '',
  person: point.person ?? '',
  model: point.model,
  serial: point.serial,
  note: point.note,
  disabled: point.disabledReason ?? '',
})

/** Only what was typed over: a field another seat changed meanwhile is not put back. */
export function fieldsOf(draft: PointDraft, before: PointDraft): PointFields {
  const touched = (key: keyof PointDraft) => draft[key] !== before[key]
  const text = (['callSign', 'holder', 'model', 'serial', 'note'] as const).filter(touched)
  const ids = (['unit', 'place', 'person', 'disabled'] as const).filter(touched)
  return {
    ...Object.fromEntries(text.map((key) => [key, draft[key]])),
    ...Object.fromEntries(ids.map((key) => [key, draft[key].trim() || null])),
    ...(touched('aliases')
      ? {
          aliases: draft.aliases
            .split(/[、,，;；]+/)
            .map((alias) => alias.trim())
            .filter(Boolean),
        }
      : {}),
  }
}
