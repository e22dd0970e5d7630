import { useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import { Checkbox, Input } from 'antd'
import { roles, type Role } from '../../../../core/modules/people/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { Field } from '../../../ui/Field.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import styles from '../Section.module.css'

const empty = { name: '', post: '', phone: '' }

export function NewPersonForm({ onRegistered }: { readonly onRegistered: (id: string) => void }) {
  const [fields, setFields] = useState(empty)
  const [held, setHeld] = useState<readonly Role[]>([])
  const register = useMutation(
    queries.people.register.mutationOptions({ onSuccess: ({ id }) => onRegistered(id) }),
  )
  const ready = fields.name.trim() !== ''
  return (
    <Panel title="添加人员">
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          const { name, post, phone } = fields
          if (ready) register.mutate({ name, post, phones: [phone], roles: [...held] })
        }}
      >
        <Field
          label="姓名"
          required
          problem={register.error === null ? undefined : describeError(register.error)}
        >
          {(control) => (
            <Input
              {...control}
              autoFocus
              value={fields.name}
              maxLength={30}
              onChange={(event) => setFields({ ...fields, name: event.target.value })}
            />
          )}
        </Field>
        <Field label="职务">
          {(control) => (
            <Input
              {...control}
              value={fields.post}
              maxLength={40}
              onChange={(event) => setFields({ ...fields, post: event.target.value })}
            />
          )}
        </Field>
        <Field label="电话">
          {(control) => (
            <Input
              {...control}
              value={fields.phone}
              maxLength={30}
              onChange={(event) => setFields({ ...fields, phone: event.target.value })}
            />
          )}
        </Field>
        <RoleBoxes
          held={held}
          onChange={(role, on) =>
            setHeld(on ? [...held, role] : held.filter((each) => each !== role))
          }
        />
        <p className={styles.note}>没有岗位的人只在通讯录里，不能登录。保存后再设口令。</p>
        <div className={styles.buttons}>
          <ActionButton
            submit
            kind="primary"
            hint="Enter"
            busy={register.isPending}
            refusedBecause={ready ? undefined : '请填姓名'}
          >
            保存
          </ActionButton>
        </div>
      </form>
    </Panel>
  )
}

export function RoleBoxes({
  held,
  onChange,
}: {
  readonly held: readonly string[]
  readonly onChange: (role: Role, on: boolean) => void
}) {
  return (
    <div className={styles.roles} role="group" aria-label="岗位">
      {roles.map(([key, word]) => (
        <Checkbox
          key={key}
          checked={held.includes(key)}
          onChange={(event) => onChange(key, event.target.checked)}
        >
          {word}
        </Checkbox>
      ))}
    </div>
  )
}
