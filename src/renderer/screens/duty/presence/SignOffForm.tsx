import { useMutation } from '@tanstack/react-query'
import { queries } from '../../../client.ts'
import type { PersonOfShift } from './person-of-shift.ts'
import { ReasonForm } from './ReasonForm.tsx'

/** 离岗: before the shift is handed over. */
export function SignOffForm({
  person,
  onDone,
}: {
  readonly person: PersonOfShift
  readonly onDone: () => void
}) {
  const signOff = useMutation(queries.onduty.signOff.mutationOptions({ onSuccess: onDone }))
  return (
    <ReasonForm
      label={`${person.name} 离岗原因`}
      save="记离岗"
      busy={signOff.isPending}
      error={signOff.error}
      onSave={(reason) => signOff.mutate({ shift: person.shift.id, person: person.person, reason })}
      onDone={onDone}
    />
  )
}
