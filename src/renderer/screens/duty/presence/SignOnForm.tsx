import { useState } from 'react'
import { Input, Segmented, Select } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import { signOnHows, type SignOnHow } from '../../../../core/modules/onduty/contract.ts'
import { queries } from '../../../client.ts'
import { Form } from '../../../ui/Form.tsx'
import { waitOf } from '../../../ui/wait-of.ts'
import { WaitNote } from '../../../ui/WaitNote.tsx'
import type { PersonOfShift } from './person-of-shift.ts'
import styles from './Presence.module.css'

const secrets = [
  { value: 'pin' as const, label: 'PIN 码' },
  { value: 'password' as const, label: '口令' },
]

/** 签到: by the own session, by the own secret at this seat, or told by telephone for a leader. */
export function SignOnForm({
  person,
  onDone,
}: {
  readonly person: PersonOfShift
  readonly onDone: () => void
}) {
  const { shift } = person
  const session = useQuery(queries.people.state.queryOptions()).data?.session
  const candidates =
    useQuery(queries.onduty.candidates.queryOptions({ input: { shift: shift.id } })).data ?? []
  const [who, setWho] = useState(person.person)
  const [how, setHow] = useState<SignOnHow>(person.atSeat ? 'seat' : 'phone')
  const [kind, setKind] = useState<'password' | 'pin'>()
  const [secret, setSecret] = useState('')
  const [reason, setReason] = useState('')
  const [note, setNote] = useState('')
  const signOn = useMutation(queries.onduty.signOn.mutationOptions({ onSuccess: onDone }))
  const own = session?.kind === 'open' && session.own.person === who
  const instead = who !== person.person
  const proving = how === 'seat' && !own
  const candidate = candidates.find(({ id }) => id === who)
  const name = candidate?.name ?? person.name
  const pinAllowed = candidate?.pinAllowed === true
  const secretKind = pinAllowed ? (kind ?? 'pin') : 'password'
  const missing =
    instead && reason.trim() === ''
      ? '请写顶替原因'
      : proving && secret === ''
        ? `请 ${name} 输入`
        : undefined
  const save = () => {
    signOn.mutate({
      shift: shift.id,
      person: who,
      how,
      proof: proving ? { with: secretKind, secret } : null,
      standsFor: instead ? { person: person.person, reason } : null,
      note,
    })
  }
  return (
    <Form
      label={`${person.name} 签到`}
      className={styles.form}
      act="签到"
      busy={signOn.isPending}
      missing={missing}
      error={signOn.error}
      problem={<WaitNote key={signOn.submittedAt} waitMs={waitOf(signOn.error)} />}
      onAct={save}
      onClose={onDone}
    >
      <div className={styles.row}>
        <Select
          aria-label="谁签到"
          className={styles.grow ?? ''}
          showSearch
          optionFilterProp="label"
          value={who}
          options={candidates.map(({ id, name, words, onRoster, enrolled }) => ({
            value: id,
            label: `${name} ${words}${onRoster ? '' : '（顶班）'}${enrolled ? '' : '，没有口令'}`,
          }))}
          onChange={setWho}
        />
        {!person.atSeat && (
          <Segmented<SignOnHow>
            aria-label="怎样签到"
            value={how}
            options={signOnHows.map(([value, label]) => ({ value, label }))}
            onChange={setHow}
          />
        )}
      </div>
      {instead && (
        <Input
          autoFocus
          aria-label="顶替原因"
          placeholder={`为什么顶替 ${person.name}（必填）`}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      )}
      {proving ? (
        <div className={styles.row}>
          {pinAllowed && (
            <Segmented
              aria-label="用什么证明"
              value={secretKind}
              options={secrets}
              onChange={setKind}
            />
          )}
          <Input.Password
            autoFocus={!instead}
            aria-label={`${name} 的${secretKind === 'pin' ? 'PIN 码' : '口令'}`}
            className={styles.grow ?? ''}
            autoComplete="off"
            placeholder="由本人输入"
            maxLength={128}
            value={secret}
            onChange={(event) => setSecret(event.target.value)}
          />
        </div>
      ) : (
        <Input
          autoFocus={!instead}
          aria-label="签到备注"
          placeholder={how === 'seat' ? '备注（可空），Enter 签到' : '在哪里、怎样联系（可空）'}
          maxLength={200}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      )}
    </Form>
  )
}
