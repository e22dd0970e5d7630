import { useDeferredValue, useId, useState, type KeyboardEvent } from 'react'
import { Input } from 'antd'
import { EnvironmentOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { PlaceHit } from '../../core/modules/places/contract.ts'
import { queries } from '../client.ts'
import { classes } from '../ui/classes.ts'
import { isComposing } from '../ui/hotkeys.ts'
import { addressOf } from './place-from.ts'
import styles from './PlaceField.module.css'

/**
 * Place by name, part of a name, pinyin or initials. The list never takes Enter unless a row was
 * walked to with the arrows: what was typed is always good enough to save.
 */
export function PlaceField({
  text,
  control,
  onChange,
}: {
  readonly text: string
  readonly control?: Readonly<Record<string, unknown>>
  readonly onChange: (text: string, hit: PlaceHit | undefined) => void
}) {
  const [open, setOpen] = useState(false)
  // By id, not by row: while somebody types on, another place may move under the chosen row.
  const [walkedTo, setWalkedTo] = useState<string>()
  const listId = useId()
  const query = useDeferredValue(text.trim())
  const { data } = useQuery(
    queries.places.search.queryOptions({
      input: { query, limit: 8 },
      enabled: open && query !== '',
      placeholderData: keepPreviousData,
    }),
  )
  const hits = open && query !== '' ? (data ?? []) : []
  const active = hits.findIndex(({ id }) => id === walkedTo)
  const choose = (hit: PlaceHit) => {
    onChange(addressOf(hit), hit)
    setOpen(false)
    setWalkedTo(undefined)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent) || hits.length === 0) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const step = event.key === 'ArrowDown' ? 1 : -1
      setWalkedTo(hits[Math.min(hits.length - 1, active + step)]?.id)
    }
    const hit = hits[active]
    if (event.key === 'Enter' && hit) {
      event.preventDefault()
      event.stopPropagation()
      choose(hit)
    }
    if (event.key === 'Escape') {
      event.stopPropagation()
      setOpen(false)
    }
  }
  return (
    <div className={styles.field}>
      <Input
        maxLength={120}
        {...control}
        prefix={<EnvironmentOutlined />}
        value={text}
        autoComplete="off"
        role="combobox"
        aria-expanded={hits.length > 0}
        aria-controls={listId}
        aria-activedescendant={active < 0 ? undefined : `${listId}-${active}`}
        placeholder="村、乡镇、地名；可用拼音首字母"
        onChange={(event) => {
          onChange(event.target.value, undefined)
          setOpen(true)
          setWalkedTo(undefined)
        }}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      {hits.length > 0 && (
        <ul id={listId} role="listbox" className={styles.list}>
          {hits.map((hit, place) => (
            <li
              key={hit.id}
              id={`${listId}-${place}`}
              role="option"
              aria-selected={place === active}
              className={classes(styles.hit, place === active && styles.active)}
              // Before the field loses focus and the list with it.
              onMouseDown={(event) => {
                event.preventDefault()
                choose(hit)
              }}
            >
              <span>{hit.label}</span>
              {hit.precision === 'township-only' && <small>位置仅到乡镇</small>}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
