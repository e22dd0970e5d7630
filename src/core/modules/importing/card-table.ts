/** vCards as a table with the headings of a list of people: from there on they are one. */
import { fromUtf8 } from '../../kernel/bytes-text.ts'
import type { OpStatus } from '../../oplog/types.ts'
import { readCards } from '../contacts/index.ts'
import { columnRules, damagedHeading } from './columns.ts'

type Table = readonly (readonly string[])[]

/**
 * @param status of this console
 * @returns undefined where the file holds no card in UTF-8
 */
export function cardTable(bytes: Uint8Array, status: OpStatus): Table | undefined {
  const text = fromUtf8(bytes)
  const cards = text === undefined ? [] : readCards(text.replace(/^\uFEFF/, ''), status)
  if (cards.length === 0) return undefined
  const columns = columnRules.people
  const rows = cards.map(({ cells, damaged }) => {
    const read = new Map<string, string>(Object.entries(cells))
    return columns.map(({ key, word }) =>
      word === damagedHeading ? damaged : (read.get(key) ?? ''),
    )
  })
  return [columns.map(({ word }) => word), ...rows]
}

export const isCardFile = (fileName: string): boolean => /\.(vcf|vcard)$/i.test(fileName)
