import { beijingDateTime } from '../../core/kernel/beijing-time.ts'
import { ageInWords, limitTone } from './age.ts'
import { classes } from './classes.ts'
import { useAtNow } from './now.ts'
import styles from './Age.module.css'

/** Time since a moment, counting up: `33 秒`, `22 分`, `2 时 10 分`. Amber and red at its limits. */
export function Age({
  sinceMs,
  dueMs,
  overMs,
  suffix = '',
}: {
  readonly sinceMs: number
  /** Age at which it turns amber. */
  readonly dueMs?: number | undefined
  /** Age at which it turns red. */
  readonly overMs?: number | undefined
  /** `前` where the sentence needs it. */
  readonly suffix?: string
}) {
  const words = useAtNow((now) => ageInWords(now - sinceMs))
  const tone = useAtNow((now) => limitTone(now - sinceMs, dueMs, overMs))
  return (
    <time className={classes(styles.age, styles[tone])} title={`${beijingDateTime(sinceMs)} 起`}>
      {words}
      {suffix}
    </time>
  )
}

/** `3 分前`, with the moment itself on hover. */
export function TimeAgo({ atMs }: { readonly atMs: number }) {
  return <Age sinceMs={atMs} suffix="前" />
}

/** An age in a table cell: right-aligned, or 无 where there is none. */
export function AgeCell({
  sinceMs,
  dueMs,
  overMs,
}: {
  readonly sinceMs: number | undefined
  readonly dueMs?: number | undefined
  readonly overMs?: number | undefined
}) {
  if (sinceMs === undefined) return <span className={styles.none}>无</span>
  return <Age sinceMs={sinceMs} dueMs={dueMs} overMs={overMs} />
}
