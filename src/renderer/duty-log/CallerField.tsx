import { useDeferredValue } from 'react'
import { AutoComplete } from 'antd'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { queries } from '../client.ts'
import styles from './DutyEntry.module.css'

export interface Caller {
  readonly unit: string
  readonly person: string
  readonly contact: string
  readonly channel: string | null
}

/** The unit or the person, by name, initials or number; choosing one fills all that is known. */
export function CallerField({
  label,
  value,
  onType,
  onChoose,
}: {
  readonly label: string
  readonly value: string
  readonly onType: (text: string) => void
  readonly onChoose: (caller: Caller) => void
}) {
  const text = useDeferredValue(value.trim())
  const found = useQuery(
    queries.dutyLog.callersLike.queryOptions({
      input: { text },
      enabled: text !== '',
      placeholderData: keepPreviousData,
    }),
  )
  const callers = text === '' ? [] : (found.data ?? [])
  return (
    <AutoComplete<string>
      aria-label={label}
      className={styles.grow ?? ''}
      value={value}
      defaultActiveFirstOption={false}
      options={callers.map(({ unit, person, contact, from }, place) => ({
        value: String(place),
        label: (
          <span className={styles.caller}>
            <span>{[unit, person].filter((part) => part !== '').join(' ')}</span>
            <small>{[contact, from].filter((part) => part !== '').join(' · ')}</small>
          </span>
        ),
      }))}
      onSelect={(place) => {
        const caller = callers[Number(place)]
        if (caller) onChoose(caller)
      }}
      // Choosing a row hands its place over, which is no text.
      onChange={(typed) => {
        if (!/^\d$/.test(typed) || callers.length === 0) onType(typed)
      }}
      maxLength={30}
      placeholder="单位、姓名或号码，可用拼音首字母"
    />
  )
}
