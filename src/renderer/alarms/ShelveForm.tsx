import { useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import { Input } from 'antd'
import { beijingDateTime, beijingTime } from '../../core/kernel/beijing-time.ts'
import type { Alarm } from '../../core/modules/alarms/contract.ts'
import { queries } from '../client.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { describeError } from '../ui/describe-error.ts'
import { isComposing } from '../ui/hotkeys.ts'
import { coreNow } from '../ui/now.ts'
import { nextTime } from './next-time.ts'
import styles from './Alarms.module.css'

const minuteMs = 60_000
const spans = [
  [30, '30 分'],
  [60, '1 小时'],
  [240, '4 小时'],
  [720, '12 小时'],
] as const

/** 搁置: until when and why; without an end nothing is shelved. */
export function ShelveForm({
  alarm,
  onDone,
}: {
  readonly alarm: Alarm
  readonly onDone: () => void
}) {
  const [end, setEnd] = useState('')
  const [reason, setReason] = useState('')
  const shelve = useMutation(queries.alarms.shelve.mutationOptions({ onSuccess: onDone }))
  const until = nextTime(end, coreNow())
  const wrong = end.trim() !== '' && until === undefined
  const ready = until !== undefined && reason.trim() !== ''
  return (
    <form
      className={styles.form}
      aria-label="搁置告警"
      onSubmit={(event) => {
        event.preventDefault()
        if (until !== undefined && ready && !shelve.isPending)
          shelve.mutate({ alarm: alarm.id, until, reason })
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || isComposing(event.nativeEvent)) return
        event.preventDefault()
        onDone()
      }}
    >
      <div className={styles.ends}>
        {spans.map(([minutes, words]) => (
          <ActionButton
            key={minutes}
            onPress={() => setEnd(beijingTime(coreNow() + minutes * minuteMs).slice(0, 5))}
          >
            {words}
          </ActionButton>
        ))}
      </div>
      <Input
        autoFocus
        aria-label="搁置到"
        prefix="搁置到"
        placeholder="15:30，最长 24 小时"
        value={end}
        maxLength={8}
        status={wrong ? 'error' : ''}
        onChange={(event) => setEnd(event.target.value)}
      />
      <div className={wrong ? styles.problem : styles.label}>
        {wrong
          ? '写成 15:30'
          : until === undefined
            ? '到时仍未恢复就重新告警；期间不响，列在“搁置”里'
            : `至 ${beijingDateTime(until).slice(5, 16)}，到时仍未恢复就重新告警`}
      </div>
      <Input
        aria-label="搁置原因"
        placeholder="搁置原因"
        value={reason}
        maxLength={200}
        onChange={(event) => setReason(event.target.value)}
      />
      {shelve.error !== null && (
        <div className={styles.problem} role="alert">
          {describeError(shelve.error)}
        </div>
      )}
      <div className={styles.buttons}>
        <ActionButton
          submit
          kind="primary"
          hint="Enter"
          busy={shelve.isPending}
          refusedBecause={ready ? undefined : '先写搁置到几点和原因'}
        >
          搁置
        </ActionButton>
        <ActionButton kind="quiet" hint="Escape" onPress={onDone}>
          取消
        </ActionButton>
      </div>
    </form>
  )
}
