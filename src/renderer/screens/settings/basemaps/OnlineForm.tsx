import { useState } from 'react'
import { Checkbox, Input, InputNumber, Radio, Select } from 'antd'
import { useMutation } from '@tanstack/react-query'
import type { BasemapDatum } from '../../../../core/modules/basemaps/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { Field } from '../../../ui/Field.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { datumOptions } from './basemap-words.ts'
import { CreditFields, noCredits, type Credits } from './CreditFields.tsx'
import { onlinePresets } from './online-presets.ts'
import section from '../Section.module.css'
import styles from './Basemaps.module.css'

interface OnlineFormProps {
  readonly onAdded: (id: string) => void
  readonly onClose: () => void
}

/** 在线图层: by address and key; never needed, and never kept without a permission. */
export function OnlineForm({ onAdded, onClose }: OnlineFormProps) {
  const [name, setName] = useState('')
  const [template, setTemplate] = useState('')
  const [key, setKey] = useState('')
  const [subdomains, setSubdomains] = useState('')
  const [datum, setDatum] = useState<BasemapDatum>()
  const [minZoom, setMinZoom] = useState(1)
  const [maxZoom, setMaxZoom] = useState(18)
  const [credits, setCredits] = useState(noCredits)
  const [keepTiles, setKeepTiles] = useState(false)
  const trying = useMutation(queries.basemaps.tryOnline.mutationOptions())
  const add = useMutation(
    queries.basemaps.addOnline.mutationOptions({ onSuccess: ({ id }) => onAdded(id) }),
  )
  const missing = missingOf({ name, template, datum, keepTiles, ...credits })
  const layer = () => {
    const words = { name, template, key, subdomains, minZoom, maxZoom, ...credits, keepTiles }
    return datum === undefined || missing !== undefined ? undefined : { ...words, datum }
  }
  const ask = (mutation: typeof trying | typeof add) => {
    const given = layer()
    if (!given || mutation.isPending) return
    trying.reset()
    add.reset()
    mutation.mutate(given)
  }
  const takePreset = (at: string) => {
    const preset = onlinePresets.find(({ label }) => label === at)
    if (!preset) return
    setName(preset.label)
    setTemplate(preset.template)
    setSubdomains(preset.subdomains)
    setDatum(preset.datum)
    setMaxZoom(preset.maxZoom)
    setCredits((before) => ({ ...before, source: preset.source, attribution: preset.source }))
  }
  return (
    <Panel
      title="添加在线图层"
      extra={
        <ActionButton kind="quiet" hotkey="Escape" onPress={onClose}>
          取消
        </ActionButton>
      }
    >
      <form
        className={section.form}
        onSubmit={(event) => {
          event.preventDefault()
          ask(add)
        }}
      >
        <p className={styles.note}>断网时看不到；指挥用的底图请用文件导入。</p>
        <Field label="常用地址">
          {({ id }) => (
            <Select<string>
              id={id}
              placeholder="选一个，再填自己的密钥"
              onChange={takePreset}
              options={onlinePresets.map(({ label }) => ({ value: label, label }))}
            />
          )}
        </Field>
        <Field label="名称" required>
          {(control) => (
            <Input
              {...control}
              value={name}
              maxLength={60}
              onChange={({ target }) => setName(target.value)}
            />
          )}
        </Field>
        <Field
          label="地址"
          required
          hint="含 {z} {x} {y}；密钥写 {key}，从南数行写 {-y}，子域写 {s}"
          problem={add.error === null ? undefined : describeError(add.error)}
        >
          {(control) => (
            <Input.TextArea
              {...control}
              value={template}
              maxLength={500}
              rows={4}
              onChange={({ target }) => setTemplate(target.value)}
            />
          )}
        </Field>
        <div className={styles.pair}>
          <Field label="密钥" hint="只存在本台，不显示、不导出">
            {(control) => (
              <Input.Password
                {...control}
                value={key}
                maxLength={200}
                autoComplete="off"
                onChange={({ target }) => setKey(target.value)}
              />
            )}
          </Field>
          <Field label="子域" hint="例如 01234567">
            {(control) => (
              <Input
                {...control}
                value={subdomains}
                maxLength={60}
                onChange={({ target }) => setSubdomains(target.value)}
              />
            )}
          </Field>
        </div>
        <Field label="坐标系" required>
          {({ id }) => (
            <Radio.Group
              id={id}
              vertical
              value={datum}
              onChange={({ target }) => setDatum(target.value === 'gcj02' ? 'gcj02' : 'wgs84')}
              options={datumOptions}
            />
          )}
        </Field>
        <div className={styles.pair}>
          <ZoomField label="最小级别" value={minZoom} onChange={setMinZoom} />
          <ZoomField label="最大级别" value={maxZoom} onChange={setMaxZoom} />
        </div>
        <CreditFields credits={credits} onChange={setCredits} />
        <Checkbox checked={keepTiles} onChange={({ target }) => setKeepTiles(target.checked)}>
          缓存看过的瓦片（须先写明使用许可）
        </Checkbox>
        {(trying.data ?? trying.error) && (
          <p role="status" className={trying.data?.good === true ? section.good : section.bad}>
            {trying.data?.sentence ?? describeError(trying.error)}
          </p>
        )}
        <div className={section.buttons}>
          <ActionButton
            busy={trying.isPending}
            refusedBecause={missing}
            onPress={() => ask(trying)}
          >
            试取一张
          </ActionButton>
          <ActionButton submit kind="primary" busy={add.isPending} refusedBecause={missing}>
            添加
          </ActionButton>
        </div>
      </form>
    </Panel>
  )
}

function ZoomField({
  label,
  value,
  onChange,
}: {
  readonly label: string
  readonly value: number
  readonly onChange: (zoom: number) => void
}) {
  return (
    <Field label={label}>
      {({ id }) => (
        <InputNumber
          controls={false}
          id={id}
          min={0}
          max={22}
          precision={0}
          value={value}
          onChange={(zoom) => onChange(zoom ?? value)}
        />
      )}
    </Field>
  )
}

function missingOf({
  name,
  template,
  datum,
  keepTiles,
  source,
  permission,
}: Credits & {
  readonly name: string
  readonly template: string
  readonly datum: BasemapDatum | undefined
  readonly keepTiles: boolean
}): string | undefined {
  if (name.trim() === '') return '请填名称'
  if (template.trim() === '') return '请填地址'
  if (datum === undefined) return '请选坐标系'
  if (source.trim() === '') return '请填来源'
  return keepTiles && permission.trim() === '' ? '缓存瓦片须先写明使用许可' : undefined
}
