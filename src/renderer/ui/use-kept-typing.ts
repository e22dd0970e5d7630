import { useState } from 'react'

export interface KeptTyping {
  /** What the field shows. */
  readonly text: string
  readonly type: (text: string) => void
  /** The value another seat gave it since this one began to type; `undefined` while it did not. */
  readonly changedElsewhere: string | undefined
  /** 采用: what the other seat wrote. */
  readonly take: () => void
  /** 留我的: one's own words, against the value that stands now. */
  readonly keep: () => void
  /** After the commit: the field shows what stands again. */
  readonly done: () => void
}

/**
 * A field over a value that other seats change too: untouched it follows the value, and words
 * that are being typed are never overwritten (UI.md rule 15).
 */
export function useKeptTyping(value: string): KeptTyping {
  const [typed, setTyped] = useState<{ readonly text: string; readonly seen: string }>()
  const elsewhere =
    typed !== undefined && typed.seen !== value && typed.text !== value ? value : undefined
  return {
    text: typed?.text ?? value,
    type: (text) => setTyped({ text, seen: typed?.seen ?? value }),
    changedElsewhere: elsewhere,
    take: () => setTyped(undefined),
    keep: () => typed && setTyped({ text: typed.text, seen: value }),
    done: () => setTyped(undefined),
  }
}
