import { useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import { queries } from '../../client.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { describeError } from '../../ui/describe-error.ts'
import { coreNow, useAtNow } from '../../ui/now.ts'
import styles from './CommandBar.module.css'

const undoForMs = 10_000

/**
 * What was saved, with ten seconds to take it back: the line stays in the log, struck through,
 * with the reason.
 */
export function SavedNote({
  entry,
  number,
  mayUndo,
}: {
  readonly entry: string
  readonly number: string
  /** False while the next line is being typed: Ctrl+Z belongs to the typing then. */
  readonly mayUndo: boolean
}) {
  const [until] = useState(() => coreNow() + undoForMs)
  const left = useAtNow((now) => Math.max(0, Math.ceil((until - now) / 1000)))
  const strike = useMutation(queries.logbook.strike.mutationOptions())
  const undo = () => strike.mutate({ entry, reason: '刚写就撤消' })
  if (strike.isSuccess) {
    return (
      <span className={styles.undone} role="status">
        已撤消 {number}，原文划改保留
      </span>
    )
  }
  return (
    <>
      <span className={styles.done} role="status">
        ✓ 已存 {number}
      </span>
      {strike.error !== null && <span className={styles.bad}>{describeError(strike.error)}</span>}
      {mayUndo && left > 0 && (
        <ActionButton
          kind="quiet"
          hotkey="Ctrl+Z"
          name="撤消"
          busy={strike.isPending}
          onPress={undo}
        >
          撤消（{left}）
        </ActionButton>
      )}
    </>
  )
}
