import { useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import { Input } from 'antd'
import { queries } from '../../../client.ts'
import { describeError } from '../../../ui/describe-error.ts'
import { Field } from '../../../ui/Field.tsx'
import { isComposing } from '../../../ui/hotkeys.ts'

/** Saved with Enter or on leaving; what another seat changes meanwhile does not overwrite the typing. */
export function SavedField({
  person,
  field,
  label,
  value,
}: {
  readonly person: string
  readonly field: 'name' | 'post' | 'phones' | 'callSign'
  readonly label: string
  readonly value: string
}) {
  const [typed, setTyped] = useState<string>()
  const save = useMutation(
    queries.people.setField.mutationOptions({ onSuccess: () => setTyped(undefined) }),
  )
  const store = () => {
    if (typed === undefined || save.isPending) return
    if (typed.trim() === value) setTyped(undefined)
    else save.mutate({ person, field, value: typed })
  }
  return (
    <Field
      label={label}
      problem={save.error === null ? undefined : describeError(save.error)}
      hint={
        typed !== undefined && typed !== value
          ? '未保存，按 Enter 保存'
          : save.isSuccess
            ? '已存'
            : undefined
      }
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
