import { useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import { Input } from 'antd'
import { beijingTime } from '../../../core/kernel/beijing-time.ts'
import { alarmStateWords, type Alarm } from '../../../core/modules/alarms/contract.ts'
import { queries } from '../../client.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { describeError } from '../../ui/describe-error.ts'
import { useHotkey } from '../../ui/hotkeys.ts'
import { EmptyState } from '../../ui/states.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { isWaiting } from '../use-alarms.ts'
import { useAlarmList } from './alarm-list.ts'
import styles from './AlarmStrip.module.css'

/** Every alarm that is not normal, folded out under the strip; it covers nothing that is typed in. */
export function AlarmList({
  alarms,
  readOnly,
}: {
  readonly alarms: readonly Alarm[]
  readonly readOnly: boolean
}) {
  const { open, toggle, close } = useAlarmList()
  useHotkey(readOnly ? undefined : 'Alt+L', '全部告警', toggle)
  if (!open) return null
  return (
    <div className={styles.anchor}>
      <section className={styles.list} aria-label="全部告警">
        {alarms.length === 0 && <EmptyState title="无告警" />}
        {alarms.map((alarm) => (
          <AlarmRow key={alarm.id} alarm={alarm} readOnly={readOnly} />
        ))}
        <div className={styles.item}>
          <span className={styles.words} />
          <ActionButton kind="quiet" hotkey="Escape" onPress={close}>
            收起
          </ActionButton>
        </div>
      </section>
    </div>
  )
}

function AlarmRow({ alarm, readOnly }: { readonly alarm: Alarm; readonly readOnly: boolean }) {
  const [clearing, setClearing] = useState(false)
  const acknowledge = useMutation(queries.alarms.acknowledge.mutationOptions())
  const take = useMutation(queries.alarms.take.mutationOptions())
  const problem = acknowledge.error ?? take.error
  return (
    <>
      <div className={styles.item}>
        <Tag tone={isWaiting(alarm) ? 'red' : 'plain'}>{alarmStateWords[alarm.state]}</Tag>
        <div className={styles.words}>
          <div>
            <b>{alarm.title}</b>　{alarm.detail}
          </div>
          <div className={styles.meta}>
            {alarm.kindWord} · {beijingTime(alarm.raisedAt)} 起 · 第 {alarm.times} 次
            {alarm.acknowledgedBy !== null && ` · ${alarm.acknowledgedBy} 确认`}
            {alarm.handler !== null && ` · ${alarm.handler} 处理中`}
            {problem !== null && ` · ${describeError(problem)}`}
          </div>
        </div>
        {!readOnly && isWaiting(alarm) && (
          <ActionButton onPress={() => acknowledge.mutate({ alarm: alarm.id })}>确认</ActionButton>
        )}
        {!readOnly && alarm.handler === null && (
          <ActionButton onPress={() => take.mutate({ alarm: alarm.id })}>我来处理</ActionButton>
        )}
        {!readOnly && alarm.state.startsWith('active') && (
          <ActionButton kind="quiet" onPress={() => setClearing(!clearing)}>
            解除
          </ActionButton>
        )}
      </div>
      {clearing && <ClearRow alarm={alarm} onDone={() => setClearing(false)} />}
    </>
  )
}

function ClearRow({ alarm, onDone }: { readonly alarm: Alarm; readonly onDone: () => void }) {
  const [reason, setReason] = useState('')
  const [contact, setContact] = useState('')
  const clear = useMutation(queries.alarms.clear.mutationOptions({ onSuccess: onDone }))
  const emergency = alarm.priority === 'emergency'
  return (
    <form
      className={styles.item}
      onSubmit={(event) => {
        event.preventDefault()
        clear.mutate({ alarm: alarm.id, reason, ...(emergency ? { contact } : {}) })
      }}
    >
      <div className={styles.words}>
        <Input
          autoFocus
          aria-label="解除原因"
          placeholder="解除原因"
          value={reason}
          maxLength={200}
          onChange={(event) => setReason(event.target.value)}
        />
        {emergency && (
          <Input
            aria-label="联系情况"
            placeholder="与对方联系的情况（紧急告警必填）"
            value={contact}
            maxLength={200}
            onChange={(event) => setContact(event.target.value)}
          />
        )}
        {clear.error !== null && <div role="alert">{describeError(clear.error)}</div>}
      </div>
      <ActionButton submit kind="primary" hint="Enter" busy={clear.isPending}>
        解除
      </ActionButton>
    </form>
  )
}
