import { useState } from 'react'
import { Input, InputNumber } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import { beijingDateTime } from '../../../../core/kernel/beijing-time.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import { LoadingState } from '../../../ui/states.tsx'
import styles from './Handover.module.css'

interface Entry {
  readonly name: string
  readonly count: number
  readonly note: string
}

/** 清点: telephones, keys, seals; the last count is where the next one begins. */
export function CountPanel() {
  const counted = useQuery(queries.handovers.inventory.queryOptions())
  const [typed, setTyped] = useState<readonly Entry[]>()
  const save = useMutation(
    queries.handovers.count.mutationOptions({ onSuccess: () => setTyped(undefined) }),
  )
  if (!counted.data) return <LoadingState what="清点" />
  const { by, at } = counted.data
  const entries = typed ?? counted.data.entries
  const change = (place: number, more: Partial<Entry>) =>
    setTyped(entries.map((entry, row) => (row === place ? { ...entry, ...more } : entry)))
  return (
    <Panel
      title="清点"
      extra={
        <span className={styles.head}>
          {at === null ? '还没有清点过' : `上次 ${by} ${beijingDateTime(at).slice(5, 16)}`}
        </span>
      }
    >
      <div className={styles.form}>
        {entries.map(({ name, count, note }, place) => (
          // oxlint-disable-next-line react/no-array-index-key -- a row is its place while it is typed
          <span key={place} className={styles.counted}>
            <Input
              aria-label={`第 ${place + 1} 样`}
              value={name}
              maxLength={30}
              onChange={({ target }) => change(place, { name: target.value })}
            />
            <InputNumber
              controls={false}
              className={styles.count ?? ''}
              aria-label={`${name} 数量`}
              min={0}
              max={9999}
              precision={0}
              value={count}
              onChange={(value) => change(place, { count: value ?? 0 })}
            />
            <Input
              aria-label={`${name} 备注`}
              value={note}
              maxLength={60}
              placeholder="备注"
              onChange={({ target }) => change(place, { note: target.value })}
            />
          </span>
        ))}
        <span className={styles.line}>
          <ActionButton
            kind="primary"
            hotkey="Ctrl+Enter"
            busy={save.isPending}
            onPress={() =>
              save.mutate({ entries: entries.filter(({ name }) => name.trim() !== '') })
            }
          >
            清点无误，记下
          </ActionButton>
          <ActionButton onPress={() => setTyped([...entries, { name: '', count: 0, note: '' }])}>
            加一样
          </ActionButton>
        </span>
        <ProblemNote error={save.error} />
      </div>
    </Panel>
  )
}
