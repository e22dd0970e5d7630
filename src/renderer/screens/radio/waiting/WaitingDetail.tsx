import { useEffect, useRef, type KeyboardEvent } from 'react'
import { App, Input } from 'antd'
import type { InputRef } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import { beijingTime } from '../../../../core/kernel/beijing-time.ts'
import type { WaitingCall } from '../../../../core/modules/waiting/contract.ts'
import { queries } from '../../../client.ts'
import { useFormDraft } from '../../../log/use-form-draft.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { isComposing, useHotkey } from '../../../ui/hotkeys.ts'
import { StatusCode } from '../StatusCode.tsx'
import { useTalkTarget } from '../talk-target.ts'
import { talkTargetOf } from './use-waiting.ts'
import styles from './Waiting.module.css'

const empty = { text: '' }
const isBlank = ({ text }: typeof empty) => text.trim() === ''

/** The call this seat answers: what was said before, how else to reach them, and one line to note or reply. */
export function WaitingDetail({ call }: { readonly call: WaitingCall }) {
  const { message } = App.useApp()
  const draft = useFormDraft(`waiting:${call.radio.number}`, empty, isBlank)
  const text = useRef<InputRef>(null)
  const stopAnswering = useTalkTarget((talking) => talking.stopAnswering)
  const failed = (error: unknown) => void message.error(describeError(error))
  const done = () => {
    stopAnswering(call.id)
    draft.clear(empty)
  }
  const note = useMutation(
    queries.waiting.note.mutationOptions({ onSuccess: done, onError: failed }),
  )
  const reply = useMutation(
    queries.waiting.replyText.mutationOptions({ onSuccess: done, onError: failed }),
  )
  const status = useMutation(
    queries.waiting.replyStatus.mutationOptions({ onSuccess: done, onError: failed }),
  )
  const dismiss = useMutation(
    queries.waiting.dismiss.mutationOptions({ onSuccess: done, onError: failed }),
  )
  const release = useMutation(
    queries.waiting.release.mutationOptions({
      onSuccess: () => stopAnswering(call.id),
      onError: failed,
    }),
  )
  useHotkey('N', `记录 ${call.radio.callSign} 说的话`, () => text.current?.focus())
  useHotkey('X', `放下 ${call.radio.callSign}`, () =>
    call.taken ? dismiss.mutate({ entry: call.id }) : release.mutate({ entry: call.id }),
  )
  const answer = useTalkTarget((talking) => talking.answer)
  const { entry, gateway, number, group, name } = talkTargetOf(call)
  // The talk key is for who called, also after another screen was shown; it is free again when the
  // entry leaves, by this seat, another one or by itself.
  useEffect(() => {
    answer({ entry, gateway, number, group, name })
    return () => stopAnswering(entry)
  }, [entry, gateway, number, group, name, answer, stopAnswering])
  const words = draft.form.text
  const busy = note.isPending || reply.isPending
  const send = () => {
    if (!busy && !isBlank(draft.form)) reply.mutate({ entry: call.id, text: words })
  }
  const save = () => {
    if (!busy && !isBlank(draft.form)) note.mutate({ entry: call.id, text: words })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent) || event.key !== 'Enter') return
    event.preventDefault()
    if (event.ctrlKey) send()
    else save()
  }
  const blank = isBlank(draft.form) ? '请先写内容' : undefined
  return (
    <section className={styles.detail} aria-label={`接听 ${call.radio.callSign}`}>
      <LastWords radio={call.radio.number} />
      <div className={styles.line}>
        <Input
          ref={text}
          aria-label="记录或回复"
          className={styles.grow ?? ''}
          value={words}
          maxLength={700}
          placeholder="说了什么 / 回什么（N 到这里）"
          onChange={(event) => draft.set({ text: event.target.value })}
          onKeyDown={onKeyDown}
        />
        <ActionButton
          kind="primary"
          hint="Enter"
          busy={note.isPending}
          refusedBecause={blank}
          onPress={save}
        >
          记录
        </ActionButton>
        <ActionButton
          hint="Ctrl+Enter"
          busy={reply.isPending}
          refusedBecause={call.can.text ? blank : '这个网关现在不能发短信'}
          onPress={send}
        >
          回短信
        </ActionButton>
      </div>
      <div className={styles.line}>
        {call.can.status && (
          <StatusCode
            word="回状态"
            busy={status.isPending}
            onSend={(code) => status.mutate({ entry: call.id, code })}
          />
        )}
        <ActionButton busy={dismiss.isPending} onPress={() => dismiss.mutate({ entry: call.id })}>
          不用处理
        </ActionButton>
        {call.taken === null && (
          <ActionButton
            kind="quiet"
            hint="X"
            busy={release.isPending}
            onPress={() => release.mutate({ entry: call.id })}
          >
            放下
          </ActionButton>
        )}
        <span className={styles.note}>
          {call.can.talk ? '按住空格讲话即为接听' : '用电台话筒讲，讲完记录'}
        </span>
      </div>
    </section>
  )
}

/** The last that was said with them, and their telephones. */
function LastWords({ radio }: { readonly radio: string }) {
  const about = useQuery(queries.waiting.about.queryOptions({ input: { radio } })).data
  if (!about) return null
  const { lines, contacts, note } = about
  return (
    <>
      <ul className={styles.last} aria-label="上次联络">
        {lines.slice(0, 3).map((line) => (
          <li key={line.id} className={styles.cut} title={line.text}>
            <span className={styles.note}>{beijingTime(line.at)}</span> {line.who}：{line.text}
          </li>
        ))}
        {lines.length === 0 && <li className={styles.note}>以前没有联络过</li>}
      </ul>
      {(contacts.length > 0 || note !== '') && (
        <div className={styles.note}>
          {[note, ...contacts.map(({ kind, number, who }) => `${kind} ${number}（${who}）`)]
            .filter(Boolean)
            .join(' · ')}
        </div>
      )}
    </>
  )
}
