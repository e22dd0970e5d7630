import { Fragment, useState, type KeyboardEvent } from 'react'
import { Checkbox, Input } from 'antd'
import { useMutation } from '@tanstack/react-query'
import { beijingDateTime, parseTypedTime } from '../../../core/kernel/beijing-time.ts'
import {
  incidentFields,
  type FieldState,
  type IncidentPlace,
} from '../../../core/modules/incidents/contract.ts'
import type { PlaceHit } from '../../../core/modules/places/contract.ts'
import { queries } from '../../client.ts'
import { CategorySelect } from '../../incident/CategorySelect.tsx'
import { PlaceField } from '../../incident/PlaceField.tsx'
import { placeFrom } from '../../incident/place-from.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { ChangedElsewhere } from '../../ui/ChangedElsewhere.tsx'
import { describeError } from '../../ui/describe-error.ts'
import { isComposing } from '../../ui/hotkeys.ts'
import { coreNow } from '../../ui/now.ts'
import { useBegan } from './use-began.ts'
import styles from './FactEditor.module.css'

type Value = FieldState['value']

/** One fact in place: Enter saves, Esc leaves it as it was. */
export function FactEditor({
  incident,
  field,
  onDone,
}: {
  readonly incident: string
  readonly field: FieldState
  readonly onDone: () => void
}) {
  // What this officer saw when he began: what is typed stays, whatever is written elsewhere.
  const elsewhere = useBegan(field)
  const { began } = elsewhere
  const set = useMutation(queries.incidents.setField.mutationOptions({ onSuccess: onDone }))
  const save = (value: Value) => {
    if (!set.isPending) set.mutate({ incident, field: field.field, value, seen: began.seen })
  }
  const shape = incidentFields.find(([key]) => key === field.field)?.[2]
  const editor = { field: began, busy: set.isPending, onSave: save, onCancel: onDone }
  const changed = JSON.stringify(began.value) !== JSON.stringify(field.value)
  return (
    <div className={styles.editor}>
      <Fragment key={elsewhere.version}>
        {shape === 'time' ? (
          <TimeEditor {...editor} />
        ) : shape === 'place' ? (
          <PlaceEditor {...editor} />
        ) : shape === 'category' ? (
          <CategoryEditor {...editor} />
        ) : (
          <TextEditor {...editor} />
        )}
      </Fragment>
      <ChangedElsewhere
        changed={changed && !set.isPending && !set.isSuccess ? field.shown : undefined}
        onTake={elsewhere.take}
        onKeep={elsewhere.keep}
      />
      {set.error !== null && (
        <div className={styles.problem} role="alert">
          没有保存，文字还在。{describeError(set.error)}
        </div>
      )}
    </div>
  )
}

interface EditorProps {
  readonly field: FieldState
  readonly busy: boolean
  readonly onSave: (value: Value) => void
  readonly onCancel: () => void
}

function keys(save: () => void, cancel: () => void) {
  return (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent) || event.defaultPrevented) return
    if (event.key === 'Escape') cancel()
    if (event.key !== 'Enter' || event.shiftKey) return
    event.preventDefault()
    save()
  }
}

function Buttons({
  busy,
  onSave,
  onCancel,
}: {
  readonly busy: boolean
  readonly onSave: () => void
  readonly onCancel: () => void
}) {
  return (
    <div className={styles.buttons}>
      <ActionButton kind="primary" hint="Enter" busy={busy} onPress={onSave}>
        保存
      </ActionButton>
      <ActionButton kind="quiet" hint="Escape" onPress={onCancel}>
        取消
      </ActionButton>
    </div>
  )
}

function TextEditor({ field, busy, onSave, onCancel }: EditorProps) {
  const [text, setText] = useState(typeof field.value === 'string' ? field.value : '')
  const save = () => onSave(text.trim() === '' ? null : text)
  return (
    <>
      <Input.TextArea
        autoFocus
        aria-label={field.label}
        value={text}
        maxLength={2000}
        className={styles.words ?? ''}
        rows={2}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={keys(save, onCancel)}
      />
      <Buttons busy={busy} onSave={save} onCancel={onCancel} />
    </>
  )
}

function TimeEditor({ field, busy, onSave, onCancel }: EditorProps) {
  const before =
    field.value !== null && typeof field.value === 'object' && 'at' in field.value
      ? field.value
      : undefined
  const [text, setText] = useState(before ? beijingDateTime(before.at).slice(5, 16) : '')
  const [about, setAbout] = useState(before?.about ?? true)
  const parsed = parseTypedTime(text, Math.floor(coreNow()))
  const wrong = text.trim() !== '' && !parsed.ok
  const save = () => {
    if (text.trim() === '') onSave(null)
    else if (parsed.ok) onSave({ at: parsed.value, about })
  }
  return (
    <div onKeyDown={keys(save, onCancel)}>
      <div className={styles.line}>
        <Input
          autoFocus
          aria-label={field.label}
          value={text}
          maxLength={14}
          status={wrong ? 'error' : ''}
          placeholder="14:02 或 04-05 14:02"
          onChange={(event) => setText(event.target.value)}
        />
        <Checkbox checked={about} onChange={(event) => setAbout(event.target.checked)}>
          约
        </Checkbox>
      </div>
      {wrong && <div className={styles.problem}>写成 14:02 或 04-05 14:02</div>}
      <Buttons busy={busy} onSave={save} onCancel={onCancel} />
    </div>
  )
}

function samePlace(before: Value, text: string): IncidentPlace | undefined {
  if (before === null || typeof before !== 'object' || !('precision' in before)) return undefined
  return text.startsWith(before.text) ? { ...before, text } : undefined
}

function PlaceEditor({ field, busy, onSave, onCancel }: EditorProps) {
  const [text, setText] = useState(field.shown)
  const [hit, setHit] = useState<PlaceHit>()
  const save = () => {
    const words = text.trim()
    if (words === '') return
    // Words added behind the place that stands keep what is known of it.
    onSave((hit ? undefined : samePlace(field.value, words)) ?? placeFrom(words, hit))
  }
  return (
    <div onKeyDown={keys(save, onCancel)}>
      <PlaceField
        text={text}
        control={{ autoFocus: true, 'aria-label': field.label }}
        onChange={(typed, found) => {
          setText(typed)
          if (found) setHit(found)
        }}
      />
      <Buttons busy={busy} onSave={save} onCancel={onCancel} />
    </div>
  )
}

/** Choosing saves at once: the list has its own Enter. */
function CategoryEditor({ field, busy, onSave, onCancel }: EditorProps) {
  const value = typeof field.value === 'string' ? field.value : ''
  return (
    <>
      <CategorySelect
        autoFocus
        value={value}
        onChange={(chosen) => {
          if (!busy) onSave(chosen === '' ? null : chosen)
        }}
      />
      <div className={styles.buttons}>
        <ActionButton kind="quiet" onPress={onCancel}>
          取消
        </ActionButton>
      </div>
    </>
  )
}
