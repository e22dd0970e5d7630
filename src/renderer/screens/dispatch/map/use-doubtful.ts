import { useQuery } from '@tanstack/react-query'
import { positionQualityWord } from '../../../../core/modules/positions/contract.ts'
import { queries } from '../../../client.ts'

export interface Doubtful {
  readonly key: string
  /** `坐标系不明`. */
  readonly word: string
  readonly at: number
}

/** What reported a position that may not be drawn: listed and counted, never drawn silently. */
export function useDoubtful(): readonly Doubtful[] {
  const latest = useQuery({
    ...queries.positions.latest.queryOptions(),
    // A fix that is not drawn is not on the stream either.
    refetchInterval: 30_000,
  }).data
  return (latest ?? []).flatMap(({ key, quality, at }) =>
    quality === 'good' ? [] : [{ key, word: positionQualityWord(quality), at }],
  )
}
