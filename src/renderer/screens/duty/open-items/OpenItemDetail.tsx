import { useState } from 'react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { beijingDateTime } from '../../../../core/kernel/beijing-time.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { isComposing } from '../../../ui/hotkeys.ts'
import { Tag } from '../../../ui/Tag.tsx'
import { useGoToIncident } from './go-to.ts'
import type { OpenItem } from '../../../open-items/open-items.ts'
import styles from './OpenItems.module.css'

/** One open item in full, and what ends it. Give it the item's key as `key`. */
export function OpenItemDetail({ item }: { readonly item: OpenItem }) {
  const goToIncident = useGoToIncident()
  const incidents =
    useQuery(queries.incidents.list.queryOptions({ input: {} })).data?.incidents ?? []
  const { incident, entry, kind, text, who, since, dueAt } = item
  const card = incidents.find(({ id }) => id === incident)
  return (
    <div className={styles.detail}>
      <div className={styles.tags}>
        <Tag tone="yellow">{kind}</Tag>
        {entry && <Tag>{entry.number}</Tag>}
        {card && (
          <Tag>
            {card.number} {card.title}
          </Tag>
        )}
      </div>
      <p className={styles.text}>{text}</p>
      <p className={styles.note}>
        {beijingDateTime(since)} · {who}
        {dueAt !== null && ` · 限 ${beijingDateTime(dueAt).slice(5, 16)}`}
      </p>
      {entry && <CloseForm entry={entry.id} />}
      {incident !== null && (
        <div className={styles.buttons}>
          <ActionButton hint="Enter" onPress={() => goToIncident(incident)}>
            去事件
          </ActionButton>
        </div>
      )}
    </div>
  )
}

function CloseForm({ entry }: { readonly entry: string }) {
  const [writing, setWriting] = useState(false)
  const [note, setNote] = useState('')
  const close = useMutation(queries.logbook.closeAction.mutationOptions())
  if (!writing) {
    return (
      <div className={styles.buttons}>
        <ActionButton kind="primary" hotkey="B" onPress={() => setWriting(true)}>
          办结
        </ActionButton>
      </div>
    )
  }
  return (
    <form
      className={styles.form}
      aria-label="办结"
      onSubmit={(event) => {
        event.preventDefault()
        if (!close.isPending) close.mutate({ entry, note })
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || isComposing(event.nativeEvent)) return
        event.preventDefault()
        setWriting(false)
      }}
    >
      <Input
        autoFocus
        aria-label="办理情况"
        placeholder="办理情况（可空）"
        value={note}
        maxLength={200}
        onChange={(event) => setNote(event.target.value)}
      />
      {close.error !== null && (
        <div className={styles.problem} role="alert">
          没有办结，文字还在。{describeError(close.error)}
        </div>
      )}
      <div className={styles.buttons}>
        <ActionButton submit kind="primary" hint="Enter" busy={close.isPending}>
          办结
        </ActionButton>
        <ActionButton kind="quiet" hint="Escape" onPress={() => setWriting(false)}>
          取消
        </ActionButton>
      </div>
    </form>
  )
}
