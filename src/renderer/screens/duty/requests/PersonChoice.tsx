import { Select } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { queries } from '../../../client.ts'
import type { Self } from './self.ts'

/** For whom: oneself, or anybody of the roster where one plans it. */
export function PersonChoice({
  self,
  value,
  label,
  onChange,
}: {
  readonly self: Self
  readonly value: string
  readonly label: string
  readonly onChange: (person: string) => void
}) {
  const people = useQuery({
    ...queries.rosters.settings.queryOptions(),
    enabled: self.plans,
  }).data?.people
  const initials = useQuery(queries.people.list.queryOptions()).data ?? []
  if (!self.plans) return <span>{self.name}</span>
  const options = (people ?? [])
    .filter(({ serves, id }) => serves || id === self.person)
    .map(({ id, name, title }) => ({
      value: id,
      label: title === '' ? name : `${name}（${title}）`,
      search: `${name} ${initials.find((one) => one.id === id)?.initials ?? ''}`,
    }))
  const known = options.some((option) => option.value === self.person)
  return (
    <Select
      aria-label={label}
      showSearch
      optionFilterProp="search"
      value={value}
      options={
        known ? options : [{ value: self.person, label: self.name, search: self.name }, ...options]
      }
      onChange={onChange}
    />
  )
}
