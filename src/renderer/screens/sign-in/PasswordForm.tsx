import { useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import { Input } from 'antd'
import type { RosterPerson } from '../../../core/modules/people/contract.ts'
import { queries, useConnection } from '../../client.ts'
import { keepSession } from '../../session.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { describeError } from '../../ui/describe-error.ts'
import { Field } from '../../ui/Field.tsx'
import { waitOf } from '../../ui/wait-of.ts'
import { WaitNote } from '../../ui/WaitNote.tsx'
import { AfterSignIn } from './AfterSignIn.tsx'
import styles from './SignInScreen.module.css'

export function PasswordForm({
  person,
  onBreakGlass,
}: {
  readonly person: RosterPerson
  readonly onBreakGlass: () => void
}) {
  const [password, setPassword] = useState('')
  const signIn = useMutation(
    queries.people.signIn.mutationOptions({
      onSuccess: ({ resume }) => keepSession(resume),
      onError: () => setPassword(''),
    }),
  )
  const problem = signIn.error === null ? undefined : describeError(signIn.error)
  const roles = person.roles.map(({ word }) => word).join(' · ')
  return (
    <form
      className={styles.form}
      aria-label="登录"
      onSubmit={(event) => {
        event.preventDefault()
        if (password !== '' && !signIn.isPending) signIn.mutate({ person: person.id, password })
      }}
    >
      <div>
        <div className={styles.name}>{person.name}</div>
        <div className={styles.roles}>{roles}</div>
      </div>
      <Field label="口令" problem={problem}>
        {(control) => (
          <Input.Password
            {...control}
            id="sign-in-password"
            aria-label="口令"
            autoFocus
            size="large"
            autoComplete="current-password"
            value={password}
            maxLength={128}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
      <WaitNote key={`${signIn.submittedAt} ${signIn.status}`} waitMs={waitOf(signIn.error)} />
      <SeatAndStatus />
      <ActionButton submit big kind="primary" hint="Enter" busy={signIn.isPending}>
        登录
      </ActionButton>
      <ExampleHint />
      <AfterSignIn />
      <div className={styles.ways}>
        <span className={styles.hint}>忘记口令：请系统管理员在「设置 · 人员」重设</span>
        <ActionButton kind="quiet" hotkey="F10" onPress={onBreakGlass}>
          应急登录
        </ActionButton>
      </div>
    </form>
  )
}

/** The running example protects nothing and says how to get in (`main/demo/seed.ts`). */
function ExampleHint() {
  const connection = useConnection()
  if (connection.kind !== 'live' || !connection.hello.demo) return null
  return (
    <p className={styles.example}>
      示例数据：选「演练值班员」，口令 <code>yanlian-2026</code>
    </p>
  )
}

const statusWords = { actual: '实战', exercise: '演练', test: '练习' } as const

/** Both belong to this machine: the seat's name to its address, the way of working to its data folder. */
function SeatAndStatus() {
  const connection = useConnection()
  if (connection.kind !== 'live') return null
  const { seat, status } = connection.hello
  return (
    <dl className={styles.facts}>
      <dt>席位</dt>
      <dd>{seat.name}</dd>
      <dt>方式</dt>
      <dd>
        {statusWords[status]}
        <span className={styles.hint}>（随数据目录定，不在登录时更改）</span>
      </dd>
    </dl>
  )
}
