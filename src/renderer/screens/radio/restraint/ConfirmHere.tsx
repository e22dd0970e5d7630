import { useState } from 'react'
import { Input, Segmented, Select } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { RestraintRequest } from '../../../../core/modules/restraint/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import styles from './Restraint.module.css'

/** The second person, at this seat, with their own password or PIN; the seat stays the first one's. */
export function ConfirmHere({ request }: { readonly request: RestraintRequest }) {
  const people = useQuery(queries.restraint.witnesses.queryOptions()).data ?? []
  const [person, setPerson] = useState<string>()
  const [way, setWay] = useState<'password' | 'pin'>('password')
  const [secret, setSecret] = useState('')
  const confirm = useMutation(
    queries.restraint.confirmHere.mutationOptions({ onError: () => setSecret('') }),
  )
  const chosen = people.find(({ id }) => id === person)
  if (people.length === 0) {
    return (
      <div className={styles.warn}>
        没有另一个在本机设了口令、有这项权限的人。请在“设置 · 人员”里设，或到另一席位确认。
      </div>
    )
  }
  const why =
    person === undefined ? '请选第二人' : secret === '' ? '请第二人输入口令或 PIN' : undefined
  const send = () => {
    if (why !== undefined || person === undefined || confirm.isPending) return
    confirm.mutate({ request: request.id, person, with: way, secret })
  }
  return (
    <form
      className={styles.line}
      aria-label="第二人确认"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <Select
        aria-label="第二人"
        className={styles.person ?? ''}
        placeholder="第二人"
        value={person ?? null}
        options={people.map(({ id, name, words }) => ({ value: id, label: `${name} ${words}` }))}
        onChange={(id) => {
          setPerson(id)
          setWay('password')
        }}
      />
      {chosen?.pinAllowed && (
        <Segmented
          aria-label="用什么确认"
          value={way}
          options={[
            { value: 'password', label: '口令' },
            { value: 'pin', label: 'PIN' },
          ]}
          onChange={setWay}
        />
      )}
      <Input.Password
        aria-label="第二人的口令"
        className={styles.secret ?? ''}
        autoComplete="off"
        value={secret}
        maxLength={128}
        placeholder={way === 'pin' ? 'PIN' : '口令'}
        onChange={(event) => setSecret(event.target.value)}
      />
      <ActionButton submit kind="danger" hint="Enter" busy={confirm.isPending} refusedBecause={why}>
        {`确认${request.word}`}
      </ActionButton>
      {confirm.error !== null && (
        <span className={styles.bad} role="alert">
          {describeError(confirm.error)}
        </span>
      )}
    </form>
  )
}
