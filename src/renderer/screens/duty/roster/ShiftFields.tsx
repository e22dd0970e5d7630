import { Checkbox, Input } from 'antd'
import { Field } from '../../../ui/Field.tsx'
import {
  spanWords,
  type draftPosts,
  type readShift,
  type ShiftDraft,
  type TypedShift,
} from './shift-draft.ts'
import styles from './ShiftForm.module.css'

/** What there is to say of a shift: its name, its hours, how many it needs at each post. */
export function ShiftFields({
  draft,
  isNew,
  posts,
  problems,
  typed,
  onChange,
}: {
  readonly draft: ShiftDraft
  readonly isNew: boolean
  readonly posts: ReturnType<typeof draftPosts>
  readonly problems: ReturnType<typeof readShift>['problems']
  readonly typed: TypedShift | undefined
  readonly onChange: (some: Partial<ShiftDraft>) => void
}) {
  return (
    <>
      <div className={styles.fields}>
        {isNew && (
          <TextField
            label="日期"
            wide
            value={draft.day}
            problem={problems.day}
            onChange={(day) => onChange({ day })}
          />
        )}
        <TextField
          label="班次名称"
          value={draft.word}
          placeholder="加班"
          wide
          takesFocus={isNew}
          problem={problems.word}
          onChange={(word) => onChange({ word })}
        />
        <TextField
          label="从"
          value={draft.from}
          placeholder="08:30"
          takesFocus={!isNew}
          problem={problems.from}
          onChange={(from) => onChange({ from })}
        />
        <TextField
          label="到"
          value={draft.to}
          placeholder="17:30 或 次日 08:30"
          wide
          hint={typed ? spanWords(typed) : '第二天写 次日 08:30（或 +1 08:30）'}
          problem={problems.to}
          onChange={(to) => onChange({ to })}
        />
        <Checkbox
          className={styles.check ?? ''}
          checked={draft.night}
          onChange={({ target }) => onChange({ night: target.checked })}
        >
          算夜班
        </Checkbox>
        {posts.map(({ key, word }) => (
          <TextField
            key={key}
            label={`${word}人数`}
            value={draft.needs[key] ?? ''}
            placeholder="0"
            onChange={(count) => onChange({ needs: { ...draft.needs, [key]: count } })}
          />
        ))}
      </div>
      {problems.needs !== undefined && (
        <div className={styles.bad} role="alert">
          {problems.needs}
        </div>
      )}
    </>
  )
}

function TextField({
  label,
  value,
  placeholder = '',
  hint,
  problem,
  takesFocus = false,
  wide = false,
  onChange,
}: {
  readonly label: string
  readonly value: string
  readonly placeholder?: string
  readonly hint?: string
  readonly problem?: string | undefined
  readonly takesFocus?: boolean
  readonly wide?: boolean
  readonly onChange: (text: string) => void
}) {
  return (
    <div className={wide ? styles.long : styles.short}>
      <Field label={label} hint={hint} problem={problem}>
        {(control) => (
          <Input
            {...control}
            autoFocus={takesFocus}
            value={value}
            placeholder={placeholder}
            maxLength={20}
            onFocus={({ target }) => target.select()}
            onChange={({ target }) => onChange(target.value)}
          />
        )}
      </Field>
    </div>
  )
}
