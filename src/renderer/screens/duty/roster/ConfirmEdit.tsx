import { useState } from 'react'
import { useDecider } from '../../../decision/LeaderWord.tsx'
import { Form } from '../../../ui/Form.tsx'
import { ChangeReason } from './ChangeReason.tsx'
import { OverrideFields, overridesFrom } from './OverrideFields.tsx'
import { softOf, type PendingEdit, type Plan } from './use-plan.ts'
import { ViolationWords } from './ViolationWords.tsx'
import styles from './Roster.module.css'

/** 改动原因: what will change, why, on whose word; nothing is stored before Enter. */
export function ConfirmEdit({
  plan,
  pending,
  published,
  onEnd,
}: {
  readonly plan: Plan
  readonly pending: PendingEdit
  readonly published: boolean
  /** Stored or given up: the focus goes on. */
  readonly onEnd: () => void
}) {
  const { start } = useDecider()
  const [reason, setReason] = useState('')
  const [authority, setAuthority] = useState(start)
  const [reasons, setReasons] = useState<ReadonlyMap<string, string>>(new Map())
  const soft = softOf(plan.error)
  const overrides = overridesFrom(soft, reasons)
  const missing =
    published && reason.trim() === ''
      ? '先写改动原因'
      : overrides === undefined
        ? '先写每条变通的原因'
        : undefined
  const save = () =>
    plan.confirm({ reason: reason.trim(), authority, overrides: overrides ?? [] }, onEnd)
  const cancel = () => {
    plan.cancel()
    onEnd()
  }
  return (
    <Form
      label="改动原因"
      className={styles.confirm}
      act="保存改动"
      busy={plan.busy}
      missing={missing}
      error={plan.error}
      problem={<ViolationWords error={plan.error} hardOnly />}
      onAct={save}
      onClose={cancel}
    >
      <ul className={styles.words}>
        {pending.words.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      {published && (
        <ChangeReason
          takesFocus
          reason={reason}
          authority={authority}
          onReason={setReason}
          onAuthority={setAuthority}
        />
      )}
      <OverrideFields
        violations={soft}
        reasons={reasons}
        takesFocus={!published}
        onChange={setReasons}
      />
    </Form>
  )
}
