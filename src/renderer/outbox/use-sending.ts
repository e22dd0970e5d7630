import { useState } from 'react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { longestText } from '../../core/modules/radio/contract.ts'
import type { WhomInput } from '../../core/modules/outbox/contract.ts'
import { api, queries } from '../client.ts'
import { describeError } from '../ui/describe-error.ts'

interface Choice {
  readonly whom: WhomInput[]
  readonly gateway?: string
}

/** The ladders of whom one is writing to, the length they take, and the sending. */
export function useSending({ whom, gateway }: Choice) {
  const [busy, setBusy] = useState(false)
  const via = gateway === undefined ? {} : { gateway }
  const ladders =
    useQuery({
      ...queries.outbox.ladders.queryOptions({ input: { whom, ...via } }),
      enabled: whom.length > 0,
      placeholderData: keepPreviousData,
    }).data ?? []
  const shown = whom.length === 0 ? [] : ladders
  const limits = shown.map(({ rungs }) =>
    Math.max(0, ...rungs.flatMap(({ maxText }) => (maxText === null ? [] : [maxText]))),
  )
  const known = limits.filter((limit) => limit > 0)
  /** The problem in words, `undefined` when it is recorded. */
  const send = async (text: { body: string; urgent: boolean }): Promise<string | undefined> => {
    setBusy(true)
    try {
      await api.outbox.send({ ...text, whom, ...via })
      return undefined
    } catch (error) {
      return describeError(error)
    } finally {
      setBusy(false)
    }
  }
  return { ladders: shown, max: Math.min(longestText, ...known), busy, send }
}
