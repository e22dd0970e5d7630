import { useMutation } from '@tanstack/react-query'
import { queries } from '../../../client.ts'
import { describeError } from '../../../ui/describe-error.ts'
import { SavedInput } from '../SavedInput.tsx'

/** One text of a person, saved by itself. */
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
  const save = useMutation(queries.people.setField.mutationOptions())
  return (
    <SavedInput
      label={label}
      value={value}
      busy={save.isPending}
      saved={save.isSuccess}
      problem={save.error === null ? undefined : describeError(save.error)}
      onSave={(typed, done) => save.mutate({ person, field, value: typed }, { onSuccess: done })}
    />
  )
}
