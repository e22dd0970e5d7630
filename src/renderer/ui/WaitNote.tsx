import { useState } from 'react'
import { coreNow, useAtNow } from './now.ts'
import styles from './Field.module.css'

/** Counts down the wait after a wrong password; give it a new `key` for each attempt. */
export function WaitNote({ waitMs }: { readonly waitMs: number | undefined }) {
  const [until] = useState(() => coreNow() + (waitMs ?? 0))
  const left = useAtNow((now) => Math.max(0, Math.ceil((until - now) / 1000)))
  if (waitMs === undefined || left === 0) return null
  return (
    <div className={styles.problem} role="status">
      {left} 秒后可以再试
    </div>
  )
}
