import { useDeferredValue } from 'react'
import { PhoneOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { KnownCaller } from '../../core/modules/callers/contract.ts'
import { queries } from '../client.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { TimeAgo } from '../ui/Age.tsx'
import styles from './CallerPanel.module.css'

const kindWords: Readonly<Record<KnownCaller['kind'], string>> = {
  person: '通讯录',
  organization: '单位',
  team: '队伍',
}

/** Whose the number is, and what was told from it before; beside the form, for a person to use. */
export function CallerPanel({
  contact,
  onSource,
  onShow,
}: {
  readonly contact: string
  /** Absent: a source is typed already. */
  readonly onSource: ((source: string) => void) | undefined
  readonly onShow: (incident: string) => void
}) {
  const phone = useDeferredValue(contact.trim().slice(0, 200))
  const caller = useQuery(
    queries.callers.lookup.queryOptions({
      input: { phone },
      enabled: phone.length >= 3,
      placeholderData: keepPreviousData,
    }),
  ).data
  if (phone.length < 3 || !caller || caller.shown === null) return null
  const { shown, known, earlier } = caller
  return (
    <section className={styles.panel} aria-label="来电人">
      <div className={styles.line}>
        <PhoneOutlined aria-hidden />
        <b>{shown}</b>
        {known.length === 0 && <span className={styles.note}>不在通讯录里，登记时随事件保存</span>}
      </div>
      {known.map(({ kind, id, name, detail }) => (
        <div key={`${kind} ${id}`} className={styles.line}>
          <span className={styles.words}>
            {name} <span className={styles.note}>{`${detail} · ${kindWords[kind]}`}</span>
          </span>
          {onSource && (
            <ActionButton onPress={() => onSource(detail === '' ? name : `${detail} ${name}`)}>
              填作来源
            </ActionButton>
          )}
        </div>
      ))}
      {earlier.map(({ id, incident, number, title, at, source, text, opening }) => (
        <div key={id} className={styles.line}>
          <span className={styles.words}>
            <TimeAgo atMs={at} /> {number} {source}：{opening ? title : text || title}
          </span>
          <ActionButton kind="quiet" name={`打开 ${number}`} onPress={() => onShow(incident)}>
            打开
          </ActionButton>
        </div>
      ))}
    </section>
  )
}
