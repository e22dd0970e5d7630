import { useState } from 'react'
import { AutoComplete } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import { queries } from '../../../client.ts'
import { Field } from '../../../ui/Field.tsx'
import { Form } from '../../../ui/Form.tsx'

const mostOffered = 8

/** 加承办单位: one more who has to be told and to answer. */
export function AddUnitForm({
  instruction,
  onClose,
}: {
  readonly instruction: string
  readonly onClose: () => void
}) {
  const organizations = useQuery(queries.people.organizations.queryOptions()).data ?? []
  const [name, setName] = useState('')
  const add = useMutation(queries.instructions.addAssignee.mutationOptions({ onSuccess: onClose }))
  const typed = name.trim()
  return (
    <Form
      label="加承办单位"
      act="加上"
      busy={add.isPending}
      missing={typed === '' ? '请填承办单位' : undefined}
      error={add.error}
      onAct={() =>
        add.mutate({
          instruction,
          name,
          organization: organizations.find((known) => known.name === typed)?.id ?? null,
        })
      }
      onClose={onClose}
    >
      <b>加承办单位</b>
      <Field label="承办单位" required hint="通讯录里没有的直接写">
        {(control) => (
          <AutoComplete
            {...control}
            autoFocus
            value={name}
            maxLength={60}
            options={organizations
              .filter((known) => typed !== '' && known.name.includes(typed))
              .slice(0, mostOffered)
              .map((known) => ({ value: known.name, label: `${known.name} ${known.dutyPhone}` }))}
            onChange={setName}
          />
        )}
      </Field>
    </Form>
  )
}
