import { useEffect, useRef, useState, type FormEvent } from 'react'
import { App, Input, Select, type InputRef } from 'antd'
import { useMutation } from '@tanstack/react-query'
import type { Contact, Directory } from '../../../../core/modules/contacts/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { clearable } from '../../../ui/clearable.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { Field } from '../../../ui/Field.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { draftOf, fieldsOf, type ContactDraft } from './contact-draft.ts'
import { NetLines } from './NetLines.tsx'
import { WayLines } from './WayLines.tsx'
import resources from '../ResourcesScreen.module.css'

/** One person: a new one, or what is known of them. What is typed stays until it is kept. */
export function ContactForm({
  list,
  contact,
  onClose,
  onStored,
}: {
  readonly list: Directory
  readonly contact: Contact | undefined
  readonly onClose: () => void
  readonly onStored: (id: string) => void
}) {
  const { message } = App.useApp()
  const first = useRef<InputRef>(null)
  useEffect(() => first.current?.focus(), [])
  const [typed, setTyped] = useState<Partial<ContactDraft>>({})
  const draft: ContactDraft = { ...draftOf(contact), ...typed }
  const put = (more: Partial<ContactDraft>) => setTyped((held) => ({ ...held, ...more }))
  const save = useMutation(
    queries.contacts.save.mutationOptions({
      onSuccess: ({ id }) => {
        void message.success('已存')
        onStored(id)
      },
    }),
  )
  const [missing, setMissing] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (save.isPending) return
    const isNameless = draft.name.trim() === ''
    setMissing(isNameless)
    save.reset()
    if (isNameless) return
    save.mutate({ person: contact?.id ?? null, set: fieldsOf(draft) })
  }
  const problem = missing ? '请填姓名。' : save.error ? describeError(save.error) : undefined
  const others = list.people.filter(
    ({ id, disabledReason }) => id !== contact?.id && disabledReason === null,
  )
  return (
    <Panel title={contact ? `更改 ${contact.label}` : '登记联系人'} className={resources.side}>
      <form className={resources.form} onSubmit={submit}>
        <Field label="姓名" required>
          {(control) => (
            <Input
              {...control}
              ref={first}
              maxLength={30}
              value={draft.name}
              onChange={({ target }) => put({ name: target.value })}
            />
          )}
        </Field>
        <Field
          label="单位"
          hint={list.offices.length === 0 ? '单位在“单位”里从表格导入，或在设置里登记' : ''}
        >
          {(control) => (
            <Select
              {...control}
              allowClear={clearable}
              showSearch={{ optionFilterProp: 'search' }}
              value={draft.organization}
              onChange={(organization?: string) => put({ organization: organization ?? null })}
              options={list.offices.map(({ id, name, initials, pinyin }) => ({
                value: id,
                label: name,
                search: `${name} ${initials} ${pinyin}`,
              }))}
            />
          )}
        </Field>
        <Field label="职务">
          {(control) => (
            <Input
              {...control}
              maxLength={40}
              value={draft.post}
              onChange={({ target }) => put({ post: target.value })}
            />
          )}
        </Field>
        <WayLines ways={draft.ways} onChange={(ways) => put({ ways })} />
        <NetLines
          nets={draft.nets}
          known={list.nets}
          townships={list.townships}
          onChange={(nets) => put({ nets })}
        />
        <Field label="代班人" hint="请假时先打给第一个">
          {(control) => (
            <Select
              {...control}
              mode="multiple"
              maxCount={3}
              showSearch={{ optionFilterProp: 'search' }}
              value={[...draft.deputies]}
              onChange={(deputies: string[]) => put({ deputies })}
              options={others.map(({ id, label, initials, pinyin }) => ({
                value: id,
                label,
                search: `${label} ${initials} ${pinyin}`,
              }))}
            />
          )}
        </Field>
        <Field label="呼号">
          {(control) => (
            <Input
              {...control}
              maxLength={30}
              value={draft.callSign}
              onChange={({ target }) => put({ callSign: target.value })}
            />
          )}
        </Field>
        <Field label="备注">
          {(control) => (
            <Input
              {...control}
              maxLength={200}
              value={draft.note}
              onChange={({ target }) => put({ note: target.value })}
            />
          )}
        </Field>
        <div className={resources.actions}>
          {problem !== undefined && (
            <div className={resources.problem} role="alert">
              {problem}
            </div>
          )}
          <ActionButton kind="primary" submit hint="Enter" busy={save.isPending}>
            保存
          </ActionButton>
          <ActionButton hotkey="Escape" onPress={onClose}>
            {contact ? '关闭' : '取消'}
          </ActionButton>
        </div>
      </form>
    </Panel>
  )
}
