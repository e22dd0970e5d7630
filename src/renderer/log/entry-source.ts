import type { EntrySource } from '../../core/modules/logbook/contract.ts'
import type { Unit } from '../../core/modules/teams/contract.ts'

export interface NamedSource {
  readonly source: EntrySource
  readonly unit?: string
  readonly callSign?: string
}

/** Who is meant by what was typed: a unit by its call sign or name, else the words themselves. */
export function namedSource(typed: string, units: readonly Unit[]): NamedSource {
  const text = typed.trim()
  const unit = units.find(
    ({ callSign, name }) => text !== '' && (callSign === text || name === text),
  )
  if (!unit) return { source: { kind: 'text', text } }
  const { id, callSign } = unit
  return { source: { kind: 'unit', id, text: callSign }, unit: id, callSign }
}
