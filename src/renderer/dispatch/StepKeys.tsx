import { useState, type ReactNode } from 'react'
import type { Assignment, AssignmentState } from '../../core/modules/dispatch/contract.ts'
import { assignmentStates, usualState, unitStatusOf } from '../../core/modules/dispatch/contract.ts'
import { classes } from '../ui/classes.ts'
import { Kbd } from '../ui/Kbd.tsx'
import { StateDigit } from '../ui/StateChip.tsx'
import { useUnitStatuses } from './use-board.ts'
import styles from './Dispatch.module.css'

/** What the key says where the state's own word is not what one does. */
const keyWords: Partial<Record<AssignmentState, string>> = { standby: '撤销', ordered: '转场' }

/** Every state as a key: what may be done, and why the others may not (UI rule 20). */
export function StepKeys({
  order,
  onChoose,
  children,
}: {
  readonly order: Assignment
  readonly onChoose: (to: AssignmentState) => void
  /** What else one does with it, in the same rows. */
  readonly children?: ReactNode
}) {
  const statuses = useUnitStatuses()
  const [refusal, setRefusal] = useState('')
  const usual = usualState(order.state)
  return (
    <div className={styles.steps}>
      <div className={styles.keys} role="group" aria-label={`${order.callSign} 下一步`}>
        {assignmentStates.map(([state, word]) => {
          const next = order.next.find(({ to }) => to === state)
          const status = statuses.get(unitStatusOf[state])
          const now = state === order.state
          return (
            <button
              key={state}
              type="button"
              className={classes(styles.key, state === usual && styles.usual)}
              aria-pressed={now}
              aria-disabled={!now && next?.refused !== ''}
              title={next?.refused === '' ? next.action : next?.refused}
              onClick={() => {
                if (now || !next) return
                setRefusal(next.refused)
                if (next.refused === '') onChoose(state)
              }}
            >
              {status && <StateDigit digit={status.digit} token={status.token} />}
              {now ? word : (keyWords[state] ?? word)}
              {state === usual && <Kbd keys="J" />}
            </button>
          )
        })}
        {children}
      </div>
      {refusal !== '' && (
        <div className={styles.refusal} role="status">
          {refusal}
        </div>
      )}
    </div>
  )
}
