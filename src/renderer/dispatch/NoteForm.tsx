import { useState, type KeyboardEvent } from 'react'
import { Input, Select } from 'antd'
import { entryChannels, type EntryChannel } from '../../core/modules/logbook/contract.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { describeError } from '../ui/describe-error.ts'
import { isComposing } from '../ui/hotkeys.ts'
import styles from './Dispatch.module.css'

const channelOptions = entryChannels.map(([value, label]) => ({
  value,
  label: label as string,
}))

/** One line of words, with the way they came where that matters. Enter records, the words stay until then. */
export function NoteForm({
  label,
  placeholder,
  withChannel = false,
  busy,
  error,
  onSave,
  onCancel,
}: {
  readonly label: string
  readonly placeholder: string
  readonly withChannel?: boolean
  readonly busy: boolean
  readonly error: unknown
  readonly onSave: (words: string, channel: EntryChannel) => void
  readonly onCancel: () => void
}) {
  const [words, setWords] = useState('')
  const [channel, setChannel] = useState<EntryChannel>('radio370')
  const [note, setNote] = useState('')
  const save = () => {
    if (busy) return
    if (words.trim() === '') setNote('请先写内容')
    else onSave(words.trim(), channel)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return
    if (event.key === 'Escape') {
      event.stopPropagation()
      onCancel()
    }
    if (event.key !== 'Enter') return
    event.preventDefault()
    save()
  }
  return (
    <section className={styles.form} aria-label={label}>
      <header className={styles.formHead}>
        <b>{label}</b>
      </header>
      <div className={styles.line}>
        {withChannel && (
          <Select
            aria-label="方式"
            value={channel}
            options={channelOptions}
            popupMatchSelectWidth={false}
            onChange={setChannel}
          />
        )}
        <Input
          aria-label="内容"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- opened by a key, typed in at once
          autoFocus
          value={words}
          maxLength={200}
          placeholder={placeholder}
          onChange={(event) => {
            setWords(event.target.value)
            setNote('')
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      {(note !== '' || Boolean(error)) && (
        <div className={styles.problem} role="alert">
          {error ? describeError(error) : note}
        </div>
      )}
      <div className={styles.buttons}>
        <ActionButton kind="primary" hint="Enter" busy={busy} onPress={save}>
          记录
        </ActionButton>
        <ActionButton kind="quiet" hint="Escape" onPress={onCancel}>
          取消
        </ActionButton>
      </div>
    </section>
  )
}
