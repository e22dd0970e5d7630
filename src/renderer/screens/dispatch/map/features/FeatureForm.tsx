import { useState } from 'react'
import { App, Input, Select } from 'antd'
import { useMutation } from '@tanstack/react-query'
import {
  featureKinds,
  featureLimits,
  type FeatureField,
  type FeatureShown,
} from '../../../../../core/modules/features/contract.ts'
import type { Geometry } from '../../../../../core/kernel/geometry.ts'
import { queries } from '../../../../client.ts'
import { askForPoint } from '../../../../map/pick.ts'
import { ActionButton } from '../../../../ui/ActionButton.tsx'
import { useMapDesk } from '../desk.ts'
import { PanelForm } from '../PanelForm.tsx'
import { coordinateText } from '../map-geometry.ts'
import { useFeatureLayers } from './use-features.ts'
import styles from './Features.module.css'

/** A feature that is new or is described anew. Give its id, or the layer's, as `key`. */
export function FeatureForm({
  layer: layerId,
  feature,
  onDone,
}: {
  readonly layer: string
  readonly feature?: FeatureShown | undefined
  readonly onDone: () => void
}) {
  const { county } = useMapDesk()
  const { message } = App.useApp()
  const layer = useFeatureLayers().find(({ id }) => id === layerId)
  const [name, setName] = useState(feature?.name ?? '')
  const [geometry, setGeometry] = useState<Geometry | null>(feature?.geometry ?? null)
  const [township, setTownship] = useState(feature?.township?.code ?? null)
  const [properties, setProperties] = useState(feature?.properties ?? {})
  const done = () => {
    void message.success('已存')
    onDone()
  }
  const add = useMutation(queries.features.add.mutationOptions({ onSuccess: done }))
  const change = useMutation(queries.features.change.mutationOptions({ onSuccess: done }))
  const save = () => {
    const precision = feature?.precision === 'surveyed' ? 'surveyed' : 'approximate'
    const typed = { name, geometry, precision, township, properties } as const
    if (feature) change.mutate({ feature: feature.id, ...typed })
    else add.mutate({ layer: layerId, ...typed })
  }
  const fields = layer ? featureKinds[layer.kind].fields : []
  return (
    <PanelForm
      label={feature ? `修改 ${feature.name}` : `添加到 ${layer?.name ?? ''}`}
      word="存"
      busy={add.isPending || change.isPending}
      problem={add.error ?? change.error}
      onSave={save}
      onCancel={onDone}
    >
      <Input
        autoFocus
        value={name}
        maxLength={featureLimits.name}
        aria-label="名称"
        placeholder="名称"
        onChange={(event) => setName(event.target.value)}
      />
      <div className={styles.where}>
        <ActionButton
          onPress={() =>
            askForPoint(`“${name}”的位置`, ({ lat, lon }) =>
              setGeometry({ type: 'Point', coordinates: [lon, lat] }),
            )
          }
        >
          {geometry === null ? '在图上标位置' : '重新标位置'}
        </ActionButton>
        <span>{whereWords(geometry)}</span>
      </div>
      <Select
        allowClear
        value={township}
        aria-label="所在乡镇"
        placeholder="所在乡镇（没有点位时必选）"
        options={county.townships.map(({ code, name: label }) => ({ value: code, label }))}
        onChange={(code: string | undefined) => setTownship(code ?? null)}
      />
      {fields.map((field) => (
        <FieldInput
          key={field.key}
          field={field}
          value={properties[field.key] ?? ''}
          onChange={(value) => setProperties((known) => ({ ...known, [field.key]: value }))}
        />
      ))}
    </PanelForm>
  )
}

function whereWords(geometry: Geometry | null): string {
  if (geometry === null) return '位置仅到乡镇'
  if (geometry.type !== 'Point') return '线或面，形状不变'
  const [lon, lat] = geometry.coordinates
  return coordinateText({ lat, lon })
}

function FieldInput({
  field,
  value,
  onChange,
}: {
  readonly field: FeatureField
  readonly value: string
  readonly onChange: (value: string) => void
}) {
  const { label, type, choices = [], unit } = field
  if (type === 'choice') {
    return (
      <Select
        allowClear
        value={value === '' ? null : value}
        aria-label={label}
        placeholder={label}
        options={choices.map(([key, word]) => ({ value: key, label: word }))}
        onChange={(key: string | undefined) => onChange(key ?? '')}
      />
    )
  }
  return (
    <Input
      value={value}
      maxLength={featureLimits.value}
      inputMode={type === 'count' ? 'numeric' : 'text'}
      aria-label={label}
      placeholder={label}
      suffix={unit}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
