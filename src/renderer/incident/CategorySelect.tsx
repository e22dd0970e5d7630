import { Select } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { queries } from '../client.ts'

/** Event category by name, code or pinyin initials; '' is 待定. What the county meets first comes first. */
export function CategorySelect({
  value,
  control,
  autoFocus = false,
  onChange,
}: {
  readonly value: string
  readonly control?: { readonly id: string }
  readonly autoFocus?: boolean
  readonly onChange: (code: string) => void
}) {
  const categories = useQuery(queries.incidents.categories.queryOptions({ input: {} })).data ?? []
  const options = [
    { value: '', label: '待定', search: '待定 dd' },
    ...categories.map(({ code, name, initials }) => ({
      value: code,
      label: name,
      search: `${name} ${initials} ${code.toLowerCase()}`,
    })),
  ]
  return (
    <Select
      {...(control ? { id: control.id } : {})}
      aria-label="类别"
      showSearch
      autoFocus={autoFocus}
      value={value}
      options={options}
      filterOption={(typed, option) => option?.search.includes(typed.trim().toLowerCase()) ?? false}
      onChange={onChange}
    />
  )
}
