import { useState } from 'react'
import { Input, Segmented } from 'antd'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { waitOf } from '../../../ui/wait-of.ts'
import { WaitNote } from '../../../ui/WaitNote.tsx'
import styles from './Handover.module.css'

export interface Secret {
  readonly with: 'password' | 'pin'
  readonly secret: string
}

/** A person's own password or PIN for one act; nobody is signed in by it. */
export function SecretForm({
  name,
  act,
  pinAllowed,
  busy,
  error,
  onSend,
  onCancel,
}: {
  readonly name: string
  /** On the button: `签名`. */
  readonly act: string
  readonly pinAllowed: boolean
  readonly busy: boolean
  readonly error: unknown
  readonly onSend: (secret: Secret) => void
  readonly onCancel: () => void
}) {
  const [way, setWay] = useState<Secret['with']>(pinAllowed ? 'pin' : 'password')
  const [secret, setSecret] = useState('')
  return (
    <form
      className={styles.line}
      aria-label={`${name} ${act}`}
      onSubmit={(event) => {
        event.preventDefault()
        if (busy || secret === '') return
        onSend({ with: way, secret })
        setSecret('')
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onCancel()
      }}
    >
      {pinAllowed && (
        <Segmented
          aria-label="用什么"
          value={way}
          options={[
            { value: 'pin', label: 'PIN' },
            { value: 'password', label: '口令' },
          ]}
          onChange={setWay}
        />
      )}
      <Input.Password
        aria-label={`${name} 的${way === 'pin' ? 'PIN' : '口令'}`}
        className={styles.secret ?? ''}
        autoFocus
        autoComplete="off"
        value={secret}
        maxLength={128}
        placeholder={way === 'pin' ? 'PIN' : '口令'}
        onChange={({ target }) => setSecret(target.value)}
      />
      <ActionButton
        submit
        kind="primary"
        hint="Enter"
        busy={busy}
        refusedBecause={secret === '' ? `请 ${name} 输入` : undefined}
      >
        {act}
      </ActionButton>
      <ActionButton kind="quiet" onPress={onCancel}>
        取消
      </ActionButton>
      {error !== null && (
        <span className={styles.bad} role="alert">
          {describeError(error)} <WaitNote key={String(waitOf(error))} waitMs={waitOf(error)} />
        </span>
      )}
    </form>
  )
}
