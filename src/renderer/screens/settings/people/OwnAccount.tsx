import { useState } from 'react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { App, Input } from 'antd'
import { queries } from '../../../client.ts'
import { signOut } from '../../../session.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { Field } from '../../../ui/Field.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { rightsInWords } from './rights-in-words.ts'
import styles from '../Section.module.css'

/** What everybody may change of their own: password, PIN; and what they may do, in words. */
export function OwnAccount() {
  const state = useQuery(queries.people.state.queryOptions())
  const session = state.data?.session
  if (session?.kind !== 'open') return null
  return (
    <Panel title={session.own.name}>
      <div className={styles.form}>
        <div>
          {session.own.roles.map(({ word }) => word).join('、')}
          <p className={styles.note}>可以：{rightsInWords(session.own.rights) || '查看'}</p>
        </div>
        {session.own.breakGlass ? <SignedInByCode /> : <OwnSecrets />}
      </div>
    </Panel>
  )
}

export function OwnSecrets() {
  return (
    <>
      <ChangePassword />
      <hr className={styles.rule} />
      <SetPin />
      <hr className={styles.rule} />
      <SignOut />
    </>
  )
}

function SignedInByCode() {
  return (
    <>
      <p className={styles.note}>本次用恢复码应急登录。要设自己的口令，请系统管理员在这里添加。</p>
      <SignOut />
    </>
  )
}

function SignOut() {
  const { message } = App.useApp()
  const leave = () => {
    signOut().catch((error: unknown) => void message.error(describeError(error)))
  }
  return (
    <div className={styles.buttons}>
      <ActionButton onPress={leave}>退出登录</ActionButton>
    </div>
  )
}

function ChangePassword() {
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const change = useMutation(
    queries.people.changePassword.mutationOptions({
      onSuccess: () => {
        setCurrent('')
        setPassword('')
      },
    }),
  )
  const ready = current !== '' && password.length >= 8
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) change.mutate({ current, password })
      }}
    >
      <h3>改口令</h3>
      <Field
        label="原口令"
        problem={change.error === null ? undefined : describeError(change.error)}
      >
        {(control) => (
          <Input.Password
            {...control}
            value={current}
            maxLength={128}
            autoComplete="current-password"
            onChange={(event) => setCurrent(event.target.value)}
          />
        )}
      </Field>
      <Field label="新口令" hint={change.isSuccess ? '口令已改' : '至少 8 个字符'}>
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
      <div className={styles.buttons}>
        <ActionButton
          submit
          busy={change.isPending}
          refusedBecause={ready ? undefined : '请填原口令和至少 8 个字符的新口令'}
        >
          改口令
        </ActionButton>
      </div>
    </form>
  )
}

function SetPin() {
  const [pin, setPin] = useState('')
  const save = useMutation(queries.people.setPin.mutationOptions({ onSuccess: () => setPin('') }))
  const ready = /^\d{4,8}$/.test(pin)
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) save.mutate({ pin })
      }}
    >
      <h3>锁屏 PIN</h3>
      <Field
        label="新 PIN"
        hint={save.isSuccess ? 'PIN 已设' : '4 到 8 位数字，只能解锁本机已登录的席位'}
        problem={save.error === null ? undefined : describeError(save.error)}
      >
        {(control) => (
          <Input.Password
            {...control}
            value={pin}
            maxLength={8}
            inputMode="numeric"
            autoComplete="off"
            onChange={(event) => setPin(event.target.value)}
          />
        )}
      </Field>
      <div className={styles.buttons}>
        <ActionButton
          submit
          busy={save.isPending}
          refusedBecause={ready ? undefined : '请填 4 到 8 位数字'}
        >
          设 PIN
        </ActionButton>
      </div>
    </form>
  )
}
