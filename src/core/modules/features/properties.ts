/** What properties of features mean: read out of files, checked, said in words. */
import {
  featureKinds,
  riskColours,
  type FeatureField,
  type FeatureKind,
  type RiskColour,
} from './kinds.ts'

/** A count of a property, `undefined` where there is none or it is no whole number. */
export function wholeNumberOf(
  properties: Readonly<Record<string, string>>,
  key: string,
): number | undefined {
  const value = properties[key]
  return value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) : undefined
}

export function riskColourOf(properties: Readonly<Record<string, string>>): RiskColour | undefined {
  return riskColours.find(([key]) => key === properties['colour'])?.[0]
}

/** Every property with a value, label and words, the kind's own first. */
export function propertyWords(
  kind: FeatureKind,
  properties: Readonly<Record<string, string>>,
): { readonly key: string; readonly label: string; readonly words: string }[] {
  const { fields } = featureKinds[kind]
  const own = fields.flatMap((field) => {
    const value = properties[field.key]
    if (value === undefined || value === '') return []
    return [{ key: field.key, label: field.label, words: valueWords(field, value) }]
  })
  const others = Object.entries(properties)
    .filter(([key, value]) => value !== '' && !fields.some((field) => field.key === key))
    .map(([key, words]) => ({ key, label: key, words }))
  return [...own, ...others]
}

function valueWords(field: FeatureField, value: string): string {
  if (field.type === 'choice') {
    return field.choices?.find(([key]) => key === value)?.[1] ?? value
  }
  return field.unit === undefined ? value : `${value} ${field.unit}`
}

/** `１２０ 人` → `120`, `红色` → `red`; `undefined` where it is not understood. */
function readValue(field: FeatureField, typed: string): string | undefined {
  const value = typed.normalize('NFKC').trim()
  switch (field.type) {
    case 'text':
      return typed.trim()
    case 'count': {
      const bare = value.replace(/[,\s]/g, '').replace(/\.0+$/, '')
      return /^(\d{1,9})\D{0,4}$/.exec(bare)?.[1]
    }
    case 'choice':
      return field.choices?.find(
        ([key, label]) =>
          key.toLowerCase() === value.toLowerCase() ||
          label.normalize('NFKC') === value ||
          `${label}色` === value,
      )?.[0]
  }
}

export interface ReadProperties {
  readonly properties: Record<string, string>
  /** Fields whose value was not understood; it is kept as it is under the heading of the file. */
  readonly doubtful: readonly { readonly field: FeatureField; readonly value: string }[]
}

/** Headings of a file or keys of fields → the kind's fields; what no field has stays as it is. */
export function readProperties(
  kind: FeatureKind,
  given: Readonly<Record<string, string>>,
): ReadProperties {
  const { fields } = featureKinds[kind]
  const properties: Record<string, string> = {}
  const doubtful: { field: FeatureField; value: string }[] = []
  for (const [heading, typed] of Object.entries(given)) {
    if (typed.trim() === '') continue
    const field = fieldOf(fields, heading)
    if (!field || properties[field.key] !== undefined) {
      properties[heading] = typed.trim()
      continue
    }
    const value = readValue(field, typed)
    if (value === undefined) {
      doubtful.push({ field, value: typed })
      properties[heading === field.key ? field.label : heading] = typed.trim()
    } else properties[field.key] = value
  }
  return { properties, doubtful }
}

function fieldOf(fields: readonly FeatureField[], heading: string): FeatureField | undefined {
  const name = heading.normalize('NFKC').trim().toLowerCase()
  const named = (field: FeatureField) => [field.key, field.label, ...(field.also ?? [])]
  return fields.find((field) => named(field).some((one) => one.toLowerCase() === name))
}
