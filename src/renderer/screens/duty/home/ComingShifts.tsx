import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { beijingTime } from '../../../../core/kernel/beijing-time.ts'
import { weekdayWord, type ShownShift } from '../../../../core/modules/rosters/contract.ts'
import { queries } from '../../../client.ts'
import { useNavigation } from '../../../frame/navigation.ts'
import { DataList, type Column } from '../../../ui/DataList.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { EmptyState, FailingState, LoadingState } from '../../../ui/states.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import styles from './Home.module.css'

const dayMs = 86_400_000
const shownDays = 10

const namesOf = (shift: ShownShift, post: string) =>
  shift.posts
    .find((one) => one.post === post)
    ?.people.map(({ name }) => name)
    .join('、') ?? ''

function othersOf(shift: ShownShift, posts: readonly string[]): string {
  return shift.posts
    .filter(({ post, people }) => !posts.includes(post) && people.length > 0)
    .map(({ word, people }) => `${word} ${people.map(({ name }) => name).join('、')}`)
    .join('　')
}

const isMine = (shift: ShownShift, person: string | undefined) =>
  shift.posts.some(({ people }) => people.some(({ id }) => id === person))

function columnsOf(own: string | undefined): readonly Column<ShownShift>[] {
  return [
    {
      key: 'day',
      title: '日期',
      width: '92px',
      cell: ({ day }) => `${day.slice(5)} 周${weekdayWord(day).slice(2)}`,
    },
    {
      key: 'word',
      title: '班次',
      width: '148px',
      cell: (shift) => (
        <span className={styles.cut}>
          {shift.word} <span className={styles.note}>{beijingTime(shift.from).slice(0, 5)} 起</span>
          {shift.holiday !== null && <span className={styles.note}> {shift.holiday}</span>}
        </span>
      ),
    },
    { key: 'leader', title: '带班', width: '76px', cell: (shift) => namesOf(shift, 'leader') },
    { key: 'chief', title: '主班', width: '76px', cell: (shift) => namesOf(shift, 'chief') },
    {
      key: 'officer',
      title: '副班',
      width: 'minmax(76px, 1fr)',
      cell: (shift) => namesOf(shift, 'officer'),
    },
    {
      key: 'others',
      title: '其他岗位',
      width: 'minmax(90px, 1.6fr)',
      cell: (shift) =>
        isMine(shift, own) ? <Tag tone="blue">我的班</Tag> : othersOf(shift, mainPosts),
    },
  ]
}

const mainPosts = ['leader', 'chief', 'officer']

/** 以后的班: the next ten days as issued, one's own marked. */
export function ComingShifts({ now }: { readonly now: number }) {
  const goTo = useNavigation((navigation) => navigation.goTo)
  const session = useQuery(queries.people.state.queryOptions()).data?.session
  const own = session?.kind === 'open' ? session.own.person : undefined
  // Asked again once a day, not every minute.
  const today = Math.floor(now / dayMs) * dayMs
  const shifts = useQuery(
    queries.rosters.between.queryOptions({
      input: { from: today, to: today + shownDays * dayMs },
    }),
  )
  const [selected, setSelected] = useState<string>()
  const rows = (shifts.data ?? []).filter(({ to }) => to > now)
  const mine = rows.filter((shift) => isMine(shift, own)).length
  return (
    <Panel
      title="以后的班"
      fixed
      extra={
        <span className={styles.note}>
          {shownDays} 天内{mine > 0 ? `，我的班 ${mine} 个` : ''}
        </span>
      }
    >
      {shifts.isError && !shifts.data && (
        <FailingState
          title="读不到以后的班"
          error={shifts.error}
          onRetry={() => void shifts.refetch()}
        />
      )}
      {shifts.isPending && <LoadingState what="值班表" />}
      {shifts.data && (
        <DataList
          label="以后的班"
          rows={rows}
          columns={columnsOf(own)}
          rowKey={({ id }) => id}
          selectedKey={selected}
          onSelect={({ id }) => setSelected(id)}
          onOpen={() => goTo('duty', 'roster')}
          empty={<EmptyState title="后十天没有印发的班" hint="到“值班表”排好并印发。" />}
        />
      )}
    </Panel>
  )
}
