import { useState } from 'react'
import { InputNumber } from 'antd'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { formKeys } from '../../ui/form-keys.ts'
import styles from './RadioScreen.module.css'

/** A status code to one radio: its number and the button; Enter in the field sends it too. */
export function StatusCode({
  word,
  busy,
  onSend,
}: {
  /** What it is here: 发状态, or 回状态 to who called. */
  readonly word: string
  readonly busy: boolean
  readonly onSend: (code: number) => void
}) {
  const [code, setCode] = useState<number | null>(null)
  const send = () => {
    if (code !== null && !busy) onSend(code)
  }
  return (
    <>
      <InputNumber
        aria-label="状态码"
        controls={false}
        className={styles.seconds ?? ''}
        value={code}
        min={0}
        max={65_535}
        placeholder="状态码"
        onChange={setCode}
        onKeyDown={formKeys(send, () => setCode(null))}
      />
      <ActionButton
        busy={busy}
        refusedBecause={code === null ? '请先填状态码' : undefined}
        onPress={send}
      >
        {word}
      </ActionButton>
    </>
  )
}
