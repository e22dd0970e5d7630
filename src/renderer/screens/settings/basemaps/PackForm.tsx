import { useMemo, useState } from 'react'
import { Input, Radio } from 'antd'
import { useMutation } from '@tanstack/react-query'
import type { BasemapDatum, BasemapPreview } from '../../../../core/modules/basemaps/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { Field } from '../../../ui/Field.tsx'
import { datumOptions, kindWords, sizeWords } from './basemap-words.ts'
import { CreditFields, noCredits } from './CreditFields.tsx'
import { PreviewMap } from './PreviewMap.tsx'
import section from '../Section.module.css'
import styles from './Basemaps.module.css'

interface PackFormProps {
  readonly preview: BasemapPreview
  /** The same file, its rows counted the other way. */
  readonly onAgain: (preview: BasemapPreview) => void
  readonly onAdded: (id: string) => void
}

/** What was found in a file, how it lies on the county, and what the file cannot say itself. */
export function PackForm({ preview, onAgain, onAdded }: PackFormProps) {
  const [name, setName] = useState(preview.name)
  const [datum, setDatum] = useState<BasemapDatum>()
  const [credits, setCredits] = useState({ ...noCredits, attribution: preview.attribution })
  const [keep, setKeep] = useState<'copy' | 'in-place'>(preview.fitsDisk ? 'copy' : 'in-place')
  const again = useMutation(queries.basemaps.lookAgain.mutationOptions({ onSuccess: onAgain }))
  const add = useMutation(
    queries.basemaps.add.mutationOptions({ onSuccess: ({ id }) => onAdded(id) }),
  )
  const shown = useMemo(
    () => ({ ...preview, id: preview.token, datum: datum ?? 'wgs84', opacity: 1 }),
    [preview, datum],
  )
  const missing = missingOf(name, datum, credits.source)
  const submit = () => {
    if (missing !== undefined || datum === undefined || add.isPending) return
    add.mutate({ token: preview.token, name, datum, ...credits, keep })
  }
  return (
    <form
      className={section.form}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <PreviewMap base={shown} touchesCounty={preview.touchesCounty} />
      <Facts preview={preview} />
      {!preview.rowsSure && (
        <Field label="行号从哪边数" hint="看预览：道路、河流和县界对得上的那一种">
          {({ id }) => (
            <Radio.Group
              id={id}
              value={preview.rows}
              onChange={({ target }) =>
                again.mutate({
                  token: preview.token,
                  rows: target.value === 'tms' ? 'tms' : 'xyz',
                })
              }
              options={[
                { value: 'xyz', label: '从北（XYZ）' },
                { value: 'tms', label: '从南（TMS）' },
              ]}
            />
          )}
        </Field>
      )}
      <Field label="坐标系" required hint="文件里没写准；选错会偏约 600 米，看预览是否压在县界上">
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
      <Field label="文件放哪里">
        {({ id }) => (
          <Radio.Group
            id={id}
            vertical
            value={keep}
            onChange={({ target }) => setKeep(target.value === 'copy' ? 'copy' : 'in-place')}
            options={[
              {
                value: 'copy',
                label: '复制到本台数据目录（原文件可拔走）',
                disabled: !preview.fitsDisk,
              },
              { value: 'in-place', label: '留在原处使用（文件移走后底图就没有了）' },
            ]}
          />
        )}
      </Field>
      {(add.error ?? again.error) !== null && (
        <p role="alert" className={styles.problem}>
          {describeError(add.error ?? again.error)}
        </p>
      )}
      <div className={section.buttons}>
        <ActionButton submit kind="primary" busy={add.isPending} refusedBecause={missing}>
          导入
        </ActionButton>
      </div>
    </form>
  )
}

function missingOf(name: string, datum: BasemapDatum | undefined, source: string) {
  if (datum === undefined) return '请选坐标系'
  if (name.trim() === '') return '请填名称'
  return source.trim() === '' ? '请填来源' : undefined
}

function Facts({ preview }: { readonly preview: BasemapPreview }) {
  const { fileName, tiles, minZoom, maxZoom, sizeBytes, bounds, layers, warnings } = preview
  const degrees = (value: number) => value.toFixed(3)
  return (
    <>
      <dl className={styles.facts}>
        <dt>文件</dt>
        <dd>
          {fileName} {sizeWords(sizeBytes)}
        </dd>
        <dt>内容</dt>
        <dd>
          {kindWords(preview)}，{minZoom}–{maxZoom} 级{tiles !== null && `，${tiles} 张瓦片`}
        </dd>
        <dt>范围</dt>
        <dd>
          {degrees(bounds.west)}–{degrees(bounds.east)}°E，{degrees(bounds.south)}–
          {degrees(bounds.north)}°N
        </dd>
        {layers.length > 0 && (
          <>
            <dt>图层</dt>
            <dd>{layers.join('、')}</dd>
          </>
        )}
      </dl>
      {warnings.map((warning) => (
        <p key={warning} className={styles.warning}>
          {warning}
        </p>
      ))}
    </>
  )
}
