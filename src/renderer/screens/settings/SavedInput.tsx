import { useState } from 'react'
import { Input } from 'antd'
import { Field } from '../../ui/Field.tsx'
import { isComposing } from '../../ui/hotkeys.ts'

/**
 * Saved with Enter or on leaving; what another seat changes meanwhile does not overwrite the
 * typing.
 */
export function SavedInput({
  label,
  value,
  busy,
  saved,
  problem,
  onSave,
}: {
  readonly label: string
  readonly value: string
  readonly busy: boolean
  readonly saved: boolean
  readonly problem?: string | undefined
  /** `done` is called after the commit; until then the typed words stay. */
  readonly onSave: (typed: string, done: () => void) => void
}) {
  const [typed, setTyped] = useState<string>()
  const store = () => {
    if (typed === undefined || busy) return
    if (typed.trim() === value) setTyped(undefined)
    else onSave(typed, () => setTyped(undefined))
  }
  const changed = typed !== undefined && typed !== value
  return (
    <Field
      label={label}
      problem={problem}
      hint={changed ? '未保存，按 Enter 保存' : saved ? '已存' : undefined}
    >
      {(control) => (
        <Input
          {...control}
          value={typed ?? value}
          maxLength={200}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={store}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !isComposing(event.nativeEvent)) store()
          }}
        />
      )}
    </Field>
  )
}
