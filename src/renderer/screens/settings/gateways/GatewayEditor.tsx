import { useState, type FormEvent, type KeyboardEvent } from 'react'
import { App, Input, Segmented, Select } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { Gateway } from '../../../../core/modules/gateways/contract.ts'
import { queries } from '../../../client.ts'
import { gatewayWord } from '../../../radio/gateway-look.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { Field } from '../../../ui/Field.tsx'
import { isComposing } from '../../../ui/hotkeys.ts'
import { Panel } from '../../../ui/Panel.tsx'
import { ORPCError } from '@orpc/client'
import type { Found } from './DetectPanel.tsx'
import { FrameTable } from './FrameTable.tsx'
import {
  byVendorFile,
  formOf,
  foundForm,
  newForm,
  readForm,
  withDriver,
  type FormProblems,
  type GatewayForm,
} from './gateway-form.ts'
import { LinkFields } from './LinkFields.tsx'
import { VendorFileField } from './VendorFileField.tsx'
import styles from './Gateways.module.css'

/** What the core or the driver did not like, with its own detail for support. */
function settingsError(error: unknown): string {
  const sentence = describeError(error)
  if (!(error instanceof ORPCError) || error.code !== 'BAD_SETTINGS') return sentence
  const { detail } = error.data as { detail?: string }
  return detail ? `${sentence}（${detail}）` : sentence
}

/** Adds a gateway or changes one. Give the gateway's id as `key`. */
export function GatewayEditor({
  gateway,
  found,
  onSaved,
}: {
  readonly gateway: Gateway | undefined
  /** What the detection found, where the form begins with that. */
  readonly found?: Found | undefined
  readonly onSaved: (id: string) => void
}) {
  const drivers = useQuery(queries.gateways.drivers.queryOptions()).data ?? []
  const [form, setForm] = useState<GatewayForm>(() =>
    gateway ? formOf(gateway) : found ? foundForm(found, drivers) : newForm,
  )
  const [frame, setFrame] = useState<number>()
  const [problems, setProblems] = useState<FormProblems>({})
  const { message } = App.useApp()
  const done = ({ id }: { readonly id: string }) => {
    void message.success('网关设置已存')
    onSaved(id)
  }
  const add = useMutation(queries.gateways.add.mutationOptions({ onSuccess: done }))
  const update = useMutation(queries.gateways.update.mutationOptions({ onSuccess: done }))
  const test = useMutation(queries.gateways.test.mutationOptions())
  const saving = add.isPending || update.isPending
  const driver = drivers.find(({ id }) => id === form.driver)

  const change = (some: Partial<GatewayForm>) => {
    setProblems({})
    setForm((before) => ({ ...before, ...some }))
  }
  const read = () => {
    const reading = readForm(form, gateway?.enabled ?? true)
    setProblems(reading.ok ? {} : reading.problems)
    return reading.ok ? reading.settings : undefined
  }
  const save = () => {
    const settings = read()
    if (!settings || saving) return
    if (gateway) update.mutate({ ...settings, id: gateway.id })
    else add.mutate(settings)
  }
  const onTest = () => {
    const settings = read()
    if (settings && !test.isPending)
      test.mutate(gateway ? { ...settings, id: gateway.id } : settings)
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    save()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter of an input method belongs to it; in the text area it is a new line.
    if (event.key === 'Enter' && isComposing(event.nativeEvent)) event.preventDefault()
  }
  const problem = add.error ?? update.error
  return (
    <Panel title={gateway ? `设置 · ${gateway.name}` : '添加网关'}>
      <form className={styles.form} onSubmit={onSubmit} onKeyDown={onKeyDown}>
        <div className={styles.pair}>
          <Field label="名称" required problem={problems.name}>
            {(control) => (
              <Input
                {...control}
                value={form.name}
                maxLength={40}
                placeholder="石城中心 370M"
                autoFocus={!gateway}
                onChange={(event) => change({ name: event.target.value })}
              />
            )}
          </Field>
          <Field label="用途">
            {() => (
              <Segmented<GatewayForm['purpose']>
                aria-label="用途"
                value={form.purpose}
                onChange={(purpose) => change({ purpose })}
                options={[
                  { value: 'radio', label: '电台' },
                  { value: 'gps', label: '本台定位' },
                  { value: 'phone', label: '来电显示' },
                  { value: 'vehicle', label: '车载终端' },
                  { value: 'sensor', label: '测站' },
                ]}
              />
            )}
          </Field>
        </div>
        <Field label="驱动" required problem={problems.driver}>
          {(control) => (
            <Select
              {...control}
              value={form.driver === '' ? null : form.driver}
              placeholder="选协议，或输入几个字查找"
              showSearch={{ optionFilterProp: 'label' }}
              options={drivers.map(({ id, title }) => ({ value: id, label: title }))}
              onChange={(id) => {
                const chosen = drivers.find((one) => one.id === id)
                if (chosen) setForm((before) => withDriver(before, chosen))
                setProblems({})
              }}
            />
          )}
        </Field>
        {form.driver === byVendorFile && <VendorFileField form={form} onChange={setForm} />}
        <LinkFields
          form={form}
          problems={problems}
          onChange={change}
          offered={driver?.links ?? ['serial', 'tcp', 'udp']}
        />
        <div className={styles.pair}>
          <Field label="坐标基准" hint="不明的坐标不画到图上">
            {(control) => (
              <Select
                {...control}
                value={form.datum}
                options={[
                  { value: 'wgs84', label: 'WGS-84' },
                  { value: 'unknown', label: '不明，待核实' },
                ]}
                onChange={(datum) => change({ datum })}
              />
            )}
          </Field>
          <Field label="驱动参数" problem={problems.more} hint="JSON；空着用默认值">
            {(control) => (
              <Input.TextArea
                {...control}
                value={form.more}
                rows={3}
                maxLength={4000}
                onChange={(event) => change({ more: event.target.value })}
              />
            )}
          </Field>
        </div>
        <div className={styles.buttons}>
          <ActionButton kind="primary" submit hint="Enter" busy={saving}>
            保存
          </ActionButton>
          <ActionButton hotkey="Alt+P" busy={test.isPending} onPress={onTest}>
            试听 4 秒
          </ActionButton>
          {test.isPending && <span className={styles.note}>正在打开线路，听 4 秒…</span>}
          {problem !== null && (
            <span className={styles.bad} role="alert">
              没有保存。{settingsError(problem)}
            </span>
          )}
        </div>
        {test.error !== null && (
          <span className={styles.bad} role="alert">
            没有试成。{settingsError(test.error)}
          </span>
        )}
      </form>
      {test.data && (
        <section className={styles.trial} aria-label="试听结果">
          <p role="status">
            <b>试听结果：{gatewayWord(test.data.health)}</b> {test.data.health.reason}
            {test.data.health.detail !== '' && `（${test.data.health.detail}）`} · 收到{' '}
            {test.data.frames.length} 帧
          </p>
          <div className={styles.trialFrames}>
            <FrameTable
              frames={test.data.frames}
              selected={frame}
              onSelect={setFrame}
              empty={
                test.data.health.state === 'down'
                  ? '线路没有打开，原因见上。'
                  : '4 秒内没有收到任何数据，请检查接线、端口和波特率。'
              }
            />
          </div>
        </section>
      )}
    </Panel>
  )
}
