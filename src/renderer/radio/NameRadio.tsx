import { useState, type KeyboardEvent } from 'react'
import { Input } from 'antd'
import { useMutation } from '@tanstack/react-query'
import { queries } from '../client.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { describeError } from '../ui/describe-error.ts'
import { isComposing } from '../ui/hotkeys.ts'
import styles from './Radio.module.css'

/** An unknown radio is asked for once: its call sign, for this time or for good. Give the number as `key`. */
export function NameRadio({
  number,
  asked = false,
}: {
  readonly number: string
  /** Somebody pressed a button to write it: the field has the focus. */
  readonly asked?: boolean
}) {
  const [callSign, setCallSign] = useState('')
  const name = useMutation(queries.radio.name.mutationOptions())
  const save = (remember: boolean) => {
    if (callSign.trim() !== '' && !name.isPending) name.mutate({ number, callSign, remember })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent) || event.key !== 'Enter') return
    event.preventDefault()
    save(true)
  }
  return (
    <div className={styles.naming} role="group" aria-label={`未知号码 ${number}`}>
      <span>未知号码 {number} 是</span>
      <Input
        autoFocus={asked}
        aria-label="呼号"
        className={styles.callSign}
        value={callSign}
        maxLength={20}
        placeholder="呼号"
        onChange={(event) => setCallSign(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <ActionButton busy={name.isPending} onPress={() => save(false)}>
        仅本次
      </ActionButton>
      <ActionButton hint="Enter" busy={name.isPending} onPress={() => save(true)}>
        记住
      </ActionButton>
      {name.error !== null && <span className={styles.bad}>{describeError(name.error)}</span>}
    </div>
  )
}
