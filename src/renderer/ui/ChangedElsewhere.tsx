import { beijingTime } from '../../core/kernel/beijing-time.ts'
import { ActionButton } from './ActionButton.tsx'
import styles from './ChangedElsewhere.module.css'

/** Under a field that is being typed in: another seat saved something else meanwhile. */
export function ChangedElsewhere({
  changed,
  by,
  at,
  onTake,
  onKeep,
}: {
  /** The other value in words; `undefined` shows nothing. */
  readonly changed: string | undefined
  readonly by?: string | undefined
  readonly at?: number | undefined
  readonly onTake: () => void
  readonly onKeep: () => void
}) {
  if (changed === undefined) return null
  const when = at === undefined ? '' : ` ${beijingTime(at).slice(0, 5)}`
  const who = by === undefined ? '' : `（${by}${when}）`
  return (
    <div className={styles.note} role="alert">
      <span className={styles.words}>
        别处已改为「{changed === '' ? '空' : changed}」{who}
      </span>
      <ActionButton hotkey="Alt+Y" onPress={onTake}>
        采用
      </ActionButton>
      <ActionButton hotkey="Alt+N" onPress={onKeep}>
        留我的
      </ActionButton>
    </div>
  )
}
