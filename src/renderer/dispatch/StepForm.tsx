import { useState, type KeyboardEvent } from 'react'
import { Checkbox, Input, Select } from 'antd'
import { useMutation } from '@tanstack/react-query'
import { beijingTime, parseTypedTime, typedTimeProblem } from '../../core/kernel/beijing-time.ts'
import type { Assignment, AssignmentState } from '../../core/modules/dispatch/contract.ts'
import { entryChannels, type EntryChannel } from '../../core/modules/logbook/contract.ts'
import { queries } from '../client.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { describeError } from '../ui/describe-error.ts'
import { Field } from '../ui/Field.tsx'
import { isComposing } from '../ui/hotkeys.ts'
import { coreNow, useAtNow } from '../ui/now.ts'
import { parseLater } from './later-time.ts'
import styles from './Dispatch.module.css'

const empty = {
  time: '',
  how: 'radio370',
  words: '',
  people: '',
  vehicles: '',
  eta: '',
  reason: '',
}
type Form = typeof empty

const channelOptions = entryChannels.map(([value, label]) => ({
  value: value as string,
  label: label as string,
}))

const asksEta: ReadonlySet<AssignmentState> = new Set(['dispatched', 'en_route'])
const asksPeople: ReadonlySet<AssignmentState> = new Set(['dispatched', 'arrived'])

const count = (typed: string): number | null | undefined => {
  const text = typed.normalize('NFKC').trim()
  if (text === '') return null
  return /^\d{1,4}$/.test(text) ? Number(text) : undefined
}

function problemsOf({ time, people, vehicles, eta, reason }: Form, reasonNeeded: boolean) {
  const now = coreNow()
  const at = time.trim() === '' ? undefined : parseTypedTime(time, now)
  return {
    time: at === undefined || at.ok ? undefined : typedTimeProblem(at),
    people: count(people) === undefined ? '只写数字' : undefined,
    vehicles: count(vehicles) === undefined ? '只写数字' : undefined,
    eta: parseLater(eta, now) === undefined ? '写成 14:50，或 40（分钟后）' : undefined,
    reason: reasonNeeded && reason.trim() === '' ? '请写明原因' : undefined,
  }
}

/** What the officer must hear again: the parts of the order, each ticked. */
function partsOf(order: Assignment): readonly (readonly [string, string])[] {
  return [
    ['任务', order.task],
    ['地点', order.place],
    ['信道', order.channel],
    ...(order.route === null ? [] : [['路线', order.route] as const]),
  ]
}

/** One step of one order: the time, how it came, and what belongs to this step. Enter records. */
export function StepForm({
  order,
  to,
  onDone,
  onCancel,
}: {
  readonly order: Assignment
  readonly to: AssignmentState
  readonly onDone: () => void
  readonly onCancel: () => void
}) {
  const [form, setForm] = useState(empty)
  const [heard, setHeard] = useState<readonly string[]>([])
  const [tried, setTried] = useState(false)
  const clock = useAtNow((now) => beijingTime(now).slice(0, 5))
  const step = order.next.find((one) => one.to === to)
  const save = useMutation(queries.dispatch.advance.mutationOptions({ onSuccess: onDone }))
  const reasonNeeded = step?.reason ?? false
  const reading = to === 'acknowledged'
  const problems = problemsOf(form, reasonNeeded)
  const change = (some: Partial<Form>) => {
    if (save.isError) save.reset()
    setForm({ ...form, ...some })
  }
  const readBack = () => {
    const parts = heard.length === 0 ? '' : `${heard.join('、')}复诵无误`
    return [parts, form.words.trim()].filter((part) => part !== '').join('；')
  }
  const submit = () => {
    setTried(true)
    if (save.isPending || Object.values(problems).some((problem) => problem !== undefined)) return
    const now = coreNow()
    const at = form.time.trim() === '' ? undefined : parseTypedTime(form.time, now)
    save.mutate({
      assignment: order.id,
      to,
      how: form.how as EntryChannel,
      ...(at?.ok ? { at: at.value } : {}),
      ...(reading && readBack() !== '' ? { readBack: readBack() } : {}),
      ...(reasonNeeded ? { reason: form.reason } : {}),
      people: count(form.people) ?? null,
      vehicles: count(form.vehicles) ?? null,
      etaAt: parseLater(form.eta, now) ?? null,
    })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const choosing = event.target instanceof HTMLElement && event.target.closest('.ant-select')
    if (isComposing(event.nativeEvent) || event.defaultPrevented || choosing) return
    if (event.key === 'Escape') {
      event.stopPropagation()
      onCancel()
    }
    if (event.key !== 'Enter' || event.target instanceof HTMLButtonElement) return
    event.preventDefault()
    submit()
  }
  const text = (name: keyof Form, label: string, problem?: string, placeholder = '') => (
    <Field label={label} problem={tried ? problem : undefined}>
      {(control) => (
        <Input
          {...control}
          value={form[name]}
          maxLength={name === 'words' || name === 'reason' ? 200 : 14}
          placeholder={placeholder}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- opened by a key, typed in at once
          autoFocus={name === first}
          onChange={(event) => change({ [name]: event.target.value })}
        />
      )}
    </Field>
  )
  const first: keyof Form = reasonNeeded ? 'reason' : reading ? 'words' : 'time'
  const action = step?.action ?? ''
  return (
    <section
      className={styles.form}
      aria-label={`${order.callSign} ${action}`}
      onKeyDown={onKeyDown}
    >
      <header className={styles.formHead}>
        <b>
          {order.callSign} · {action}
        </b>
        {step && step.passes.length > 0 && (
          <span className={styles.passes}>补：{step.passes.join('、')}（时间不详）</span>
        )}
      </header>
      {reading && (
        <>
          <Checkbox.Group
            aria-label="已复诵的内容"
            value={[...heard]}
            options={partsOf(order).map(([value, said]) => ({
              value,
              label: `${value}：${said}`,
            }))}
            onChange={(values) => setHeard(values)}
          />
          {text('words', '复诵内容', undefined, '对方复诵的原话，可不填')}
        </>
      )}
      {reasonNeeded && text('reason', '原因', problems.reason)}
      <div className={styles.three}>
        {text('time', '时间', problems.time, clock)}
        <Field label="方式">
          {(control) => (
            <Select
              {...control}
              value={form.how}
              options={channelOptions}
              popupMatchSelectWidth={false}
              onChange={(how) => change({ how })}
            />
          )}
        </Field>
        {asksPeople.has(to) && text('people', '人数', problems.people)}
        {asksPeople.has(to) && text('vehicles', '车辆', problems.vehicles)}
        {asksEta.has(to) && text('eta', '预计到达', problems.eta, '14:50 或 40')}
      </div>
      {save.error !== null && (
        <div className={styles.problem} role="alert">
          {describeError(save.error)}
        </div>
      )}
      <div className={styles.buttons}>
        <ActionButton kind="primary" hint="Enter" busy={save.isPending} onPress={submit}>
          记录
        </ActionButton>
        <ActionButton kind="quiet" hint="Escape" onPress={onCancel}>
          取消
        </ActionButton>
      </div>
    </section>
  )
}
