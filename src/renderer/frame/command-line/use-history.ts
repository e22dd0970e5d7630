import { useRef } from 'react'

const longest = 50

/** Lines saved from this page, for ↑ and ↓ in the command line. */
export function useHistory() {
  const lines = useRef<string[]>([])
  const at = useRef(0)
  return {
    add(line: string) {
      lines.current = [...lines.current.filter((known) => known !== line), line].slice(-longest)
      at.current = lines.current.length
    },
    /** The line before or after; `undefined` at the old end, an empty one past the newest. */
    step(by: -1 | 1): string | undefined {
      const next = at.current + by
      if (next < 0 || next > lines.current.length) return undefined
      at.current = next
      return lines.current[next] ?? ''
    },
  }
}
