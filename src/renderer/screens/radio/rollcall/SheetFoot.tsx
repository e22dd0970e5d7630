import { useState } from 'react'
import { Input } from 'antd'
import { useMutation } from '@tanstack/react-query'
import { beijingTime } from '../../../../core/kernel/beijing-time.ts'
import type { RollSheet } from '../../../../core/modules/rollcall/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { formKeys } from '../../../ui/form-keys.ts'
import { useAtNow } from '../../../ui/now.ts'
import { PrintRoll } from './PrintRoll.tsx'
import styles from './RollCall.module.css'

/** Second round when its time has come, summary, paper. */
export function SheetFoot({
  sheet,
  onSum,
}: {
  readonly sheet: RollSheet
  readonly onSum: () => void
}) {
  const { retryAt } = sheet
  const [early, setEarly] = useState(false)
  const isTime = useAtNow((now) => retryAt !== null && now >= retryAt)
  const retry = useMutation(
    queries.rollcall.secondRound.mutationOptions({ onSuccess: () => setEarly(false) }),
  )
  return (
    <div className={styles.foot}>
      {retryAt !== null && (
        <ActionButton
          kind={isTime ? 'primary' : 'normal'}
          hotkey="Alt+B"
          name="补点"
          busy={retry.isPending}
          onPress={() => (isTime ? retry.mutate({ roll: sheet.id }) : setEarly(true))}
        >
          补点
        </ActionButton>
      )}
      {retryAt !== null && !isTime && (
        <span className={styles.note}>{beijingTime(retryAt).slice(0, 5)} 起，提前须写原因</span>
      )}
      <ActionButton kind={retryAt === null ? 'primary' : 'normal'} hotkey="Alt+E" onPress={onSum}>
        汇总
      </ActionButton>
      <span className={styles.grow} />
      <PrintRoll roll={sheet.id} />
      {early && retryAt !== null && (
        <EarlyForm
          onCancel={() => setEarly(false)}
          onGo={(reason) => retry.mutate({ roll: sheet.id, reason })}
        />
      )}
      {retry.error !== null && (
        <span className={styles.problem} role="alert">
          {describeError(retry.error)}
        </span>
      )}
    </div>
  )
}

function EarlyForm({
  onGo,
  onCancel,
}: {
  readonly onGo: (reason: string) => void
  readonly onCancel: () => void
}) {
  const [reason, setReason] = useState('')
  const go = () => {
    if (reason.trim() !== '') onGo(reason)
  }
  return (
    <span className={styles.line} onKeyDown={formKeys(go, onCancel)}>
      <Input
        autoFocus
        aria-label="提前补点的原因"
        placeholder="提前补点的原因"
        className={styles.text ?? ''}
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <ActionButton
        hint="Enter"
        refusedBecause={reason.trim() === '' ? '请写明原因。' : undefined}
        onPress={go}
      >
        现在补点
      </ActionButton>
    </span>
  )
}
