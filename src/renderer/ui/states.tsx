/** The four designed states of every panel: empty, loading, failing, stale. */
import { useEffect, useState, type ReactNode } from 'react'
import { ClockCircleOutlined, WarningOutlined } from '@ant-design/icons'
import { beijingTime } from '../../core/kernel/beijing-time.ts'
import { ActionButton } from './ActionButton.tsx'
import { describeError } from './describe-error.ts'
import styles from './states.module.css'

/** Nothing there, what was last there, and what to do about it. */
export function EmptyState({
  title,
  hint,
  children,
}: {
  readonly title: string
  readonly hint?: ReactNode
  /** Usually one `ActionButton`. */
  readonly children?: ReactNode
}) {
  return (
    <div className={styles.empty}>
      <div>{title}</div>
      {hint !== undefined && <div className={styles.hint}>{hint}</div>}
      {children}
    </div>
  )
}

/** Shown only when reading takes longer than 0.3 s, so that nothing flickers. */
export function LoadingState({ what }: { readonly what: string }) {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300)
    return () => clearTimeout(timer)
  }, [])
  if (!late) return null
  return (
    <div className={styles.loading} role="status">
      <div>正在读取{what}</div>
      <i className={styles.bar} />
      <i className={styles.bar} />
      <i className={styles.bar} />
    </div>
  )
}

/** What failed, in words, and one way on. */
export function FailingState({
  title,
  error,
  onRetry,
}: {
  /** `读不到队伍状态` */
  readonly title: string
  readonly error: unknown
  readonly onRetry?: (() => void) | undefined
}) {
  return (
    <div className={styles.failing} role="alert">
      <div className={styles.box}>
        <b>
          <WarningOutlined /> {title}
        </b>
        <div>{describeError(error)}</div>
      </div>
      {onRetry && <ActionButton onPress={onRetry}>重试</ActionButton>}
    </div>
  )
}

/** `数据截至 13:20:00`: what is shown is old, and why. */
export function StaleNote({
  sinceMs,
  reason,
}: {
  readonly sinceMs: number
  readonly reason?: string | undefined
}) {
  return (
    <div className={styles.stale} role="status">
      <ClockCircleOutlined />
      <b>数据截至 {beijingTime(sinceMs)}</b>
      {reason !== undefined && <span>{reason}</span>}
    </div>
  )
}
