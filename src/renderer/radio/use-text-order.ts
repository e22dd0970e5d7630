import { useState } from 'react'
import { api } from '../client.ts'
import { describeError } from '../ui/describe-error.ts'
import { parseTarget } from './targets.ts'

export interface SentText {
  readonly key: string
  /** Absent where it was refused before it was recorded. */
  readonly id?: string
  readonly problem?: string
}

/** Sends one text to several targets; each has its own result, one refusal does not stop the others. */
export function useTextOrder() {
  const [sent, setSent] = useState<readonly SentText[]>([])
  const [busy, setBusy] = useState(false)
  const send = async (keys: readonly string[], body: string, gateway: string | undefined) => {
    setBusy(true)
    const results = await Promise.all(
      keys.map((key) =>
        api.radio
          .sendText({ ...parseTarget(key), body, ...(gateway === undefined ? {} : { gateway }) })
          .then(
            ({ id }): SentText => ({ key, id }),
            (error: unknown): SentText => ({ key, problem: describeError(error) }),
          ),
      ),
    )
    setSent(results)
    setBusy(false)
    return results
  }
  return { sent, busy, send, forget: () => setSent([]) }
}
