import { useState } from 'react'
import { Checkbox, Input, Select } from 'antd'
import { useMutation } from '@tanstack/react-query'
import type { RollNet, RollSchedule } from '../../../../core/modules/rollcall/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { Field } from '../../../ui/Field.tsx'
import { formKeys } from '../../../ui/form-keys.ts'
import styles from './RollCall.module.css'

const everyWords = [
  { value: 'day' as const, label: '每日' },
  { value: 'week' as const, label: '每周' },
  { value: 'month' as const, label: '每月' },
]
const weekdays = ['一', '二', '三', '四', '五', '六', '日'].map((word, at) => ({
  value: at + 1,
  label: `周${word}`,
}))
const days = Array.from({ length: 28 }, (_, at) => ({ value: at + 1, label: `${at + 1} 日` }))
const months = Array.from({ length: 12 }, (_, at) => ({ value: at + 1, label: `${at + 1}月` }))

/** `08:30 20：00` as two times. */
function timesOf(typed: string): string[] {
  return typed
    .normalize('NFKC')
    .split(/[\s,，、;；]+/)
    .filter((part) => part !== '')
    .map((part) => (/^\d:\d\d$/.test(part) ? `0${part}` : part))
}

export function ScheduleForm({
  schedule,
  nets,
  onDone,
}: {
  readonly schedule: RollSchedule | undefined
  readonly nets: readonly RollNet[]
  readonly onDone: () => void
}) {
  const [form, setForm] = useState({
    net: schedule?.net ?? nets[0]?.id ?? '',
    label: schedule?.label ?? '',
    every: schedule?.every ?? ('day' as const),
    weekday: schedule?.weekday ?? null,
    day: schedule?.day ?? null,
    months: [...(schedule?.months ?? [])],
    enabled: schedule?.enabled ?? true,
  })
  const [times, setTimes] = useState((schedule?.times ?? []).join(' '))
  const change = (part: Partial<typeof form>) => setForm((was) => ({ ...was, ...part }))
  const set = useMutation(queries.rollcall.setSchedule.mutationOptions({ onSuccess: onDone }))
  const bad = timesOf(times).some((time) => !/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(time))
  const missing =
    form.label.trim() === ''
      ? '请填写名称。'
      : bad || timesOf(times).length === 0
        ? '时刻请写成 08:30，几个时刻用空格隔开。'
        : undefined
  const save = () => {
    if (missing === undefined && !set.isPending) {
      set.mutate({ schedule: schedule?.id ?? null, ...form, times: timesOf(times) })
    }
  }
  return (
    <section
      className={styles.scroll}
      aria-label={schedule ? `改 ${schedule.label}` : '新时间'}
      onKeyDown={formKeys(save, onDone)}
    >
      <div className={styles.form}>
        <Field label="名称" required>
          {(control) => (
            <Input
              {...control}
              autoFocus
              maxLength={20}
              value={form.label}
              onChange={(event) => change({ label: event.target.value })}
            />
          )}
        </Field>
        <Field label="网">
          {({ id }) => (
            <Select
              id={id}
              value={form.net}
              options={nets.map((net) => ({ value: net.id, label: net.name }))}
              onChange={(net) => change({ net })}
            />
          )}
        </Field>
        <Field label="周期">
          {({ id }) => (
            <Select
              id={id}
              value={form.every}
              options={everyWords}
              onChange={(every) => change({ every })}
            />
          )}
        </Field>
        {form.every === 'week' && (
          <Field label="星期">
            {({ id }) => (
              <Select
                id={id}
                value={form.weekday}
                options={weekdays}
                onChange={(weekday) => change({ weekday })}
              />
            )}
          </Field>
        )}
        {form.every === 'month' && (
          <Field label="几号">
            {({ id }) => (
              <Select id={id} value={form.day} options={days} onChange={(day) => change({ day })} />
            )}
          </Field>
        )}
        <Field label="时刻" required problem={times !== '' && bad ? missing : undefined}>
          {(control) => (
            <Input
              {...control}
              placeholder="08:30 20:00"
              maxLength={160}
              value={times}
              onChange={(event) => setTimes(event.target.value)}
            />
          )}
        </Field>
        <Field label="月份" hint="不选是全年">
          {({ id }) => (
            <Select
              id={id}
              mode="multiple"
              maxTagCount="responsive"
              value={form.months}
              options={months}
              onChange={(chosen: number[]) => change({ months: chosen.toSorted((a, b) => a - b) })}
            />
          )}
        </Field>
        <Checkbox
          checked={form.enabled}
          onChange={(event) => change({ enabled: event.target.checked })}
        >
          启用
        </Checkbox>
        <span className={styles.line}>
          <ActionButton
            kind="primary"
            hint="Enter"
            busy={set.isPending}
            refusedBecause={missing}
            onPress={save}
          >
            保存
          </ActionButton>
          <ActionButton kind="quiet" hint="Escape" onPress={onDone}>
            取消
          </ActionButton>
        </span>
        {set.error !== null && (
          <span className={styles.wide} role="alert">
            <span className={styles.bad}>没有保存。{describeError(set.error)}</span>
          </span>
        )}
      </div>
    </section>
  )
}
