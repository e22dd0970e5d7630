import { useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import type { Done } from '../../../core/modules/command/contract.ts'
import { queries } from '../../client.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { describeError } from '../../ui/describe-error.ts'
import { coreNow, useAtNow } from '../../ui/now.ts'
import styles from './CommandBar.module.css'

const undoForMs = 10_000

/**
 * What was done. What stayed here can be taken back for ten seconds, by a new fact; what left
 * offers its correction.
 */
export function DoneNote({
  done,
  mayUndo,
  onLine,
}: {
  readonly done: Done
  /** False while the next line is being typed: Ctrl+Z belongs to the typing then. */
  readonly mayUndo: boolean
  readonly onLine: (line: string) => void
}) {
  const [until] = useState(() => coreNow() + undoForMs)
  const left = useAtNow((now) => Math.max(0, Math.ceil((until - now) / 1000)))
  const undo = useMutation(queries.command.undo.mutationOptions())
  const token = done.undo
  if (undo.isSuccess) {
    return (
      <span className={styles.undone} role="status">
        {undo.data.said}
      </span>
    )
  }
  return (
    <>
      <span className={styles.done} role="status" title={done.said}>
        ✓ {done.said}
      </span>
      {undo.error !== null && <span className={styles.bad}>{describeError(undo.error)}</span>}
      {mayUndo && left > 0 && token !== null && (
        <ActionButton
          kind="quiet"
          hotkey="Ctrl+Z"
          name="撤消"
          busy={undo.isPending}
          onPress={() => undo.mutate({ undo: token })}
        >
          撤消（{left}）
        </ActionButton>
      )}
      {mayUndo &&
        done.corrections.slice(0, 2).map(({ label, line }) => (
          <ActionButton key={line} kind="quiet" onPress={() => onLine(line)}>
            {label}
          </ActionButton>
        ))}
    </>
  )
}
