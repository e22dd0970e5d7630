import type { HandoverItem } from './contract.ts'
import type { HandoverRow } from './tables.ts'

/** Questions and answers about one item, of every round, oldest first. */
export function talkOf(row: HandoverRow | undefined, key: string): HandoverItem['talk'] {
  const said = [
    ...(row?.returned ?? []).map(({ item, question, by, at }) => ({
      item,
      kind: 'question' as const,
      words: question,
      by: by.name,
      at,
    })),
    ...(row?.answered ?? []).map(({ item, answer, by, at }) => ({
      item,
      kind: 'answer' as const,
      words: answer,
      by: by.name,
      at,
    })),
  ]
  return said
    .filter(({ item }) => item === key)
    .toSorted((one, other) => one.at - other.at)
    .map(({ item: _item, ...rest }) => rest)
}
