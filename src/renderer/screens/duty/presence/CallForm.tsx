import { useState } from 'react'
import { Input, Segmented, Select } from 'antd'
import { useMutation } from '@tanstack/react-query'
import { queries } from '../../../client.ts'
import { Form } from '../../../ui/Form.tsx'
import type { PersonOfShift } from './person-of-shift.ts'
import styles from './Presence.module.css'

const outcomes = [
  { value: 'yes' as const, label: '已接通' },
  { value: 'no' as const, label: '未接通' },
]

/** A call because somebody is not there: to them, the leader, a standby. */
export function CallForm({
  person,
  people,
  onDone,
}: {
  readonly person: PersonOfShift
  readonly people: readonly PersonOfShift[]
  readonly onDone: () => void
}) {
  const [whom, setWhom] = useState(person.name)
  const [answered, setAnswered] = useState<'yes' | 'no'>('yes')
  const [words, setWords] = useState('')
  const call = useMutation(queries.onduty.noteCall.mutationOptions({ onSuccess: onDone }))
  const called = people.filter(
    ({ post, shift }) => shift.id === person.shift.id && (post === 'leader' || post === 'standby'),
  )
  const save = () => {
    call.mutate({
      shift: person.shift.id,
      person: person.person,
      whom,
      answered: answered === 'yes',
      words,
    })
  }
  return (
    <Form
      label="记呼叫"
      className={styles.form}
      act="记呼叫"
      busy={call.isPending}
      error={call.error}
      onAct={save}
      onClose={onDone}
    >
      <div className={styles.row}>
        <Select
          aria-label="打给谁"
          className={styles.grow ?? ''}
          value={whom}
          options={[
            { value: person.name, label: `本人 ${person.phone}` },
            ...called
              .filter(({ name }) => name !== person.name)
              .map(({ word, name, phone }) => ({ value: name, label: `${word} ${name} ${phone}` })),
          ]}
          onChange={setWhom}
        />
        <Segmented
          aria-label="接通没有"
          value={answered}
          options={outcomes}
          onChange={setAnswered}
        />
      </div>
      <Input
        autoFocus
        aria-label="说了什么"
        placeholder="说了什么（可空），Enter 保存"
        maxLength={200}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
    </Form>
  )
}
