import { useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import { Input } from 'antd'
import { queries } from '../client.ts'
import { signOut } from '../session.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { describeError } from '../ui/describe-error.ts'
import { Field } from '../ui/Field.tsx'
import { WaitNote } from '../ui/WaitNote.tsx'
import { waitOf } from '../ui/wait-of.ts'
import styles from './LockScreen.module.css'

/** Opens with the PIN or the password of whoever locked it; alarms stay in sight above. */
export function LockScreen({
  name,
  pinAllowed,
}: {
  readonly name: string
  readonly pinAllowed: boolean
}) {
  const [byPin, setByPin] = useState(pinAllowed)
  const [secret, setSecret] = useState('')
  const pin = byPin && pinAllowed
  const unlock = useMutation(
    queries.people.unlock.mutationOptions({ onError: () => setSecret('') }),
  )
  const leave = useMutation({ mutationFn: signOut })
  const word = pin ? 'PIN' : '口令'
  return (
    <div className={styles.place}>
      <form
        className={styles.card}
        onSubmit={(event) => {
          event.preventDefault()
          if (secret !== '') unlock.mutate({ with: pin ? 'pin' : 'password', secret })
        }}
      >
        <h1>已锁屏</h1>
        <p>{name} 仍在岗。告警照常显示和响铃。</p>
        <Field
          label={word}
          problem={unlock.error === null ? undefined : describeError(unlock.error)}
        >
          {(control) => (
            <Input.Password
              {...control}
              key={word}
              autoFocus
              size="large"
              autoComplete="current-password"
              inputMode={pin ? 'numeric' : 'text'}
              value={secret}
              onChange={(event) => setSecret(event.target.value)}
            />
          )}
        </Field>
        <WaitNote key={`${unlock.submittedAt} ${unlock.status}`} waitMs={waitOf(unlock.error)} />
        <ActionButton submit big kind="primary" hint="Enter" busy={unlock.isPending}>
          解锁
        </ActionButton>
        <div className={styles.ways}>
          {pinAllowed && (
            <ActionButton kind="quiet" onPress={() => setByPin(!byPin)}>
              {byPin ? '改用口令' : '改用 PIN'}
            </ActionButton>
          )}
          <ActionButton kind="quiet" onPress={() => leave.mutate()}>
            换人登录
          </ActionButton>
        </div>
      </form>
    </div>
  )
}
