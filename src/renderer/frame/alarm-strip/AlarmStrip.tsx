import { BellOutlined, SoundOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { App } from 'antd'
import { beijingTime } from '../../../core/kernel/beijing-time.ts'
import { alarmStateWords, type Alarm } from '../../../core/modules/alarms/contract.ts'
import { queries } from '../../client.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { classes } from '../../ui/classes.ts'
import { describeError } from '../../ui/describe-error.ts'
import { useAtNow } from '../../ui/now.ts'
import { Signal } from '../../ui/Signal.tsx'
import { useSmallDesk } from '../../ui/use-small-desk.ts'
import { isWaiting, useOpenAlarms } from '../use-alarms.ts'
import { AlarmList } from './AlarmList.tsx'
import { useAlarmList } from './alarm-list.ts'
import { useAlarmSound } from './use-alarm-sound.ts'
import styles from './AlarmStrip.module.css'

const silenceMinutes = 5

/** The worst alarm in words with both actions; when nothing waits it stays, neutral. */
export function AlarmStrip({ readOnly = false }: { readonly readOnly?: boolean }) {
  const { alarms, silencedUntil, silencedBy, failing } = useOpenAlarms()
  const small = useSmallDesk()
  const { audible, enable } = useAlarmSound(alarms, silencedUntil)
  const worst = alarms[0]
  const waiting = worst !== undefined && isWaiting(worst)
  const life = worst?.priority === 'emergency'
  return (
    <>
      <section
        className={classes(styles.strip, waiting && (life ? styles.life : styles.waiting))}
        aria-label="告警"
        aria-live="assertive"
      >
        {failing && <span className={styles.quiet}>读不到告警，请看各画面状态</span>}
        {!failing && worst === undefined && <span className={styles.quiet}>无告警</span>}
        {worst !== undefined && <WorstAlarm alarm={worst} waiting={waiting} brief={small} />}
        <span className={styles.grow} />
        {!audible && <NoSound onEnable={enable} />}
        <Others alarms={alarms.slice(1)} brief={small} />
        <SilenceNote until={silencedUntil} by={silencedBy} />
        {!readOnly && worst !== undefined && (
          <Actions alarm={worst} waiting={waiting} brief={small} />
        )}
      </section>
      <AlarmList alarms={alarms} readOnly={readOnly} />
    </>
  )
}

function WorstAlarm({
  alarm,
  waiting,
  brief,
}: {
  readonly alarm: Alarm
  readonly waiting: boolean
  readonly brief: boolean
}) {
  return (
    <>
      {waiting && alarm.priority === 'emergency' && (
        <span className={classes(styles.lifeTag, 'blink')}>
          <BellOutlined /> {alarmStateWords[alarm.state]}
        </span>
      )}
      {waiting && alarm.priority !== 'emergency' && (
        <Signal colour={alarm.state === 'cleared-unacknowledged' ? 'orange' : 'red'} large blink>
          <BellOutlined /> {alarmStateWords[alarm.state]}
        </Signal>
      )}
      {!waiting && <span className={styles.acknowledged}>已确认</span>}
      <b>{alarm.title}</b>
      <span className={styles.detail}>{alarm.detail}</span>
      {!brief && (
        <span className={styles.second}>
          {beijingTime(alarm.raisedAt)} 起{alarm.times > 1 && ` · 第 ${alarm.times} 次`}
        </span>
      )}
      {alarm.handler !== null && <span className={styles.second}>{alarm.handler} 处理中</span>}
    </>
  )
}

/** A browser lets a page sound only after a press; without a sound device this stays. */
function NoSound({ onEnable }: { readonly onEnable: () => void }) {
  return (
    <button type="button" className={styles.noSound} onClick={onEnable}>
      <SoundOutlined /> 声音未启用，按此启用
    </button>
  )
}

function Others({ alarms, brief }: { readonly alarms: readonly Alarm[]; readonly brief: boolean }) {
  const toggle = useAlarmList((list) => list.toggle)
  if (alarms.length === 0) return null
  const waiting = alarms.filter(isWaiting).length
  const known = alarms.length - waiting
  const words = [waiting > 0 && `${waiting} 条未确认`, known > 0 && `${known} 条已确认`].filter(
    Boolean,
  )
  const names = brief
    ? ''
    : `：${alarms
        .slice(0, 2)
        .map(({ title }) => title)
        .join('、')}`
  return (
    <button type="button" className={styles.others} onClick={toggle}>
      另 {words.join('，')}
      {names}
    </button>
  )
}

function SilenceNote({
  until,
  by,
}: {
  readonly until: number | undefined
  readonly by: string | undefined
}) {
  const silent = useAtNow((now) => until !== undefined && now < until)
  if (!silent || until === undefined) return null
  return (
    <span className={styles.silent}>
      <SoundOutlined /> {by} 静音至 {beijingTime(until).slice(0, 5)}
    </span>
  )
}

function Actions({
  alarm,
  waiting,
  brief,
}: {
  readonly alarm: Alarm
  readonly waiting: boolean
  readonly brief: boolean
}) {
  const { message } = App.useApp()
  const onError = (error: unknown) => void message.error(describeError(error))
  const acknowledge = useMutation(queries.alarms.acknowledge.mutationOptions({ onError }))
  const silence = useMutation(queries.alarms.silence.mutationOptions({ onError }))
  const known = waiting ? undefined : '已经确认过'
  return (
    <>
      <ActionButton
        kind={waiting && alarm.priority !== 'emergency' ? 'danger' : 'normal'}
        hotkey="Alt+A"
        refusedBecause={known}
        busy={acknowledge.isPending}
        onPress={() => acknowledge.mutate({ alarm: alarm.id })}
      >
        确认
      </ActionButton>
      <ActionButton
        hotkey="Alt+M"
        busy={silence.isPending}
        name={`静音 ${silenceMinutes} 分`}
        onPress={() => silence.mutate({ minutes: silenceMinutes })}
      >
        {brief ? '静音' : `静音 ${silenceMinutes} 分`}
      </ActionButton>
    </>
  )
}
