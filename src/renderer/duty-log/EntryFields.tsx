import type { Ref } from 'react'
import { Input, Segmented, Select } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import { ClockCircleOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { beijingTime } from '../../core/kernel/beijing-time.ts'
import { directions, doneStates } from '../../core/modules/duty-log/contract.ts'
import { entryChannels } from '../../core/modules/logbook/contract.ts'
import { queries } from '../client.ts'
import { useNow } from '../ui/now.ts'
import { CallerField } from './CallerField.tsx'
import type { EntryForm } from './entry-form.ts'
import styles from './DutyEntry.module.css'

const directionOptions = directions.map(([value, label]) => ({
  value: value as string,
  label: value === 'in' ? '来（接）' : `${label}（发）`,
}))
const channelOptions = [
  { value: '', label: '方式不详' },
  ...entryChannels.map(([value, label]) => ({ value: value as string, label: label as string })),
]
const doneOptions = doneStates.map(([value, label]) => ({ value: value as string, label }))

/** Fields of an entry, the words first: everything else may stay empty. */
export function EntryFields({
  form,
  wrongTime,
  content,
  isNew,
  onChange,
}: {
  readonly form: EntryForm
  readonly wrongTime: boolean
  readonly content: Ref<TextAreaRef>
  /** Who was told, the incident and 办结 are asked only when it is written. */
  readonly isNew: boolean
  readonly onChange: (some: Partial<EntryForm>) => void
}) {
  return (
    <>
      <div className={styles.row}>
        <Segmented
          aria-label="来去"
          value={form.direction}
          options={directionOptions}
          onChange={(direction) => onChange({ direction })}
        />
        <Select
          aria-label="方式"
          className={styles.channel ?? ''}
          value={form.channel}
          options={channelOptions}
          onChange={(channel) => onChange({ channel })}
        />
        <TimeField form={form} wrong={wrongTime} onChange={(heard) => onChange({ heard })} />
        <Input
          aria-label="电话或频道"
          className={styles.contact ?? ''}
          placeholder="电话、频道或呼号"
          maxLength={40}
          value={form.contact}
          onChange={(event) => onChange({ contact: event.target.value })}
        />
      </div>
      <div className={styles.row}>
        <CallerField
          label="单位"
          value={form.unit}
          onType={(unit) => onChange({ unit })}
          onChoose={({ unit, person, contact, channel }) =>
            onChange({ unit, person, contact, ...(channel === null ? {} : { channel }) })
          }
        />
        <Input
          aria-label="姓名职务"
          className={styles.grow ?? ''}
          placeholder="姓名、职务"
          maxLength={30}
          value={form.person}
          onChange={(event) => onChange({ person: event.target.value })}
        />
      </div>
      <Input.TextArea
        ref={content}
        aria-label="内容"
        rows={4}
        maxLength={1200}
        placeholder="内容：起因、经过、措施、结果、影响、趋势。Enter 保存，Shift+Enter 换行"
        value={form.content}
        onChange={(event) => onChange({ content: event.target.value })}
      />
      <Line label="时间地点" field="whenWhere" most={100} form={form} onChange={onChange} />
      <Line label="处理情况" field="handling" most={400} form={form} onChange={onChange} />
      {isNew && (
        <Line
          label="已报告"
          field="told"
          most={200}
          form={form}
          onChange={onChange}
          hint="领导或单位，几个的用顿号分开；时间按现在记，可在条目里再加"
        />
      )}
      <Line label="备注" field="remark" most={200} form={form} onChange={onChange} />
      {isNew && (
        <div className={styles.row}>
          <IncidentSelect value={form.incident} onChange={(incident) => onChange({ incident })} />
          <Segmented
            aria-label="办结情况"
            value={form.done}
            options={doneOptions}
            onChange={(done) => onChange({ done })}
          />
        </div>
      )}
    </>
  )
}

function Line({
  label,
  field,
  most,
  hint = '',
  form,
  onChange,
}: {
  readonly label: string
  readonly field: 'whenWhere' | 'handling' | 'told' | 'remark'
  readonly most: number
  readonly hint?: string
  readonly form: EntryForm
  readonly onChange: (some: Partial<EntryForm>) => void
}) {
  return (
    <Input
      aria-label={label}
      prefix={<span className={styles.label}>{label}</span>}
      placeholder={hint}
      maxLength={most}
      value={form[field]}
      onChange={(event) => onChange({ [field]: event.target.value })}
    />
  )
}

function TimeField({
  form,
  wrong,
  onChange,
}: {
  readonly form: EntryForm
  readonly wrong: boolean
  readonly onChange: (heard: string) => void
}) {
  const now = useNow()
  return (
    <Input
      aria-label="时间"
      className={styles.time ?? ''}
      prefix={<ClockCircleOutlined />}
      value={form.heard}
      maxLength={16}
      status={wrong ? 'error' : ''}
      title={wrong ? '写成 14:02 或 04-05 14:02' : '空着是开始写的时间'}
      placeholder={beijingTime(form.startedAt > 0 ? form.startedAt : now).slice(0, 5)}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

function IncidentSelect({
  value,
  onChange,
}: {
  readonly value: string
  readonly onChange: (incident: string) => void
}) {
  const list = useQuery(queries.incidents.list.queryOptions({ input: {} })).data?.incidents ?? []
  return (
    <Select
      aria-label="关联事件"
      className={styles.incident ?? ''}
      allowClear
      showSearch
      optionFilterProp="label"
      placeholder="关联事件（可空）"
      value={value === '' ? null : value}
      notFoundContent="没有在办事件"
      options={list.map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` }))}
      onChange={(incident) => onChange(incident ?? '')}
    />
  )
}
