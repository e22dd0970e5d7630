import { useState } from 'react'
import { App, Input, Segmented, Select } from 'antd'
import { skipToken, useMutation, useQuery } from '@tanstack/react-query'
import {
  meaningWord,
  meanings,
  shapesOf,
  type Meaning,
  type Shape,
} from '../../../../../core/modules/drawings/contract.ts'
import type { MapFilePreview, TakeTarget } from '../../../../../core/modules/map-files/contract.ts'
import { queries } from '../../../../client.ts'
import { ActionButton } from '../../../../ui/ActionButton.tsx'
import { describeError } from '../../../../ui/describe-error.ts'
import { Field } from '../../../../ui/Field.tsx'
import { dropFile, useExchange } from './exchange-store.ts'
import panel from '../ToolPanel.module.css'
import styles from './Exchange.module.css'

type Kind = TakeTarget['kind']
type Meanings = Pick<Extract<TakeTarget, { kind: 'drawings' }>, 'points' | 'lines' | 'areas'>

const usual: Meanings = { points: 'note', lines: 'note', areas: 'note' }

/** Where it goes, what that would do, and the button that does it. */
export function Target({ preview }: { readonly preview: MapFilePreview }) {
  const fileName = useExchange(({ file }) => file?.name ?? '')
  const [kind, setKind] = useState<Kind>('layer')
  const [layer, setLayer] = useState<string>()
  const [name, setName] = useState(fileName.replace(/\.[^.]+$/, '').slice(0, 60))
  const [incident, setIncident] = useState<string | null>(null)
  const [meant, setMeant] = useState(usual)
  const target = targetOf(kind, { layer, name, incident, meant })
  return (
    <>
      <Segmented<Kind>
        aria-label="导入为"
        value={kind}
        options={[
          { value: 'layer', label: '已有图层' },
          { value: 'new-layer', label: '新图层' },
          { value: 'drawings', label: '标绘' },
        ]}
        onChange={setKind}
      />
      {kind === 'layer' && <LayerField layer={layer} onLayer={setLayer} />}
      {kind === 'new-layer' && (
        <Field label="新图层名称" required>
          {(control) => (
            <Input
              {...control}
              value={name}
              maxLength={60}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
      )}
      {kind === 'drawings' && (
        <>
          <IncidentField incident={incident} onIncident={setIncident} />
          <MeaningFields preview={preview} meant={meant} onMeant={setMeant} />
        </>
      )}
      <Plan target={target} />
    </>
  )
}

function targetOf(
  kind: Kind,
  typed: {
    readonly layer: string | undefined
    readonly name: string
    readonly incident: string | null
    readonly meant: Meanings
  },
): TakeTarget | undefined {
  switch (kind) {
    case 'layer':
      return typed.layer === undefined ? undefined : { kind, layer: typed.layer }
    case 'new-layer': {
      const name = typed.name.trim()
      return name === '' ? undefined : { kind, name, colour: 'st-support' }
    }
    case 'drawings':
      return { kind, incident: typed.incident, ...typed.meant }
  }
}

function LayerField({
  layer,
  onLayer,
}: {
  readonly layer: string | undefined
  readonly onLayer: (layer: string) => void
}) {
  const layers = useQuery(queries.features.layers.queryOptions()).data ?? []
  return (
    <Field label="图层" required>
      {(control) => (
        <Select
          {...control}
          value={layer ?? null}
          placeholder="请选择"
          showSearch={{ optionFilterProp: 'label' }}
          options={layers.map(({ id, name, count }) => ({
            value: id,
            label: `${name}（${count}）`,
          }))}
          onChange={onLayer}
        />
      )}
    </Field>
  )
}

function IncidentField({
  incident,
  onIncident,
}: {
  readonly incident: string | null
  readonly onIncident: (incident: string | null) => void
}) {
  const cards = useQuery(queries.incidents.list.queryOptions({ input: {} })).data?.incidents ?? []
  const open = cards.filter(({ group }) => group !== 'closed')
  return (
    <Field label="标绘归属">
      {(control) => (
        <Select
          {...control}
          value={incident ?? ''}
          options={[
            { value: '', label: '本县（不属于事件）' },
            ...open.map(({ id, number, categoryName }) => ({
              value: id,
              label: `${number} ${categoryName}`,
            })),
          ]}
          onChange={(id) => onIncident(id === '' ? null : id)}
        />
      )}
    </Field>
  )
}

const shapeFields = [
  ['points', '点作为', 'point'],
  ['lines', '线作为', 'line'],
  ['areas', '面作为', 'area'],
] as const satisfies readonly (readonly [keyof Meanings, string, Shape])[]

function MeaningFields({
  preview,
  meant,
  onMeant,
}: {
  readonly preview: MapFilePreview
  readonly meant: Meanings
  readonly onMeant: (meant: Meanings) => void
}) {
  return shapeFields
    .filter(([key]) => preview.counts[key] > 0)
    .map(([key, label, shape]) => (
      <Field key={key} label={label}>
        {(control) => (
          <Select<Meaning>
            {...control}
            value={meant[key]}
            options={meanings
              .filter(([meaning]) => shapesOf(meaning).includes(shape))
              .map(([meaning]) => ({ value: meaning, label: meaningWord(meaning) }))}
            onChange={(meaning) => onMeant({ ...meant, [key]: meaning })}
          />
        )}
      </Field>
    ))
}

function refusal(target: TakeTarget | undefined, confirmed: boolean, count: number | undefined) {
  if (!target) return '请选好导入到哪里'
  if (count === 0) return '没有可以导入的内容'
  return confirmed ? undefined : '请先在图上核对位置，再勾选“位置正确”'
}

function Plan({ target }: { readonly target: TakeTarget | undefined }) {
  const { message } = App.useApp()
  const { file, confirmed } = useExchange()
  const input = file && target ? { ...file.reading, target } : undefined
  const plan = useQuery({
    ...queries.mapFiles.plan.queryOptions({ input: input ?? skipToken }),
    retry: false,
    gcTime: 0,
  })
  const take = useMutation(
    queries.mapFiles.take.mutationOptions({
      onSuccess: ({ add, update }) => {
        void message.success(`已导入：新增 ${add}${update > 0 ? `，更新 ${update}` : ''}`)
        dropFile()
      },
    }),
  )
  const error = take.error ?? plan.error
  const { add, update, same, problem, remarks } = plan.data ?? {}
  const count = plan.data && plan.data.add + plan.data.update
  return (
    <>
      {plan.data && (
        <p className={styles.read} role="status">
          将新增 {add}，更新 {update}，相同 {same}，不能导入 {problem}
        </p>
      )}
      {remarks?.map((remark) => (
        <p key={remark} className={styles.warning}>
          {remark}
        </p>
      ))}
      {error && (
        <p className={panel.problem} role="alert">
          没有导入。{describeError(error)}
        </p>
      )}
      <div className={styles.foot}>
        <ActionButton
          kind="primary"
          busy={take.isPending}
          refusedBecause={refusal(target, confirmed, count)}
          onPress={() => input && take.mutate(input)}
        >
          导入{count === undefined || count === 0 ? '' : ` ${count} 个`}
        </ActionButton>
      </div>
    </>
  )
}
