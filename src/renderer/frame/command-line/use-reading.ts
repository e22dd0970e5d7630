import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Reading } from '../../../core/modules/command/contract.ts'
import { api, queries } from '../../client.ts'

export interface Asked {
  readonly text: string
  readonly incident: string | undefined
  readonly unit: string | undefined
  /** Call signs the officer explained for this sentence. */
  readonly names: Readonly<Record<string, string>>
}

function inputOf({ text, incident, unit, names }: Asked) {
  return { text, incident: incident ?? null, unit: unit ?? null, names: { ...names } }
}

/** What the sentence would do, while it is typed; the one before stays until the next is there. */
export function useReading(asked: Asked): {
  readonly reading: Reading | undefined
  readonly error: unknown
} {
  const blank = asked.text.trim() === ''
  const query = useQuery({
    ...queries.command.propose.queryOptions({ input: inputOf(asked) }),
    enabled: !blank,
    placeholderData: keepPreviousData,
    gcTime: 10_000,
    staleTime: 0,
  })
  return { reading: blank ? undefined : (query.data?.reading ?? undefined), error: query.error }
}

/** The same, of what is so now: asked at Enter, never from what was shown before. */
export async function readNow(asked: Asked): Promise<Reading | undefined> {
  const { reading } = await api.command.propose(inputOf(asked))
  return reading ?? undefined
}
