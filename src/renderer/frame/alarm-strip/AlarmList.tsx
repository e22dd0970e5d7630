import { beijingTime } from '../../../core/kernel/beijing-time.ts'
import { alarmStateWords, type Alarm } from '../../../core/modules/alarms/contract.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { isWaiting } from '../use-alarms.ts'
import { useAlarmList } from './alarm-list.ts'
import styles from './AlarmStrip.module.css'

/** Before sign-in and while locked: every open alarm to read; the page of alarms acts. */
export function AlarmList({ alarms }: { readonly alarms: readonly Alarm[] }) {
  const { open, close } = useAlarmList()
  if (!open) return null
  return (
    <div className={styles.anchor}>
      <section className={styles.list} aria-label="全部告警">
        {alarms.length === 0 && <EmptyState title="无告警" />}
        {alarms.map((alarm) => (
          <div key={alarm.id} className={styles.item}>
            <Tag tone={isWaiting(alarm) ? 'red' : 'plain'}>{alarmStateWords[alarm.state]}</Tag>
            <div className={styles.words}>
              <div>
                <b>{alarm.title}</b>　{alarm.detail}
              </div>
              <div className={styles.meta}>
                {alarm.kindWord} · {beijingTime(alarm.raisedAt)} 起 · 第 {alarm.times} 次
                {alarm.acknowledgedBy !== null && ` · ${alarm.acknowledgedBy} 确认`}
                {alarm.handler !== null && ` · ${alarm.handler} 处理中`}
              </div>
            </div>
          </div>
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
