import { useState } from 'react'
import { Input, Select } from 'antd'
import { useMutation } from '@tanstack/react-query'
import { beijingDateTime } from '../../../../../core/kernel/beijing-time.ts'
import { queries } from '../../../../client.ts'
import { ActionButton } from '../../../../ui/ActionButton.tsx'
import { ProblemNote } from '../../../../ui/ProblemNote.tsx'
import type { RosterSettings } from './settings-of.ts'
import styles from './Settings.module.css'

const kinds = [
  { value: 'holiday' as const, label: '节假日' },
  { value: 'workday' as const, label: '上班（调休）' },
  { value: 'weekend' as const, label: '休息' },
]
type Kind = (typeof kinds)[number]['value']
const day = /^\d{4}-\d{2}-\d{2}$/

/** 节假日和调休: the kept calendar knows announced years; here the county corrects or goes ahead of it. */
export function CalendarSettings({ settings }: { readonly settings: RosterSettings }) {
  const [date, setDate] = useState('')
  const [kind, setKind] = useState<Kind>('holiday')
  const [name, setName] = useState('')
  const set = useMutation(
    queries.rosters.setCalendarDay.mutationOptions({
      onSuccess: () => {
        setDate('')
        setName('')
      },
    }),
  )
  const missing = !day.test(date.trim())
    ? '日期写成 2027-02-17'
    : kind === 'holiday' && name.trim() === ''
      ? '写上节日名称，如 春节'
      : undefined
  const kindWord = (key: string) => kinds.find(({ value }) => value === key)?.label ?? key
  const submit = () => {
    if (missing === undefined && !set.isPending)
      set.mutate({ day: date.trim(), kind, name: kind === 'holiday' ? name.trim() : '' })
  }
  return (
    <div className={styles.section}>
      <p className={styles.note}>
        已公布年份的节假日和调休程序自带；国务院还没有公布的年份，或本县另有安排的日子，在这里逐日更正，盖过自带的。
      </p>
      <form
        className={styles.line}
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Input
          className={styles.date}
          aria-label="哪一天"
          placeholder="2027-02-17"
          value={date}
          maxLength={10}
          onChange={({ target }) => setDate(target.value)}
        />
        <Select<Kind> aria-label="这一天是" value={kind} options={kinds} onChange={setKind} />
        {kind === 'holiday' && (
          <Input
            className={styles.date}
            aria-label="节日名称"
            placeholder="春节"
            value={name}
            maxLength={20}
            onChange={({ target }) => setName(target.value)}
          />
        )}
        <ActionButton
          submit
          kind="primary"
          hint="Enter"
          busy={set.isPending}
          refusedBecause={missing}
        >
          更正这一天
        </ActionButton>
      </form>
      <ProblemNote error={set.error} />
      <div role="list" aria-label="更正过的日子">
        {settings.corrections.length === 0 && (
          <p className={styles.note}>没有更正，全部按公布的来。</p>
        )}
        {settings.corrections.map((correction) => (
          <div key={correction.day} role="listitem" className={styles.line}>
            <b>{correction.day}</b>
            <span>
              {kindWord(correction.kind)}
              {correction.name !== null && ` ${correction.name}`}
            </span>
            <span className={styles.note}>
              {correction.by} {beijingDateTime(correction.at).slice(0, 16)}
            </span>
            <ActionButton
              kind="quiet"
              name={`取消 ${correction.day} 的更正`}
              busy={set.isPending}
              onPress={() => set.mutate({ day: correction.day, kind: null })}
            >
              取消更正
            </ActionButton>
          </div>
        ))}
      </div>
    </div>
  )
}
