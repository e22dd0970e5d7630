import { useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import { Input } from 'antd'
import type { Person } from '../../../../core/modules/people/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { Field } from '../../../ui/Field.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { OwnSecrets } from './OwnAccount.tsx'
import { RoleBoxes } from './NewPersonForm.tsx'
import { OrganizationOfPerson } from './OrganizationOfPerson.tsx'
import { SavedField } from './SavedField.tsx'
import styles from '../Section.module.css'

/** One person: every change is saved by itself and is a fact of its own. */
export function PersonForm({ person, own }: { readonly person: Person; readonly own: boolean }) {
  const setRole = useMutation(queries.people.setRole.mutationOptions())
  return (
    <Panel title={person.name}>
      <div className={styles.form}>
        <SavedField person={person.id} field="name" label="姓名" value={person.name} />
        <SavedField person={person.id} field="post" label="职务" value={person.post} />
        <SavedField
          person={person.id}
          field="phones"
          label="电话（多个用空格分开）"
          value={person.phones.join(' ')}
        />
        <SavedField person={person.id} field="callSign" label="电台呼号" value={person.callSign} />
        <OrganizationOfPerson person={person} />
        <hr className={styles.rule} />
        <h3>岗位</h3>
        <RoleBoxes
          held={person.roles.map(({ key }) => key)}
          onChange={(role, held) => setRole.mutate({ person: person.id, role, held })}
        />
        {setRole.error !== null && (
          <div role="alert" className={styles.bad}>
            {describeError(setRole.error)}
          </div>
        )}
        <hr className={styles.rule} />
        {own ? <OwnSecrets /> : <PasswordForPerson person={person} />}
        {!own && <Disabling person={person} />}
      </div>
    </Panel>
  )
}

function PasswordForPerson({ person }: { readonly person: Person }) {
  const [password, setPassword] = useState('')
  const enrol = useMutation(
    queries.people.enrol.mutationOptions({ onSuccess: () => setPassword('') }),
  )
  const problem = enrol.error === null ? undefined : describeError(enrol.error)
  return (
    <form
      className={styles.inline}
      onSubmit={(event) => {
        event.preventDefault()
        if (password !== '') enrol.mutate({ person: person.id, password })
      }}
    >
      <Field
        label={person.enrolled ? '重设本机口令' : '设本机口令'}
        problem={problem}
        hint={
          enrol.isSuccess ? '口令已设，请本人登录后自己改' : '至少 8 个字符；只在这台调度台有效'
        }
      >
        {(control) => (
          <Input.Password
            {...control}
            value={password}
            maxLength={128}
            autoComplete="new-password"
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
      <ActionButton
        submit
        busy={enrol.isPending}
        refusedBecause={password.length >= 8 ? undefined : '口令至少 8 个字符'}
      >
        设口令
      </ActionButton>
    </form>
  )
}

function Disabling({ person }: { readonly person: Person }) {
  const [reason, setReason] = useState('')
  const disable = useMutation(
    queries.people.disable.mutationOptions({ onSuccess: () => setReason('') }),
  )
  const enable = useMutation(queries.people.enable.mutationOptions())
  if (person.disabledReason !== null) {
    return (
      <div className={styles.buttons}>
        <span className={styles.bad}>已停用：{person.disabledReason}</span>
        <ActionButton busy={enable.isPending} onPress={() => enable.mutate({ person: person.id })}>
          恢复启用
        </ActionButton>
      </div>
    )
  }
  return (
    <form
      className={styles.inline}
      onSubmit={(event) => {
        event.preventDefault()
        if (reason.trim() !== '') disable.mutate({ person: person.id, reason })
      }}
    >
      <Field
        label="停用"
        hint="停用后不能登录，写过的记录仍在"
        problem={disable.error === null ? undefined : describeError(disable.error)}
      >
        {(control) => (
          <Input
            {...control}
            placeholder="原因"
            value={reason}
            maxLength={200}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      <ActionButton
        submit
        kind="danger"
        busy={disable.isPending}
        refusedBecause={reason.trim() === '' ? '请写明原因' : undefined}
      >
        停用
      </ActionButton>
    </form>
  )
}
