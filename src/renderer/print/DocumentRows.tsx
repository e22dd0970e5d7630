import { useState } from 'react'
import { Checkbox, Select } from 'antd'
import { useQuery } from '@tanstack/react-query'
import type { Printable } from '../../core/modules/documents/contract.ts'
import { queries } from '../client.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { EmptyState, FailingState, LoadingState } from '../ui/states.tsx'
import type { Print } from './use-print.ts'
import styles from './Print.module.css'

/** Every document of an incident, or the empty forms: the digit makes the PDF. */
export function DocumentRows({
  incident,
  print,
}: {
  readonly incident: string | null
  readonly print: Print
}) {
  const [keep, setKeep] = useState(false)
  const list = useQuery(queries.documents.printable.queryOptions({ input: { incident } }))
  if (list.isError) {
    return (
      <FailingState title="读不到文书" error={list.error} onRetry={() => void list.refetch()} />
    )
  }
  if (list.isPending) return <LoadingState what="文书" />
  if (list.data.length === 0) return <EmptyState title="没有可打印的文书" />
  return (
    <>
      <div className={styles.rows}>
        {list.data.map((printable, place) => (
          <DocumentRow
            key={printable.kind}
            printable={printable}
            digit={place < 9 ? String(place + 1) : undefined}
            busy={print.busy}
            onPrint={(subject, format) =>
              print.print({ kind: printable.kind, subject, incident, format, keep })
            }
          />
        ))}
      </div>
      {incident !== null && (
        <Checkbox checked={keep} onChange={(event) => setKeep(event.target.checked)}>
          打印时在事件里留存一份
        </Checkbox>
      )}
    </>
  )
}

function DocumentRow({
  printable: { title, subjects, formats },
  digit,
  busy,
  onPrint,
}: {
  readonly printable: Printable
  readonly digit: string | undefined
  readonly busy: boolean
  readonly onPrint: (subject: string, format: 'pdf' | 'docx') => void
}) {
  const [chosen, setChosen] = useState<string>()
  const subject = subjects.find(({ id }) => id === chosen) ?? subjects[0]
  if (!subject) return null
  return (
    <div className={styles.row}>
      <span className={styles.title} title={title}>
        {title}
      </span>
      <span className={styles.subject}>
        {subjects.length > 1 && (
          <Select
            aria-label={`${title}：哪一份`}
            className={styles.choice ?? ''}
            value={subject.id}
            options={subjects.map((each) => ({ value: each.id, label: each.title }))}
            onChange={setChosen}
          />
        )}
      </span>
      {formats.map((format) => (
        <ActionButton
          key={format}
          hotkey={format === 'pdf' ? digit : undefined}
          name={`${title} ${format.toUpperCase()}`}
          busy={busy}
          onPress={() => onPrint(subject.id, format)}
        >
          {format.toUpperCase()}
        </ActionButton>
      ))}
    </div>
  )
}
