import { Input } from 'antd'
import { LeaderWord, type Authority } from '../../../decision/LeaderWord.tsx'
import styles from './Roster.module.css'

/** An issued month is changed for a reason and on a leader's word; both are listed with the change. */
export function ChangeReason({
  reason,
  authority,
  takesFocus = false,
  onReason,
  onAuthority,
}: {
  readonly reason: string
  readonly authority: Authority | undefined
  readonly takesFocus?: boolean
  readonly onReason: (reason: string) => void
  readonly onAuthority: (authority: Authority | undefined) => void
}) {
  return (
    <div className={styles.line}>
      <Input
        autoFocus={takesFocus}
        aria-label="改动原因"
        placeholder="值班表已印发，写明改动原因（必填，会列入改动记录）"
        value={reason}
        maxLength={200}
        onChange={({ target }) => onReason(target.value)}
      />
      <LeaderWord value={authority} onChange={onAuthority} />
    </div>
  )
}
