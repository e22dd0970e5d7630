import { App } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import { queries } from '../../../client.ts'
import { fetchOffer } from '../../../print/fetch-offer.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { Panel } from '../../../ui/Panel.tsx'
import { useState } from 'react'
import { Select } from 'antd'
import { Field } from '../../../ui/Field.tsx'
import resources from '../ResourcesScreen.module.css'

/** The directory as a file, or on paper: everybody, or those the list shows. */
export function TakeAway({
  people,
  onClose,
}: {
  readonly people: readonly string[] | null
  readonly onClose: () => void
}) {
  const { message } = App.useApp()
  const [subject, setSubject] = useState('all')
  const take = useMutation(
    queries.contacts.export.mutationOptions({
      onSuccess: (offer) => {
        fetchOffer(offer)
        void message.success(`已导出 ${offer.people} 人：${offer.name}`)
      },
    }),
  )
  const print = useMutation(
    queries.documents.print.mutationOptions({
      onSuccess: (offer) => {
        fetchOffer(offer)
        void message.success(`已生成：${offer.name}`)
      },
    }),
  )
  const printable = useQuery(
    queries.documents.printable.queryOptions({ input: { incident: null } }),
  ).data?.find(({ kind }) => kind === 'contact_book')
  const busy = take.isPending || print.isPending
  const error = take.error ?? print.error
  const file = (format: 'xlsx' | 'vcard3' | 'vcard4') =>
    take.mutate({ format, people: people === null ? null : [...people] })
  const paper = (format: 'pdf' | 'docx') =>
    print.mutate({ kind: 'contact_book', subject, incident: null, format })
  return (
    <Panel title="导出和打印通讯录" className={resources.side}>
      <div className={resources.form}>
        <p>
          {people === null ? '导出全部在用的人。' : `导出列表里的 ${people.length} 人。`}
          表格改好可以再导回；名片可装进手机。导出会记下是谁、导出了多少人。
        </p>
        <div className={resources.actions}>
          <ActionButton kind="primary" hotkey="T" busy={busy} onPress={() => file('xlsx')}>
            表格
          </ActionButton>
          <ActionButton hotkey="3" busy={busy} onPress={() => file('vcard3')}>
            名片 3.0
          </ActionButton>
          <ActionButton hotkey="4" busy={busy} onPress={() => file('vcard4')}>
            名片 4.0
          </ActionButton>
        </div>
        <Field label="应急通讯录（打印）">
          {(control) => (
            <Select
              {...control}
              value={subject}
              onChange={setSubject}
              options={(printable?.subjects ?? []).map(({ id, title }) => ({
                value: id,
                label: title,
              }))}
            />
          )}
        </Field>
        <div className={resources.actions}>
          <ActionButton hotkey="P" busy={busy} onPress={() => paper('pdf')}>
            PDF
          </ActionButton>
          <ActionButton hotkey="W" busy={busy} onPress={() => paper('docx')}>
            DOCX
          </ActionButton>
          <ActionButton hotkey="Escape" onPress={onClose}>
            关闭
          </ActionButton>
        </div>
        {error && (
          <div className={resources.problem} role="alert">
            {describeError(error)}
          </div>
        )}
      </div>
    </Panel>
  )
}
