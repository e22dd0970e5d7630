import { useQuery } from '@tanstack/react-query'
import { beijingTime } from '../../../../core/kernel/beijing-time.ts'
import type { Answer } from '../../../../core/modules/contacts/contract.ts'
import { queries } from '../../../client.ts'
import { DataList, type Column } from '../../../ui/DataList.tsx'
import { EmptyState, FailingState, LoadingState } from '../../../ui/states.tsx'
import styles from './Contacts.module.css'

const columns: readonly Column<Answer>[] = [
  {
    key: 'who',
    title: '打给谁',
    width: 'minmax(150px, 1.1fr)',
    cell: ({ name, who, insteadOf }) => (
      <>
        <b className={styles.name}>{name}</b>
        {insteadOf !== null && <span className={styles.mind}> 代{insteadOf}</span>}
        <div className={styles.quiet}>{who}</div>
      </>
    ),
  },
  {
    key: 'call',
    title: '先打这个',
    width: '190px',
    cell: ({ call, others, callSign }) => (
      <>
        {call ? (
          <>
            <b className={styles.number}>{call.shown}</b>
            <div className={styles.quiet}>
              {[call.word, call.note, others.length > 0 ? `另有 ${others.length} 个` : '']
                .filter(Boolean)
                .join('　')}
            </div>
          </>
        ) : (
          <b>{callSign === '' ? '没有号码' : `电台 ${callSign}`}</b>
        )}
        {call && callSign !== '' && <div className={styles.quiet}>电台 {callSign}</div>}
      </>
    ),
  },
  {
    key: 'why',
    title: '为什么、要留意',
    width: 'minmax(180px, 1.8fr)',
    cell: ({ why, mind }) => (
      <>
        <div>{why.join('；')}</div>
        {mind.length > 0 && <div className={styles.mind}>{mind.join('；')}</div>}
      </>
    ),
  },
]

/** The answers to one question, best first, with the reasons. */
export function WhomList({
  query,
  selected,
  onShow,
}: {
  readonly query: string
  readonly selected: string | undefined
  readonly onShow: (answer: Answer) => void
}) {
  const found = useQuery({
    ...queries.contacts.whom.queryOptions({ input: { query, limit: 30 } }),
    placeholderData: (previous) => previous,
  })
  if (found.error) {
    return (
      <FailingState title="没有查成" error={found.error} onRetry={() => void found.refetch()} />
    )
  }
  if (!found.data) return <LoadingState what="找谁" />
  const { matter, area, name, hour, at, answers, nobody } = found.data
  const read = [area?.name, matter, name].filter((one) => one != null).join(' · ')
  return (
    <div className={styles.answers}>
      <div className={styles.read} role="status">
        {read === '' ? '没有认出地点、事项或名字' : `按“${read}”查`}　{hour}{' '}
        {beijingTime(at).slice(0, 5)}
      </div>
      <DataList
        label="该打给谁"
        wrap
        rows={answers}
        columns={columns}
        rowKey={({ key }) => key}
        selectedKey={answers.find(({ id }) => id === selected)?.key}
        onSelect={onShow}
        onOpen={onShow}
        empty={<EmptyState title="没有找到" hint={nobody ?? ''} />}
      />
    </div>
  )
}
