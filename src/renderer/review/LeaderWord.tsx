import { Select } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { queries } from '../client.ts'
import styles from './Review.module.css'

export interface Authority {
  readonly person: string
  readonly how: 'phone' | 'radio' | 'f2f'
}

const ways = [
  { value: 'phone' as const, label: '电话' },
  { value: 'radio' as const, label: '电台' },
  { value: 'f2f' as const, label: '当面' },
]

/** Which leader approved, and how the officer was told. Nobody chosen: the officer's own right. */
export function LeaderWord({
  value,
  onChange,
}: {
  readonly value: Authority | undefined
  readonly onChange: (value: Authority | undefined) => void
}) {
  const roster = useQuery(queries.people.state.queryOptions()).data?.roster ?? []
  const leaders = roster.filter(({ roles }) => roles.some(({ key }) => key === 'duty_leader'))
  return (
    <>
      <Select
        aria-label="口头批准的领导"
        className={styles.select ?? ''}
        allowClear
        placeholder="口头批准的领导"
        value={value?.person ?? null}
        options={leaders.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(person) => onChange(person ? { person, how: value?.how ?? 'phone' } : undefined)}
      />
      {value && (
        <Select
          aria-label="怎样批准"
          value={value.how}
          options={ways}
          onChange={(how) => onChange({ ...value, how })}
        />
      )}
    </>
  )
}
