import { useState } from 'react'
import { Input } from 'antd'
import { useMutation } from '@tanstack/react-query'
import type { DutyPage } from '../../../../core/modules/duty-log/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { Field } from '../../../ui/Field.tsx'
import { formKeys } from '../../../ui/form-keys.ts'
import styles from './Log.module.css'

/** Lines at the head of the page and the summary at its foot; a person types them, always. */
export function PageForm({
  page,
  onDone,
}: {
  readonly page: DutyPage
  readonly onDone: () => void
}) {
  const [weather, setWeather] = useState(page.conditions.weather)
  const [rain, setRain] = useState(page.conditions.rain)
  const [fireDanger, setFireDanger] = useState(page.conditions.fireDanger)
  const [summary, setSummary] = useState(page.summary.text)
  const conditions = useMutation(queries.dutyLog.setConditions.mutationOptions())
  const closing = useMutation(queries.dutyLog.setSummary.mutationOptions())
  const busy = conditions.isPending || closing.isPending
  const error = conditions.error ?? closing.error
  const old = page.conditions
  const saveSummary = () => {
    if (summary.trim() === page.summary.text) onDone()
    else closing.mutate({ page: page.page, text: summary }, { onSuccess: onDone })
  }
  const save = () => {
    if (busy) return
    const same =
      weather.trim() === old.weather &&
      rain.trim() === old.rain &&
      fireDanger.trim() === old.fireDanger
    if (same) saveSummary()
    else
      conditions.mutate(
        { page: page.page, weather, rain, fireDanger },
        { onSuccess: () => saveSummary() },
      )
  }
  return (
    <div
      className={styles.detail}
      role="group"
      aria-label="天气与小结"
      onKeyDown={formKeys(save, onDone)}
    >
      <Field label="天气">
        {(control) => (
          <Input
            {...control}
            autoFocus
            maxLength={100}
            placeholder="多云转阵雨，12～19 度，北风 2 级"
            value={weather}
            onChange={(event) => setWeather(event.target.value)}
          />
        )}
      </Field>
      <Field
        label="雨水情"
        hint={page.rainMeasured === '' ? '没有测站报雨量，请按来电填写' : page.rainMeasured}
      >
        {(control) => (
          <Input
            {...control}
            maxLength={200}
            value={rain}
            onChange={(event) => setRain(event.target.value)}
          />
        )}
      </Field>
      {page.rainMeasured !== '' && (
        <ActionButton hotkey="Alt+R" onPress={() => setRain(page.rainMeasured)}>
          按测站填写
        </ActionButton>
      )}
      <Field label="火险等级">
        {(control) => (
          <Input
            {...control}
            maxLength={60}
            placeholder="三级"
            value={fireDanger}
            onChange={(event) => setFireDanger(event.target.value)}
          />
        )}
      </Field>
      <Field label="当班小结" hint="条数由程序计，印在小结后面">
        {(control) => (
          <Input.TextArea
            {...control}
            rows={4}
            maxLength={1000}
            value={summary}
            onChange={(event) => setSummary(event.target.value)}
          />
        )}
      </Field>
      {error !== null && (
        <div className={styles.problem} role="alert">
          没有保存，所填内容还在。{describeError(error)}
        </div>
      )}
      <div className={styles.row}>
        <ActionButton kind="primary" hint="Enter" busy={busy} onPress={save}>
          保存
        </ActionButton>
        <ActionButton kind="quiet" hint="Escape" onPress={onDone}>
          取消
        </ActionButton>
      </div>
    </div>
  )
}
