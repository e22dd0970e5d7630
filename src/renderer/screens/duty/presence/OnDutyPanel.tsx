import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { beijingDateTime, beijingTime } from '../../../../core/kernel/beijing-time.ts'
import { signOnWord } from '../../../../core/modules/onduty/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { DataList, type Column } from '../../../ui/DataList.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { EmptyState, FailingState, LoadingState } from '../../../ui/states.tsx'
import { CallForm } from './CallForm.tsx'
import type { PersonOfShift } from './person-of-shift.ts'
import { SignOffForm } from './SignOffForm.tsx'
import { SignOnForm } from './SignOnForm.tsx'
import styles from './Presence.module.css'

const clock = (ms: number) => beijingTime(ms).slice(0, 5)

function StateCell({ person }: { readonly person: PersonOfShift }) {
  const { signedOnAt, signedOnHow, signedOffAt, lateByMin, shift } = person
  if (signedOffAt !== null) return <span className={styles.late}>{clock(signedOffAt)} 离岗</span>
  if (signedOnAt !== null) {
    const how = signedOnHow === null || signedOnHow === 'seat' ? '' : ` ${signOnWord(signedOnHow)}`
    return (
      <span className={styles.good}>
        ✓ {clock(signedOnAt)}
        {how}
        {lateByMin !== null && lateByMin > 0 && (
          <span className={styles.late}> 迟 {lateByMin} 分</span>
        )}
      </span>
    )
  }
  if (lateByMin === null) return <span className={styles.note}>待命</span>
  return lateByMin > 0 ? (
    <span className={styles.late}>未到 {lateByMin} 分</span>
  ) : (
    <span className={styles.note}>{clock(shift.from)} 应到</span>
  )
}

const columns: readonly Column<PersonOfShift>[] = [
  { key: 'shift', title: '班次', width: '56px', cell: ({ shift }) => shift.word },
  { key: 'word', title: '岗位', width: '76px', cell: ({ word }) => word },
  {
    key: 'name',
    title: '姓名',
    width: 'minmax(64px, 1fr)',
    cell: ({ name, standsFor }) => (
      <span className={styles.cell}>
        {name}
        {standsFor !== null && <span className={styles.note}> 顶 {standsFor}</span>}
      </span>
    ),
  },
  { key: 'state', title: '签到', width: '112px', cell: (person) => <StateCell person={person} /> },
]

const keyOf = ({ shift, person, standsFor }: PersonOfShift) =>
  `${shift.id} ${person} ${standsFor ?? ''}`

type Act = 'on' | 'off' | 'call'

/** Who the roster has here now (and who comes), and who of them signed on. */
export function OnDutyPanel() {
  const now = useQuery({ ...queries.onduty.now.queryOptions(), refetchInterval: 20_000 })
  const [selected, setSelected] = useState<string>()
  const [act, setAct] = useState<Act>()
  if (now.isError) {
    return (
      <FailingState title="读不到在岗情况" error={now.error} onRetry={() => void now.refetch()} />
    )
  }
  if (!now.data) return <LoadingState what="在岗情况" />
  const { shift, relieving, next, people, coming } = now.data
  const other = relieving ?? next
  const rows: PersonOfShift[] = [
    ...(shift ? people.map((one) => ({ ...one, shift })) : []),
    ...(other ? coming.map((one) => ({ ...one, shift: other })) : []),
  ]
  const chosen = rows.find((row) => keyOf(row) === selected) ?? rows[0]
  const leave = () => setAct(undefined)
  return (
    <Panel
      fixed
      title={relieving ? '在岗（交接中）' : '在岗'}
      extra={
        <span className={styles.note}>
          {shift
            ? `${shift.word} ${clock(shift.from)}—${clock(shift.to)}`
            : next
              ? `下一班 ${beijingDateTime(next.from).slice(5, 16)}`
              : ''}
        </span>
      }
    >
      <div className={styles.column}>
        <div className={styles.list}>
          <DataList<PersonOfShift>
            label="在岗"
            rows={rows}
            columns={columns}
            rowKey={keyOf}
            wrap
            rowTone={({ signedOnAt, lateByMin }) =>
              signedOnAt === null && lateByMin !== null && lateByMin > 0 ? 'over' : undefined
            }
            selectedKey={chosen && keyOf(chosen)}
            onSelect={(row) => {
              leave()
              setSelected(keyOf(row))
            }}
            empty={
              <EmptyState
                title="现在没有已发布的班次"
                hint="值班表发布后，这里列出本班和接班的人；没有值班表时标题栏显示已登录的人。"
              />
            }
          />
        </div>
        {chosen && (
          <div className={styles.below}>
            {act === undefined && <Actions person={chosen} onAct={setAct} />}
            {act === 'on' && <SignOnForm key={keyOf(chosen)} person={chosen} onDone={leave} />}
            {act === 'off' && <SignOffForm key={keyOf(chosen)} person={chosen} onDone={leave} />}
            {act === 'call' && (
              <CallForm key={keyOf(chosen)} person={chosen} people={rows} onDone={leave} />
            )}
          </div>
        )}
      </div>
    </Panel>
  )
}

function Actions({
  person,
  onAct,
}: {
  readonly person: PersonOfShift
  readonly onAct: (act: Act) => void
}) {
  const here = person.signedOnAt !== null && person.signedOffAt === null
  return (
    <div className={styles.form}>
      <span>
        {person.word} {person.name}{' '}
        <span className={styles.note}>{person.phone === '' ? '没有登记电话' : person.phone}</span>
      </span>
      {person.standReason !== '' && (
        <span className={styles.note}>顶替原因：{person.standReason}</span>
      )}
      {person.note !== '' && <span className={styles.note}>备注：{person.note}</span>}
      {person.calls.map(({ at, whom, answered, words, by }) => (
        <span key={at} className={styles.note}>
          {clock(at)} 致电 {whom}：{answered ? '已接通' : '未接通'}
          {words === '' ? '' : `，${words}`}（{by}）
        </span>
      ))}
      {person.signedOffReason !== '' && (
        <span className={styles.note}>离岗原因：{person.signedOffReason}</span>
      )}
      <div className={styles.row}>
        {here ? (
          <ActionButton hotkey="L" onPress={() => onAct('off')}>
            离岗
          </ActionButton>
        ) : (
          <>
            <ActionButton kind="primary" hotkey="S" onPress={() => onAct('on')}>
              签到
            </ActionButton>
            <ActionButton hotkey="K" onPress={() => onAct('call')}>
              记呼叫
            </ActionButton>
          </>
        )}
      </div>
    </div>
  )
}
