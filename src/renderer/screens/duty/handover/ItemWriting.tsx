import { useState } from 'react'
import { Input } from 'antd'
import { useMutation } from '@tanstack/react-query'
import type { HandoverItem, HandoverSheet } from '../../../../core/modules/handovers/contract.ts'
import { queries } from '../../../client.ts'
import { Form } from '../../../ui/Form.tsx'
import styles from './Handover.module.css'

export interface Writing {
  readonly what: 'note' | 'return' | 'answer'
  readonly item: HandoverItem['key']
}

const acts = {
  note: { label: '附言', button: '写好', hint: '接班的人要知道的，空着就是没有' },
  return: { label: '要补充什么', button: '退回', hint: '交班人会看到这个问题' },
  answer: { label: '补充内容', button: '补充', hint: '答接班人的问题' },
} as const

/** One line about the chosen item: the note of who goes, the question of who comes, the answer. */
export function ItemWriting({
  writing: { what, item: key },
  sheet,
  onClose,
}: {
  readonly writing: Writing
  readonly sheet: HandoverSheet
  readonly onClose: () => void
}) {
  const item = sheet.items.find((one) => one.key === key)
  const asked = item?.talk.findLast(({ kind }) => kind === 'question')?.words
  const [text, setText] = useState(what === 'note' ? (item?.note?.text ?? '') : '')
  const note = useMutation(queries.handovers.setNote.mutationOptions({ onSuccess: onClose }))
  const back = useMutation(queries.handovers.returnItem.mutationOptions({ onSuccess: onClose }))
  const answer = useMutation(queries.handovers.answer.mutationOptions({ onSuccess: onClose }))
  const { label, button, hint } = acts[what]
  const busy = note.isPending || back.isPending || answer.isPending
  const error = note.error ?? back.error ?? answer.error
  const empty = what !== 'note' && text.trim() === ''
  const save = () => {
    if (what === 'note') note.mutate({ item: key, text })
    if (what === 'return') back.mutate({ item: key, question: text })
    if (what === 'answer') answer.mutate({ item: key, text })
  }
  return (
    <Form
      className={styles.line}
      act={button}
      busy={busy}
      missing={empty ? `先写${label}` : undefined}
      error={error}
      onAct={save}
      onClose={onClose}
    >
      <b>
        {item?.title} {label}
      </b>
      {what === 'answer' && asked !== undefined && <span>问：{asked}</span>}
      <Input
        className={styles.grow ?? ''}
        aria-label={`${item?.title ?? ''} ${label}`}
        autoFocus
        value={text}
        maxLength={what === 'return' ? 300 : 500}
        placeholder={hint}
        onChange={({ target }) => setText(target.value)}
      />
    </Form>
  )
}
