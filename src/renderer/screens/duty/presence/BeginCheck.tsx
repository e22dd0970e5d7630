import { useState } from 'react'
import { Input, Segmented, Select } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import { beijingDate } from '../../../../core/kernel/beijing-time.ts'
import { checkMethods, type CheckMethod } from '../../../../core/modules/spot-checks/contract.ts'
import { queries } from '../../../client.ts'
import { Form } from '../../../ui/Form.tsx'
import styles from './Presence.module.css'

const methodOptions = checkMethods.map(([value, label]) => ({ value, label }))

/** Whom to check, how, on which number; Enter at the moment of dialling starts the seconds. */
export function BeginCheck({
  onBegun,
  onDone,
}: {
  readonly onBegun: (id: string) => void
  readonly onDone: () => void
}) {
  const targets = useQuery(queries.spotChecks.targets.queryOptions()).data ?? []
  const [unit, setUnit] = useState<string>()
  const [other, setOther] = useState('')
  const [method, setMethod] = useState<CheckMethod>('phone')
  const [contact, setContact] = useState('')
  const begin = useMutation(
    queries.spotChecks.begin.mutationOptions({ onSuccess: ({ id }) => onBegun(id) }),
  )
  const target = targets.find(({ id }) => id === unit)
  const name = target?.name ?? other.trim()
  const start = () => {
    begin.mutate({ unit: { id: target?.id ?? null, name }, method, contact })
  }
  return (
    <Form
      label="开始查岗"
      className={styles.form}
      act="拨打，开始计秒"
      hotkey="Ctrl+Enter"
      busy={begin.isPending}
      missing={name === '' ? '先选被查单位' : undefined}
      error={begin.error}
      onAct={start}
      onClose={onDone}
    >
      <Segmented<CheckMethod>
        aria-label="查岗方式"
        value={method}
        options={methodOptions}
        onChange={setMethod}
      />
      <div className={styles.row}>
        <Select
          aria-label="被查单位"
          autoFocus
          className={styles.grow ?? ''}
          showSearch
          allowClear
          optionFilterProp="label"
          placeholder="选单位（久未查的在前）"
          notFoundContent="通讯录里没有单位，请在右边写"
          value={unit ?? null}
          options={targets.map(({ id, name: label, lastAt }) => ({
            value: id,
            label: `${label}　${lastAt === null ? '没有查过' : `上次 ${beijingDate(lastAt).slice(5)}`}`,
          }))}
          onChange={(chosen) => {
            setUnit(chosen ?? undefined)
            setContact(targets.find(({ id }) => id === chosen)?.phone ?? '')
          }}
        />
        {unit === undefined && (
          <Input
            aria-label="其他单位"
            className={styles.grow ?? ''}
            placeholder="或写单位名称"
            maxLength={60}
            value={other}
            onChange={(event) => setOther(event.target.value)}
          />
        )}
        <Input
          aria-label="查岗电话或呼号"
          className={styles.grow ?? ''}
          placeholder="电话或呼号"
          maxLength={40}
          value={contact}
          onChange={(event) => setContact(event.target.value)}
        />
      </div>
    </Form>
  )
}
