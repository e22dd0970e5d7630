import { useState } from 'react'
import { Input, InputNumber } from 'antd'
import { useMutation } from '@tanstack/react-query'
import type { BasemapSource } from '../../../../core/modules/basemaps/contract.ts'
import { api, queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { Field } from '../../../ui/Field.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { BuildInput, type ChosenInput } from './BuildInput.tsx'
import { CreditFields, noCredits } from './CreditFields.tsx'
import { FileChoice } from './FileChoice.tsx'
import section from '../Section.module.css'
import styles from './Basemaps.module.css'

const zooms = { least: 5, most: 15, limit: 16 }

interface BuildFormProps {
  readonly onBegun: () => void
  readonly onClose: () => void
}

/** 制作矢量底图: the county's own GeoJSON and Shapefiles become one pack. */
export function BuildForm({ onBegun, onClose }: BuildFormProps) {
  const [name, setName] = useState('')
  const [credits, setCredits] = useState(noCredits)
  const [maxZoom, setMaxZoom] = useState(zooms.most)
  const [inputs, setInputs] = useState<readonly ChosenInput[]>([])
  const build = useMutation(queries.basemaps.build.mutationOptions({ onSuccess: onBegun }))
  const missing = missingOf(name, credits.source, inputs)
  const submit = () => {
    if (missing !== undefined || build.isPending) return
    build.mutate({
      name,
      ...credits,
      minZoom: zooms.least,
      maxZoom,
      inputs: inputs.flatMap(({ found, role, nameField, classField, datum }) =>
        datum === null ? [] : [{ token: found.token, role, nameField, classField, datum }],
      ),
    })
  }
  return (
    <Panel
      title="制作矢量底图"
      extra={
        <ActionButton kind="quiet" hotkey="Escape" onPress={onClose}>
          取消
        </ActionButton>
      }
    >
      <div className={section.form}>
        <FileChoice<BasemapSource>
          what="source"
          hint="GeoJSON，或 Shapefile（.shp 或 ZIP）；一次加一个，可加多个"
          accept=".geojson,.json,.zip,.shp"
          look={(path) => api.basemaps.lookSource({ path })}
          ticket={(fileName) => api.basemaps.uploadSource({ fileName })}
          onFound={(found) =>
            setInputs((before) => [...before, { found, ...found.suggested }].slice(0, 20))
          }
        />
        {inputs.map((input) => (
          <BuildInput
            key={input.found.token}
            input={input}
            onChange={(changed) =>
              setInputs((before) => before.map((one) => (one === input ? changed : one)))
            }
            onRemove={() => setInputs((before) => before.filter((one) => one !== input))}
          />
        ))}
        <form
          className={section.form}
          onSubmit={(event) => {
            event.preventDefault()
            submit()
          }}
        >
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
          <CreditFields credits={credits} onChange={setCredits} />
          <Field label="最大级别" hint="15 级够看到房屋；再大只是放大">
            {({ id }) => (
              <InputNumber
                controls={false}
                id={id}
                min={zooms.least}
                max={zooms.limit}
                precision={0}
                value={maxZoom}
                onChange={(zoom) => setMaxZoom(zoom ?? zooms.most)}
              />
            )}
          </Field>
          {build.error !== null && (
            <p role="alert" className={styles.problem}>
              {describeError(build.error)}
            </p>
          )}
          <div className={section.buttons}>
            <ActionButton submit kind="primary" busy={build.isPending} refusedBecause={missing}>
              开始制作
            </ActionButton>
          </div>
        </form>
      </div>
    </Panel>
  )
}

function missingOf(name: string, source: string, inputs: readonly ChosenInput[]) {
  if (inputs.length === 0) return '请先加数据文件'
  const unsaid = inputs.find(({ datum }) => datum === null)
  if (unsaid) return `请选“${unsaid.found.fileName}”的坐标系`
  if (name.trim() === '') return '请填名称'
  return source.trim() === '' ? '请填来源' : undefined
}
