import type { ReactNode } from 'react'
import { BellOutlined, SoundOutlined } from '@ant-design/icons'
import { useMutation, useQuery } from '@tanstack/react-query'
import { App } from 'antd'
import { beijingTime } from '../../../core/kernel/beijing-time.ts'
import { alarmStateWords } from '../../../core/modules/alarms/contract.ts'
import { alarmsOf, headOf, isWaitingLine, type AlarmLine } from '../../alarms/alarm-lines.ts'
import { useGoToWork } from '../../alarms/use-work.ts'
import { queries } from '../../client.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { classes } from '../../ui/classes.ts'
import { describeError } from '../../ui/describe-error.ts'
import { useHotkey } from '../../ui/hotkeys.ts'
import { useAtNow } from '../../ui/now.ts'
import { Signal } from '../../ui/Signal.tsx'
import type { SoundState } from '../../ui/sounds.ts'
import { useSmallDesk } from '../../ui/use-small-desk.ts'
import { useOpenAlarms } from '../use-alarms.ts'
import { AlarmList } from './AlarmList.tsx'
import { useShowAlarms } from './alarm-list.ts'
import { useAlarmSound } from './use-alarm-sound.ts'
import styles from './AlarmStrip.module.css'

const silenceMinutes = 5

/** The worst alarm in words with its actions; when nothing waits it stays, neutral. */
export function AlarmStrip({ readOnly = false }: { readonly readOnly?: boolean }) {
  const { alarms, lines, load, silencedUntil, silencedBy, hostBell, failing } = useOpenAlarms()
  const small = useSmallDesk()
  const { sound, enable } = useAlarmSound(lines, silencedUntil)
  const showAll = useShowAlarms(readOnly)
  useHotkey(readOnly ? undefined : 'Alt+L', '全部告警', showAll)
  const worst = lines[0]
  const waiting = worst !== undefined && isWaitingLine(worst)
  const life = worst !== undefined && headOf(worst).priority === 'emergency'
  const silent = useAtNow((now) => silencedUntil !== undefined && now < silencedUntil)
  return (
    <>
      <section
        className={classes(styles.strip, waiting && (life ? styles.life : styles.waiting))}
        aria-label="告警"
        aria-live="assertive"
      >
        {failing && <span className={styles.quiet}>读不到告警，请看各画面状态</span>}
        {!failing && worst === undefined && <span className={styles.quiet}>无告警</span>}
        {worst !== undefined && (
          <WorstAlarm line={worst} waiting={waiting} brief={small}>
            {!readOnly && worst.kind === 'alarm' && worst.alarm.incident !== null && (
              <IncidentName incident={worst.alarm.incident} brief={small} />
            )}
          </WorstAlarm>
        )}
        <span className={styles.grow} />
        {load.raised > load.limit && (
          <span className={styles.load} title={`10 分钟内 ${load.raised} 条，限 ${load.limit} 条`}>
            告警过多
          </span>
        )}
        <SoundNote sound={sound} bell={hostBell} brief={small} onEnable={enable} />
        {worst !== undefined && <Others lines={lines.slice(1)} brief={small} onPress={showAll} />}
        {silent && silencedUntil !== undefined && (
          <span className={styles.silent}>
            <SoundOutlined /> 已静音至 {beijingTime(silencedUntil).slice(0, 5)}（{silencedBy}）
          </span>
        )}
        {!readOnly && worst !== undefined && (
          <Actions line={worst} waiting={waiting} silent={silent} brief={small} />
        )}
      </section>
      {readOnly && <AlarmList alarms={alarms} />}
    </>
  )
}

function WorstAlarm({
  line,
  waiting,
  brief,
  children,
}: {
  readonly line: AlarmLine
  readonly waiting: boolean
  readonly brief: boolean
  /** The incident it belongs to. */
  readonly children: ReactNode
}) {
  const { state, priority, title, detail, raisedAt, handlers } = headOf(line)
  const times = line.kind === 'alarm' ? line.alarm.times : 1
  return (
    <>
      {waiting && priority === 'emergency' && (
        <span className={classes(styles.lifeTag, 'blink')}>
          <BellOutlined /> {alarmStateWords[state]}
        </span>
      )}
      {waiting && priority !== 'emergency' && (
        <Signal colour={state === 'cleared-unacknowledged' ? 'orange' : 'red'} large blink>
          <BellOutlined /> {alarmStateWords[state]}
        </Signal>
      )}
      {!waiting && <span className={styles.acknowledged}>已确认</span>}
      <b>{title}</b>
      <span className={styles.detail} title={detail}>
        {detail}
      </span>
      {children}
      {!brief && (
        <span className={styles.second}>
          {beijingTime(raisedAt)} 起{times > 1 && ` · 第 ${times} 次`}
        </span>
      )}
      {handlers.length > 0 && <span className={styles.second}>{handlers.join('、')} 处理中</span>}
    </>
  )
}

