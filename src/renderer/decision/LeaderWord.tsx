import { Select } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { create } from 'zustand'
import { queries } from '../client.ts'
import { clearable } from '../ui/clearable.tsx'
import styles from './LeaderWord.module.css'

export interface Authority {
  readonly person: string
  readonly how: 'phone' | 'radio' | 'f2f'
}

const ways = [
  { value: 'phone' as const, label: '电话' },
  { value: 'radio' as const, label: '电台' },
  { value: 'f2f' as const, label: '当面' },
]

/** Whose word was last given on this page: in one night it is usually the same. */
const useLastWord = create<{ readonly last: Authority | undefined }>()(() => ({ last: undefined }))

/** Whether this person may decide alone, and what to start a form with. */
export function useDecider(right = 'incident.decide') {
  const state = useQuery(queries.people.state.queryOptions()).data
  const last = useLastWord(({ last: word }) => word)
  const alone = state?.session.kind === 'open' && state.session.own.rights.includes(right)
  return { alone, start: alone ? undefined : last }
}

/** Which leader decided, and how the officer was told; nobody chosen is the officer's own right. */
export function LeaderWord({
  value,
  onChange,
}: {
  readonly value: Authority | undefined
  readonly onChange: (value: Authority | undefined) => void
}) {
  const { alone } = useDecider()
  const roster = useQuery(queries.people.state.queryOptions()).data?.roster ?? []
  const leaders = roster.filter(({ roles }) => roles.some(({ key }) => key === 'duty_leader'))
  const choose = (word: Authority | undefined) => {
    useLastWord.setState({ last: word })
    onChange(word)
  }
  return (
    <span className={styles.word}>
      <span>决定人</span>
      <Select
        aria-label="决定的领导"
        className={styles.person ?? ''}
        allowClear={clearable}
        showSearch
        optionFilterProp="search"
        placeholder={alone ? '本人' : '选带班领导'}
        value={value?.person ?? null}
        notFoundContent="通讯录里还没有带班领导"
        options={leaders.map(({ id, name, initials }) => ({
          value: id,
          label: name,
          search: `${name} ${initials}`,
        }))}
        onChange={(person) => choose(person ? { person, how: value?.how ?? 'phone' } : undefined)}
      />
      {value && (
        <Select
          aria-label="怎样批准"
          className={styles.how ?? ''}
          value={value.how}
          options={ways}
          onChange={(how) => choose({ ...value, how })}
        />
      )}
    </span>
  )
}
