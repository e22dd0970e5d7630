import { useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import {
  breakGlassRoles,
  roleWord,
  type BreakGlassRole,
} from '../../../core/modules/people/contract.ts'
import { queries } from '../../client.ts'
import { keepSession } from '../../session.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { describeError } from '../../ui/describe-error.ts'
import { Field } from '../../ui/Field.tsx'
import { waitOf } from '../../ui/wait-of.ts'
import { WaitNote } from '../../ui/WaitNote.tsx'
import styles from './SignInScreen.module.css'

/** The sealed code opens a duty role at once; it raises an alarm and is written down. */
export function BreakGlassForm({ onBack }: { readonly onBack: () => void }) {
  const [name, setName] = useState('')
  const [role, setRole] = useState<BreakGlassRole>('shift_chief')
  const [code, setCode] = useState('')
  const open = useMutation(
    queries.people.breakGlass.mutationOptions({
      onSuccess: ({ resume }) => keepSession(resume),
      onError: () => setCode(''),
    }),
  )
  return (
    <form
      className={styles.form}
      aria-label="应急登录"
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() !== '' && code !== '') open.mutate({ name, role, code })
      }}
    >
      <div>
        <div className={styles.name}>应急登录</div>
        <div className={styles.roles}>
          打开密封的恢复码纸，立即以值班岗位登录。会发出告警并留下记录。
        </div>
      </div>
      <Field label="本人姓名" required>
        {(control) => (
          <Input
            {...control}
            autoFocus
            value={name}
            maxLength={30}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field label="岗位">
        {(control) => (
          <Select<BreakGlassRole>
            id={control.id}
            value={role}
            onChange={setRole}
            options={breakGlassRoles.map((key) => ({ value: key, label: roleWord(key) }))}
          />
        )}
      </Field>
      <Field
        label="恢复码"
        required
        hint="16 位字母和数字，横线、空格、大小写不影响"
        problem={open.error === null ? undefined : describeError(open.error)}
      >
        {(control) => (
          <Input
            {...control}
            size="large"
            autoComplete="off"
            spellCheck={false}
            value={code}
            maxLength={60}
            onChange={(event) => setCode(event.target.value)}
          />
        )}
      </Field>
      <WaitNote key={`${open.submittedAt} ${open.status}`} waitMs={waitOf(open.error)} />
      <ActionButton submit big kind="danger" hint="Enter" busy={open.isPending}>
        应急登录
      </ActionButton>
      <div className={styles.ways}>
        <span />
        <ActionButton kind="quiet" hotkey="Escape" onPress={onBack}>
          返回口令登录
        </ActionButton>
      </div>
    </form>
  )
}
