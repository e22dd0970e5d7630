import { useState, type KeyboardEvent } from 'react'
import { Input } from 'antd'
import { useMutation } from '@tanstack/react-query'
import { beijingDate, beijingDateTime, beijingTime } from '../../core/kernel/beijing-time.ts'
import { maxEntryLength, type LogEntry } from '../../core/modules/logbook/contract.ts'
import { queries } from '../client.ts'
import { RecordingOfEntry } from '../recordings/RecordingOf.tsx'
import { ActionButton } from '../ui/ActionButton.tsx'
import { describeError } from '../ui/describe-error.ts'
import { isComposing } from '../ui/hotkeys.ts'
import styles from './EntryActions.module.css'

type Act = 'strike' | 'correct' | 'restore' | 'close'

const acts: Readonly<
  Record<Act, { readonly word: string; readonly asks: string; readonly save: string }>
> = {
  strike: { word: '划改', asks: '划改原因', save: '划去' },
  correct: { word: '更正', asks: '更正原因', save: '更正' },
  restore: { word: '恢复', asks: '恢复原因', save: '恢复' },
  close: { word: '办结', asks: '办理情况', save: '办结' },
}

/** As a ref: what has just appeared is seen whole. */
function intoView(shown: HTMLElement | null): void {
  shown?.scrollIntoView({ block: 'nearest' })
}

/** Under the selected line: its three times and what may be done to it. Nothing edits it. */
export function EntryActions({ entry }: { readonly entry: LogEntry }) {
  const [act, setAct] = useState<Act>()
  // The date only where it is another one than that of the time heard.
  const clock = (ms: number) =>
    beijingDate(ms) === beijingDate(entry.heardAt) ? beijingTime(ms) : beijingDateTime(ms)
  return (
    <div ref={intoView} className={styles.detail}>
      <span className={styles.times}>
        听到 {beijingDateTime(entry.heardAt)} · 录入 {clock(entry.typedAt)} · 存入{' '}
        {clock(entry.storedAt)}
        {entry.struck !== null && ` · ${clock(entry.struck.at)} ${entry.struck.by}划改`}
      </span>
      {/* A call's line is generated; a typed one has no recording of its own. */}
      {entry.generated && entry.kind === 'comm' && <RecordingOfEntry entry={entry.id} />}
      {act === undefined ? (
        <span key={String(entry.struck !== null)} ref={intoView} className={styles.buttons}>
          {entry.struck === null ? (
            <>
              <ActionButton hotkey="X" onPress={() => setAct('strike')}>
                划改
              </ActionButton>
              <ActionButton hotkey="C" onPress={() => setAct('correct')}>
                更正
              </ActionButton>
            </>
          ) : (
            <ActionButton hotkey="H" onPress={() => setAct('restore')}>
              恢复
            </ActionButton>
          )}
          {entry.needsAction && entry.actionClosed === null && entry.struck === null && (
            <ActionButton hotkey="B" onPress={() => setAct('close')}>
              办结
            </ActionButton>
          )}
        </span>
      ) : (
        <ActForm entry={entry} act={act} onDone={() => setAct(undefined)} />
      )}
    </div>
  )
}

function useAct(entry: LogEntry, act: Act, onSuccess: () => void) {
  const strike = useMutation(queries.logbook.strike.mutationOptions({ onSuccess }))
  const correct = useMutation(queries.logbook.correct.mutationOptions({ onSuccess }))
  const restore = useMutation(queries.logbook.restore.mutationOptions({ onSuccess }))
  const close = useMutation(queries.logbook.closeAction.mutationOptions({ onSuccess }))
  const used = { strike, correct, restore, close }[act]
  const run = (reason: string, text: string) => {
    if (act === 'correct') correct.mutate({ entry: entry.id, reason, text })
    else if (act === 'close') close.mutate({ entry: entry.id, note: reason })
    else if (act === 'strike') strike.mutate({ entry: entry.id, reason })
    else restore.mutate({ entry: entry.id, reason })
  }
  return { run, busy: used.isPending, error: used.error }
}

function ActForm({
  entry,
  act,
  onDone,
}: {
  readonly entry: LogEntry
  readonly act: Act
  readonly onDone: () => void
}) {
  const [reason, setReason] = useState('')
  const [text, setText] = useState(entry.text)
  const { run, busy, error } = useAct(entry, act, onDone)
  const { asks, save } = acts[act]
  const needsReason = act !== 'close' && reason.trim() === ''
  const unchanged = act === 'correct' && (text.trim() === '' || text.trim() === entry.text)
  const submit = () => {
    if (!busy && !needsReason && !unchanged) run(reason, text)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return
    event.stopPropagation()
    if (event.key === 'Escape') onDone()
    if (event.key !== 'Enter') return
    event.preventDefault()
    submit()
  }
  return (
    <div ref={intoView} className={styles.form} onKeyDown={onKeyDown}>
      {act === 'correct' && (
        <Input
          autoFocus
          aria-label="更正后的内容"
          className={styles.text}
          value={text}
          maxLength={maxEntryLength}
          onChange={(event) => setText(event.target.value)}
        />
      )}
      <Input
        autoFocus={act !== 'correct'}
        aria-label={asks}
        className={styles.reason}
        placeholder={act === 'close' ? `${asks}（可空）` : asks}
        value={reason}
        maxLength={200}
        onChange={(event) => setReason(event.target.value)}
      />
      <ActionButton kind="primary" hint="Enter" busy={busy} onPress={submit}>
        {save}
      </ActionButton>
      <ActionButton kind="quiet" hint="Escape" onPress={onDone}>
        取消
      </ActionButton>
      {error !== null && (
        <span className={styles.problem} role="alert">
          {describeError(error)}
        </span>
      )}
    </div>
  )
}
