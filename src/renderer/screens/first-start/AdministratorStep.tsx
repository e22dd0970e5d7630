import { useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import { Input } from 'antd'
import { queries } from '../../client.ts'
import { keepSession } from '../../session.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { describeError } from '../../ui/describe-error.ts'
import { Field } from '../../ui/Field.tsx'
import styles from './FirstStartScreen.module.css'

/** The one person who must exist: can make the others. */
export function AdministratorStep({
  onDone,
  onBack,
}: {
  readonly onDone: (recoveryCode: string) => void
  readonly onBack: () => void
}) {
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const create = useMutation(
    queries.people.firstStart.mutationOptions({
      onSuccess: ({ resume, recoveryCode }) => {
        keepSession(resume)
        onDone(recoveryCode)
      },
    }),
  )
  const differs = again !== '' && again !== password
  const ready = name.trim() !== '' && password.length >= 8 && again === password
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (ready && !create.isPending) create.mutate({ name, password })
      }}
    >
      <div className={styles.body}>
        <Field label="姓名" required>
          {(control) => (
            <Input
              {...control}
              autoFocus
              value={name}
              maxLength={30}
              autoComplete="off"
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field label="口令" required hint="至少 8 个字符，越长越好，可以是一句话">
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
        <Field label="再输一次口令" required problem={differs ? '两次输入不一样' : undefined}>
          {(control) => (
            <Input.Password
              {...control}
              value={again}
              maxLength={128}
              autoComplete="new-password"
              onChange={(event) => setAgain(event.target.value)}
            />
          )}
        </Field>
        {create.error !== null && (
          <div role="alert" className={styles.problem}>
            {describeError(create.error)}
          </div>
        )}
        <p className={styles.note}>
          口令只以加密校验值存在本机，任何人都查不出原文。忘记时由另一名管理员重设，或用下一步的恢复码。
        </p>
      </div>
      <div className={styles.actions}>
        <ActionButton hotkey="Alt+ArrowLeft" onPress={onBack}>
          上一步
        </ActionButton>
        <span className={styles.grow} />
        <ActionButton
          submit
          kind="primary"
          hint="Enter"
          busy={create.isPending}
          refusedBecause={ready ? undefined : '请填姓名和两次相同的口令（至少 8 个字符）'}
        >
          建立账号
        </ActionButton>
      </div>
    </form>
  )
}
