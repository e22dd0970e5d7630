import type { UseQueryResult } from '@tanstack/react-query'
import { beijingDateTime, beijingTime } from '../../../../core/kernel/beijing-time.ts'
import {
  signOnWord,
  type DutyPerson,
  type OnDutyNow,
} from '../../../../core/modules/onduty/contract.ts'
import { useNavigation } from '../../../frame/navigation.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { EmptyState, FailingState, LoadingState } from '../../../ui/states.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import styles from './Home.module.css'

/** 现在值班: the shift with its people, how to reach them, and who signed on. */
export function ShiftNow({ duty }: { readonly duty: UseQueryResult<OnDutyNow> }) {
  const goTo = useNavigation((navigation) => navigation.goTo)
  const { data } = duty
  const shift = data?.shift
  return (
    <Panel
      title={shift ? `现在值班 ${shift.word}` : '现在值班'}
      className={styles.now}
      extra={
        <>
          {shift && (
            <span className={styles.note}>
              {beijingDateTime(shift.from).slice(5, 16)} — {beijingDateTime(shift.to).slice(5, 16)}
            </span>
          )}
          {data?.relieving && <Tag tone="yellow">交接中：{data.relieving.word}</Tag>}
        </>
      }
    >
      {duty.isError && !data && (
        <FailingState title="读不到在岗" error={duty.error} onRetry={() => void duty.refetch()} />
      )}
      {duty.isPending && <LoadingState what="在岗" />}
      {data && data.people.length === 0 && (
        <EmptyState title="现在没有印发的班" hint="值班表印发后，这里显示当班人员和签到情况。">
          <ActionButton hotkey="R" onPress={() => goTo('duty', 'roster')}>
            去值班表
          </ActionButton>
        </EmptyState>
      )}
      {data && data.people.length > 0 && (
        <>
          {data.source === 'seats' && (
            <p className={styles.hint}>没有印发的班覆盖现在，下面是已登录席位的人。</p>
          )}
          <PeopleRows people={data.people} />
          {data.coming.length > 0 && (
            <>
              <h3 className={styles.sub}>
                接班 {(data.relieving ?? data.next)?.word ?? ''}
                {(data.relieving ?? data.next) &&
                  ` ${beijingTime((data.relieving ?? data.next)?.from ?? 0).slice(0, 5)} 起`}
              </h3>
              <PeopleRows people={data.coming} />
            </>
          )}
        </>
      )}
    </Panel>
  )
}

function PeopleRows({ people }: { readonly people: readonly DutyPerson[] }) {
  return (
    <div role="list" aria-label="值班人员">
      {people.map((person) => (
        <div key={`${person.person} ${person.post}`} role="listitem" className={styles.person}>
          <span className={styles.post}>{person.word}</span>
          <b>{person.name}</b>
          <span className={styles.phone}>{person.phone || '没有电话'}</span>
          <Presence person={person} />
        </div>
      ))}
    </div>
  )
}

function Presence({ person }: { readonly person: DutyPerson }) {
  const { signedOnAt, signedOnHow, signedOffAt, lateByMin, standsFor } = person
  if (signedOffAt !== null)
    return <Tag tone="orange">{beijingTime(signedOffAt).slice(0, 5)} 离岗</Tag>
  if (signedOnAt !== null) {
    const how = signedOnHow === null ? '' : ` ${signOnWord(signedOnHow)}`
    return (
      <Tag tone="ok">
        {beijingTime(signedOnAt).slice(0, 5)} 到岗{how}
        {standsFor !== null && `（顶 ${standsFor}）`}
      </Tag>
    )
  }
  if (lateByMin !== null && lateByMin > 0) return <Tag tone="red">迟 {lateByMin} 分</Tag>
  return <Tag>{lateByMin === null ? '备勤' : '未签到'}</Tag>
}
