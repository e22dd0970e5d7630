import { Input } from 'antd'
import type { RosterViolation } from '../../../../core/modules/rosters/contract.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import styles from './Roster.module.css'

/** A reason for each rule that may be broken, in the name of who writes it. */
export function OverrideFields({
  violations,
  reasons,
  takesFocus = false,
  onChange,
}: {
  readonly violations: readonly RosterViolation[]
  readonly reasons: ReadonlyMap<string, string>
  readonly takesFocus?: boolean
  readonly onChange: (reasons: ReadonlyMap<string, string>) => void
}) {
  const first = reasons.get(violations[0]?.key ?? '')?.trim() ?? ''
  const empty = violations.filter(({ key }) => (reasons.get(key) ?? '').trim() === '')
  return (
    <div className={styles.overrides} role="group" aria-label="变通原因">
      {violations.map(({ key, words }, index) => (
        <div key={key} className={styles.override}>
          <span>
            <Tag tone="yellow">可变通</Tag> {words}
          </span>
          <Input
            autoFocus={takesFocus && index === 0}
            aria-label={`变通原因：${words}`}
            placeholder="为什么仍这样排（必填，署本人姓名）"
            value={reasons.get(key) ?? ''}
            maxLength={200}
            onChange={({ target }) => onChange(new Map(reasons).set(key, target.value))}
          />
        </div>
      ))}
      {first !== '' && empty.length > 0 && (
        <ActionButton
          onPress={() =>
            onChange(new Map([...reasons, ...empty.map(({ key }) => [key, first] as const)]))
          }
        >
          其余都写“{first.length > 12 ? `${first.slice(0, 12)}…` : first}”
        </ActionButton>
      )}
    </div>
  )
}

/** As the contract takes them; `undefined` while one has no reason. */
export function overridesFrom(
  violations: readonly RosterViolation[],
  reasons: ReadonlyMap<string, string>,
): { readonly key: string; readonly reason: string }[] | undefined {
  const told = violations.map(({ key }) => ({ key, reason: (reasons.get(key) ?? '').trim() }))
  return told.every(({ reason }) => reason !== '') ? told : undefined
}
