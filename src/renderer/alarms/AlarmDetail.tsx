import { useState } from 'react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { beijingDateTime, beijingTime } from '../../core/kernel/beijing-time.ts'
import {
  alarmPriorityWords,
  alarmStateWords,
  isShelvedState,
  isWaitingState,
  type Alarm,
} from '../../core/modules/alarms/contract.ts'
import { queries } from '../client.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { describeError } from '../ui/describe-error.ts'
import { Tag } from '../ui/Tag.tsx'
import { workOf } from './alarm-work.ts'
import { ClearForm } from './ClearForm.tsx'
import { ShelveForm } from './ShelveForm.tsx'
import { useGoToWork } from './use-work.ts'
import styles from './Alarms.module.css'

type Act = 'clear' | 'shelve'

/** One alarm: what it is, who did what about it, and what may be done now. Give it its id as `key`. */
export function AlarmDetail({ alarm }: { readonly alarm: Alarm }) {
  const [act, setAct] = useState<Act>()
  const done = () => setAct(undefined)
  return (
    <div className={styles.detail}>
      <h3>{alarm.title}</h3>
      {alarm.detail !== '' && <p className={styles.words}>{alarm.detail}</p>}
      <div className={styles.tags}>
        <Tag tone={isWaitingState(alarm.state) ? 'red' : 'plain'}>
          {alarmStateWords[alarm.state]}
        </Tag>
        <Tag tone={alarm.priority === 'emergency' ? 'red' : 'plain'}>
          {alarmPriorityWords[alarm.priority]}
        </Tag>
        <Tag>{alarm.kindWord}</Tag>
      </div>
      <Facts alarm={alarm} />
      {act === undefined && <Actions alarm={alarm} onAct={setAct} />}
      {act === 'clear' && <ClearForm key={alarm.id} alarm={alarm} onDone={done} />}
      {act === 'shelve' && <ShelveForm alarm={alarm} onDone={done} />}
      <Steps alarm={alarm} />
    </div>
  )
}

function Facts({ alarm }: { readonly alarm: Alarm }) {
  const { firstAt, raisedAt, times, acknowledgedBy, acknowledgedAt, handler, shelf } = alarm
  return (
    <dl className={styles.facts}>
      <dt>发生</dt>
      <dd>
        {beijingDateTime(firstAt)}
        {times > 1 && `，第 ${times} 次 ${beijingTime(raisedAt)}`}
      </dd>
      <dt>确认</dt>
      <dd>
        {acknowledgedBy === null
          ? '还没有人确认'
          : `${acknowledgedBy} ${beijingTime(acknowledgedAt ?? 0)}`}
      </dd>
      <dt>处理人</dt>
      <dd>
        {handler === null
          ? '还没有人处理'
          : `${handler} ${beijingTime(alarm.handledSince ?? 0)} 起`}
      </dd>
      {shelf !== null && (
        <>
          <dt>搁置</dt>
          <dd>
            至 {beijingDateTime(shelf.until).slice(5, 16)}，{shelf.by} {beijingTime(shelf.at)}；
            {shelf.reason}
          </dd>
        </>
      )}
      {alarm.contact !== null && (
        <>
          <dt>联系情况</dt>
          <dd>{alarm.contact}</dd>
        </>
      )}
    </dl>
  )
}

function Actions({ alarm, onAct }: { readonly alarm: Alarm; readonly onAct: (act: Act) => void }) {
  const goToWork = useGoToWork()
  const acknowledge = useMutation(queries.alarms.acknowledge.mutationOptions())
  const take = useMutation(queries.alarms.take.mutationOptions())
  const release = useMutation(queries.alarms.release.mutationOptions())
  const unshelve = useMutation(queries.alarms.unshelve.mutationOptions())
  const own = useQuery(queries.people.state.queryOptions()).data?.session
  const name = own?.kind === 'open' ? own.own.name : undefined
  const problem = acknowledge.error ?? take.error ?? release.error ?? unshelve.error
  const { id, state, handler, priority } = alarm
  const one = { alarm: id }
  const shelved = isShelvedState(state)
  const active = state.startsWith('active') && !shelved
  const work = workOf(alarm)
  if (state === 'normal') return null
  return (
    <>
      <div className={styles.buttons}>
        {isWaitingState(state) && (
          <ActionButton kind="primary" hotkey="A" onPress={() => acknowledge.mutate(one)}>
            {state === 'cleared-unacknowledged' ? '知道了' : '确认'}
          </ActionButton>
        )}
        {active && handler !== name && (
          <ActionButton hotkey="T" name="我来处理" onPress={() => take.mutate(one)}>
            {handler === null ? '我来处理' : `接替 ${handler}`}
          </ActionButton>
        )}
        {active && handler !== null && (
          <ActionButton hotkey="R" onPress={() => release.mutate(one)}>
            放下
          </ActionButton>
        )}
        {active && work && (
          <ActionButton hotkey="G" name="去处理" onPress={() => goToWork(alarm)}>
            去{work.words}
          </ActionButton>
        )}
        {active && (
          <ActionButton
            hotkey="S"
            refusedBecause={priority === 'emergency' ? '紧急告警关系人命，不能搁置' : undefined}
            onPress={() => onAct('shelve')}
          >
            搁置
          </ActionButton>
        )}
        {shelved && (
          <ActionButton kind="primary" hotkey="S" onPress={() => unshelve.mutate(one)}>
            取消搁置
          </ActionButton>
        )}
        {(active || state === 'active-shelved') && (
          <ActionButton hotkey="C" onPress={() => onAct('clear')}>
            解除
          </ActionButton>
        )}
      </div>
      {problem !== null && (
        <div className={styles.problem} role="alert">
          {describeError(problem)}
        </div>
      )}
    </>
  )
}

function Steps({ alarm }: { readonly alarm: Alarm }) {
  const steps = useQuery(queries.alarms.steps.queryOptions({ input: { alarm: alarm.id } }))
  return (
    <section aria-label="经过">
      <div className={styles.label}>经过</div>
      <ol className={styles.steps}>
        {(steps.data ?? []).toReversed().map(({ id, at, what, by, note }) => (
          <li key={id}>
            <time title={beijingDateTime(at)}>{beijingTime(at)}</time>
            <b>{what}</b>
            <span>
              {by}
              {note !== '' && `：${note}`}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