function IncidentName({ incident, brief }: { readonly incident: string; readonly brief: boolean }) {
  const incidents = useQuery(queries.incidents.list.queryOptions({ input: {} })).data?.incidents
  const card = incidents?.find(({ id }) => id === incident)
  if (!card) return null
  return (
    <span className={styles.incident} title={`${card.number} ${card.title}`}>
      {card.number}
      {!brief && ` ${card.title}`}
    </span>
  )
}

/** What keeps an alarm from being heard here, in words; pressing tries again. */
function SoundNote({
  sound,
  bell,
  brief,
  onEnable,
}: {
  readonly sound: SoundState
  readonly bell: boolean
  readonly brief: boolean
  readonly onEnable: () => void
}) {
  if (sound === 'ready') return null
  const words =
    sound === 'blocked'
      ? '声音未启用，按此启用'
      : brief
        ? '没有声音设备'
        : '没有声音设备，告警不会响'
  const title = bell ? '各席位都放不出声音：由主机蜂鸣代替' : '其他席位能放出声音'
  return (
    <button type="button" className={styles.noSound} title={title} onClick={onEnable}>
      <SoundOutlined /> {words}
    </button>
  )
}

function Others({
  lines,
  brief,
  onPress,
}: {
  readonly lines: readonly AlarmLine[]
  readonly brief: boolean
  readonly onPress: () => void
}) {
  if (lines.length === 0) return null
  const waiting = lines.filter(isWaitingLine).length
  const known = lines.length - waiting
  const words = [waiting > 0 && `${waiting} 条未确认`, known > 0 && `${known} 条已确认`].filter(
    Boolean,
  )
  const names = brief
    ? ''
    : `：${lines
        .slice(0, 2)
        .map((line) => headOf(line).title)
        .join('、')}`
  return (
    <button
      type="button"
      className={classes(styles.others, brief && styles.short)}
      title={`另 ${words.join('，')}${names}`}
      onClick={onPress}
    >
      另 {brief ? `${lines.length} 条` : words.join('，')}
      {names}
    </button>
  )
}

function Actions({
  line,
  waiting,
  silent,
  brief,
}: {
  readonly line: AlarmLine
  readonly waiting: boolean
  readonly silent: boolean
  readonly brief: boolean
}) {
  const { message } = App.useApp()
  const onError = (error: unknown) => void message.error(describeError(error))
  const acknowledge = useMutation(queries.alarms.acknowledge.mutationOptions({ onError }))
  const acknowledgeAll = useMutation(queries.alarms.acknowledgeGroup.mutationOptions({ onError }))
  const silence = useMutation(queries.alarms.silence.mutationOptions({ onError }))
  const unsilence = useMutation(queries.alarms.unsilence.mutationOptions({ onError }))
  const { priority } = headOf(line)
  const press = () => {
    if (line.kind === 'alarm') acknowledge.mutate({ alarm: line.alarm.id })
    else acknowledgeAll.mutate({ alarms: [...alarmsOf(line)] })
  }
  return (
    <>
      <ActionButton
        kind={waiting && priority !== 'emergency' ? 'danger' : 'normal'}
        hotkey="Alt+A"
        refusedBecause={waiting ? undefined : '已经确认过'}
        busy={acknowledge.isPending || acknowledgeAll.isPending}
        name={line.kind === 'group' ? '确认这一组' : '确认'}
        onPress={press}
      >
        {line.kind === 'group' && !brief ? '确认这一组' : '确认'}
      </ActionButton>
      <Handle line={line} onError={onError} />
      <ActionButton
        hotkey="Alt+M"
        busy={silence.isPending || unsilence.isPending}
        name={silent ? '恢复声音' : `静音 ${silenceMinutes} 分`}
        onPress={() =>
          silent ? unsilence.mutate(undefined) : silence.mutate({ minutes: silenceMinutes })
        }
      >
        {silent ? '恢复声音' : brief ? '静音' : `静音 ${silenceMinutes} 分`}
      </ActionButton>
    </>
  )
}

/** 处理: takes it in one's own name and goes to the work. A flood is worked on from the list. */
function Handle({
  line,
  onError,
}: {
  readonly line: AlarmLine
  readonly onError: (error: unknown) => void
}) {
  const goToWork = useGoToWork()
  const showAll = useShowAlarms(false)
  const own = useQuery(queries.people.state.queryOptions()).data?.session
  const name = own?.kind === 'open' ? own.own.name : undefined
  const take = useMutation(queries.alarms.take.mutationOptions({ onError }))
  const press = () => {
    if (line.kind === 'group') return showAll()
    const { alarm } = line
    if (alarm.handler !== name && alarm.state.startsWith('active')) take.mutate({ alarm: alarm.id })
    goToWork(alarm)
  }
  return (
    <ActionButton hotkey="Alt+G" busy={take.isPending} onPress={press}>
      处理
    </ActionButton>
  )
}
