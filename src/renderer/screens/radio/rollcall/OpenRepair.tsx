import { useState } from 'react'
import { Input, Select } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { formKeys } from '../../../ui/form-keys.ts'
import styles from './RollCall.module.css'

/** A fault that was noticed outside a roll call. */
export function OpenRepair() {
  const nets = useQuery(queries.rollcall.nets.queryOptions()).data ?? []
  const [chosen, setChosen] = useState<string>()
  const [fault, setFault] = useState('')
  const options = nets.map(({ id, name, stations }) => ({
    label: name,
    options: stations.map(({ key, callSign, name: unit }) => ({
      value: `${id} ${key}`,
      label: `${callSign} ${unit}`,
    })),
  }))
  const open = useMutation(
    queries.rollcall.openRepair.mutationOptions({ onSuccess: () => setFault('') }),
  )
  const missing =
    chosen === undefined ? '请先选台站。' : fault.trim() === '' ? '请写明故障。' : undefined
  const save = () => {
    if (missing !== undefined || open.isPending || chosen === undefined) return
    const [net = '', ...key] = chosen.split(' ')
    open.mutate({ net, station: key.join(' '), fault })
  }
  return (
    <div className={styles.bar} onKeyDown={formKeys(save, () => setFault(''))}>
      <Select
        aria-label="报修的台站"
        className={styles.net ?? ''}
        showSearch
        optionFilterProp="label"
        placeholder="台站"
        value={chosen ?? null}
        options={options}
        onChange={(value: string) => setChosen(value)}
      />
      <Input
        aria-label="故障"
        className={styles.text ?? ''}
        placeholder="故障"
        maxLength={200}
        value={fault}
        onChange={(event) => setFault(event.target.value)}
      />
      <ActionButton hint="Enter" busy={open.isPending} refusedBecause={missing} onPress={save}>
        报修
      </ActionButton>
      {open.error !== null && (
        <span className={styles.problem} role="alert">
          {describeError(open.error)}
        </span>
      )}
    </div>
  )
}
