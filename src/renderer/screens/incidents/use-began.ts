import { useState } from 'react'

/**
 * What an editor began from, and whether another seat has written meanwhile (UI rule 15). What is
 * typed is never touched: the officer takes the other value, or keeps the own one knowingly.
 */
export function useBegan<Value>(now: Value) {
  const [began, setBegan] = useState({ value: now, version: 0 })
  const changed = JSON.stringify(began.value) !== JSON.stringify(now)
  return {
    began: began.value,
    /** Give it to the fields as React `key`: they start anew from what was taken. */
    version: began.version,
    changed,
    take: () => setBegan({ value: now, version: began.version + 1 }),
    keep: () => setBegan({ ...began, value: now }),
  }
}
