import { useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import {
  organizationKinds,
  type OrganizationKind,
} from '../../../../core/modules/people/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { Field } from '../../../ui/Field.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import styles from '../Section.module.css'

export const kindOptions = organizationKinds.map(([value, label]) => ({ value, label }))

export function NewOrganizationForm({
  onRegistered,
}: {
  readonly onRegistered: (id: string) => void
}) {
  const [name, setName] = useState('')
  const [kind, setKind] = useState<OrganizationKind>('department')
  const [dutyPhone, setDutyPhone] = useState('')
  const register = useMutation(
    queries.people.registerOrganization.mutationOptions({
      onSuccess: ({ id }) => onRegistered(id),
    }),
  )
  const ready = name.trim() !== ''
  return (
    <Panel title="添加单位">
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (ready && !register.isPending) register.mutate({ name, kind, dutyPhone })
        }}
      >
        <Field
          label="名称"
          required
          problem={register.error === null ? undefined : describeError(register.error)}
        >
          {(control) => (
            <Input
              {...control}
              value={name}
              maxLength={60}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field label="类别">
          {({ id }) => (
            <Select<OrganizationKind>
              id={id}
              value={kind}
              onChange={setKind}
              options={kindOptions}
            />
          )}
        </Field>
        <Field label="值班电话">
          {(control) => (
            <Input
              {...control}
              value={dutyPhone}
              maxLength={30}
              onChange={(event) => setDutyPhone(event.target.value)}
            />
          )}
        </Field>
        <div className={styles.buttons}>
          <ActionButton
            submit
            kind="primary"
            hint="Enter"
            busy={register.isPending}
            refusedBecause={ready ? undefined : '请填单位名称'}
          >
            保存
          </ActionButton>
        </div>
      </form>
    </Panel>
  )
}
