import { useState } from 'react'
import { Input, Switch } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { DailyKind, ReportSlot } from '../../../../core/modules/township-reports/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { formKeys } from '../../../ui/form-keys.ts'
import styles from './Presence.module.css'

/** Which reports the county asks of its townships, and by when. */
export function SlotsForm({ onDone }: { readonly onDone: () => void }) {
  const slots = useQuery(queries.townshipReports.slots.queryOptions()).data ?? []
  return (
    <div className={styles.form}>
      <span className={styles.note}>启用后到时未报的乡镇会告警；改动记入日志。</span>
      {slots.map((slot) => (
        <Slot key={`${slot.id} ${slot.time} ${slot.enabled}`} slot={slot} onDone={onDone} />
      ))}
      <div className={styles.row}>
        <ActionButton kind="quiet" hotkey="Escape" onPress={onDone}>
          收起
        </ActionButton>
      </div>
    </div>
  )
}

function Slot({ slot, onDone }: { readonly slot: ReportSlot; readonly onDone: () => void }) {
  const [time, setTime] = useState(slot.time)
  const set = useMutation(queries.townshipReports.setSlot.mutationOptions())
  const save = (enabled: boolean) =>
    set.mutate({ id: slot.id, kind: slot.kind as DailyKind, word: slot.word, time, enabled })
  return (
    <div
      className={styles.row}
      role="group"
      aria-label={slot.word}
      onKeyDown={formKeys(() => save(slot.enabled), onDone)}
    >
      <Switch
        aria-label={`启用${slot.word}`}
        checked={slot.enabled}
        loading={set.isPending}
        onChange={save}
      />
      <span className={styles.grow}>{slot.word}</span>
      <Input
        aria-label={`${slot.word}时间`}
        className={styles.time ?? ''}
        maxLength={5}
        value={time}
        onChange={(event) => setTime(event.target.value)}
      />
      <span className={styles.note}>前报</span>
      {set.error !== null && <span className={styles.problem}>{describeError(set.error)}</span>}
    </div>
  )
}
