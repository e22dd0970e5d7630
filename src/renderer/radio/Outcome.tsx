import { beijingTime } from '../../core/kernel/beijing-time.ts'
import type { Traffic } from '../../core/modules/radio/contract.ts'
import styles from './Radio.module.css'

const marks: Readonly<Record<NonNullable<Traffic['outcome']>, string>> = {
  waiting: '…',
  accepted: '→',
  confirmed: '✓',
  refused: '✕',
  'timed-out': '✕',
  unknown: '?',
}

const tones: Readonly<Record<NonNullable<Traffic['outcome']>, string | undefined>> = {
  waiting: styles.waiting,
  accepted: styles.waiting,
  confirmed: styles.good,
  refused: styles.bad,
  'timed-out': styles.bad,
  unknown: styles.doubt,
}

function heldWords({ untilMs, ahead }: NonNullable<Traffic['held']>): string {
  const queue = ahead > 0 ? `前面还有 ${ahead} 条，` : ''
  return `排队中，${queue}最早 ${beijingTime(untilMs)} 发出`
}

/** Mark, word and colour of where an order stands, with how often it was sent again. */
export function Outcome({
  row,
}: {
  readonly row: Pick<Traffic, 'outcome' | 'outcomeWord' | 'retries' | 'held'>
}) {
  if (row.outcome === null) return null
  return (
    <span className={tones[row.outcome]}>
      {marks[row.outcome]} {row.outcomeWord}
      {row.retries > 0 && ` · 重试 ${row.retries}`}
      {row.held && ` · ${heldWords(row.held)}`}
    </span>
  )
}
