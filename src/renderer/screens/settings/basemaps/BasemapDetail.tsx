import { useState } from 'react'
import { App, Checkbox, Input, Radio, Slider } from 'antd'
import { useMutation } from '@tanstack/react-query'
import type { Basemap } from '../../../../core/modules/basemaps/contract.ts'
import { queries } from '../../../client.ts'
import { AskFirst } from '../../../ui/AskFirst.tsx'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { Field } from '../../../ui/Field.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { datumOptions, kindWords, percentOf, sizeWords } from './basemap-words.ts'
import { PreviewMap } from './PreviewMap.tsx'
import section from '../Section.module.css'
import styles from './Basemaps.module.css'

interface BasemapDetailProps {
  readonly basemap: Basemap
  /** All ids, the lowest first. */
  readonly ids: readonly string[]
}

/** One base map: how it is drawn, where it comes from, and taking it away. */
export function BasemapDetail({ basemap, ids }: BasemapDetailProps) {
  const { id, name, trouble, copying, opacity, visible, datum } = basemap
  const { message } = App.useApp()
  const onError = (error: Error) => void message.error(describeError(error))
  const change = useMutation(queries.basemaps.change.mutationOptions({ onError }))
  return (
    <Panel title={name}>
      <div className={section.form}>
        {trouble === null ? (
          <PreviewMap base={basemap} touchesCounty />
        ) : (
          <p role="alert" className={styles.problem}>
            {trouble}
          </p>
        )}
        {copying && (
          <p role="status" className={styles.note}>
            正在复制到本台数据目录 {percentOf(copying)}%，期间可以使用
          </p>
        )}
        <Checkbox
          checked={visible}
          onChange={({ target }) => change.mutate({ id, visible: target.checked })}
        >
          默认显示在地图上
        </Checkbox>
        <Opacity
          key={opacity}
          opacity={opacity}
          onChange={(to) => change.mutate({ id, opacity: to })}
        />
        <OrderButtons id={id} ids={ids} />
        <Field label="坐标系" hint="看预览是否压在县界上；改这里不改任何已存的点">
          {({ id: control }) => (
            <Radio.Group
              id={control}
              vertical
              value={datum}
              onChange={({ target }) =>
                change.mutate({ id, datum: target.value === 'gcj02' ? 'gcj02' : 'wgs84' })
              }
              options={datumOptions}
            />
          )}
        </Field>
        <Words
          key={`${name}|${basemap.source}|${basemap.approvalNumber}|${basemap.attribution}`}
          basemap={basemap}
        />
        <Facts basemap={basemap} />
        <Remove basemap={basemap} />
      </div>
    </Panel>
  )
}

function Opacity({
  opacity,
  onChange,
}: {
  readonly opacity: number
  readonly onChange: (opacity: number) => void
}) {
  const [percent, setPercent] = useState(Math.round(opacity * 100))
  return (
    <Field label={`不透明度 ${percent}%`}>
      {({ id }) => (
        <Slider
          id={id}
          min={10}
          max={100}
          step={5}
          value={percent}
          ariaLabelForHandle="不透明度"
          onChange={setPercent}
          onChangeComplete={(to) => onChange(to / 100)}
        />
      )}
    </Field>
  )
}

function OrderButtons({ id, ids }: { readonly id: string; readonly ids: readonly string[] }) {
  const { message } = App.useApp()
  const onError = (error: Error) => void message.error(describeError(error))
  const reorder = useMutation(queries.basemaps.reorder.mutationOptions({ onError }))
  const at = ids.indexOf(id)
  const move = (by: 1 | -1) => {
    const others = ids.filter((one) => one !== id)
    reorder.mutate({ ids: [...others.slice(0, at + by), id, ...others.slice(at + by)] })
  }
  return (
    <div className={section.buttons}>
      <ActionButton
        busy={reorder.isPending}
        refusedBecause={at === ids.length - 1 ? '已在最上面' : undefined}
        onPress={() => move(1)}
      >
        上移一层
      </ActionButton>
      <ActionButton
        busy={reorder.isPending}
        refusedBecause={at === 0 ? '已在最下面' : undefined}
        onPress={() => move(-1)}
      >
        下移一层
      </ActionButton>
    </div>
  )
}

function Words({ basemap }: { readonly basemap: Basemap }) {
  const [words, setWords] = useState({
    name: basemap.name,
    source: basemap.source,
    approvalNumber: basemap.approvalNumber,
    attribution: basemap.attribution,
  })
  const change = useMutation(queries.basemaps.change.mutationOptions())
  const same = Object.entries(words).every(
    ([key, text]) => basemap[key as keyof typeof words] === text,
  )
  const field = (key: keyof typeof words, label: string, most: number) => (
    <Field label={label}>
      {(control) => (
        <Input
          {...control}
          value={words[key]}
          maxLength={most}
          onChange={({ target }) => setWords({ ...words, [key]: target.value })}
        />
      )}
    </Field>
  )
  return (
    <form
      className={section.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (!same && !change.isPending) change.mutate({ id: basemap.id, ...words })
      }}
    >
      {field('name', '名称', 60)}
      {field('source', '来源', 200)}
      <div className={styles.pair}>
        {field('approvalNumber', '审图号', 60)}
        {field('attribution', '署名', 200)}
      </div>
      {change.error !== null && (
        <p role="alert" className={styles.problem}>
          {describeError(change.error)}
        </p>
      )}
      <div className={section.buttons}>
        <ActionButton submit busy={change.isPending} refusedBecause={same ? '没有改动' : undefined}>
          保存
        </ActionButton>
      </div>
    </form>
  )
}

function Facts({ basemap }: { readonly basemap: Basemap }) {
  const { minZoom, maxZoom, place, permission, addedBy, sizeBytes } = basemap
  return (
    <dl className={styles.facts}>
      <dt>内容</dt>
      <dd>
        {kindWords(basemap)}，{minZoom}–{maxZoom} 级 {sizeWords(sizeBytes)}
      </dd>
      <dt>位置</dt>
      <dd>{place}</dd>
      <dt>使用许可</dt>
      <dd>{permission === '' ? '未填' : permission}</dd>
      <dt>导入人</dt>
      <dd>{addedBy}</dd>
    </dl>
  )
}

function Remove({ basemap: { id, name, from } }: { readonly basemap: Basemap }) {
  const remove = useMutation(queries.basemaps.remove.mutationOptions())
  const lost =
    from === 'file' ? '本台数据目录里的副本会删除；留在原处使用的文件不动。' : '只移除图层地址。'
  return (
    <div className={section.buttons}>
      {remove.error !== null && (
        <p role="alert" className={styles.problem}>
          {describeError(remove.error)}
        </p>
      )}
      <AskFirst
        ask="移除底图…"
        question={`移除底图“${name}”？${lost}`}
        yes="确认移除"
        busy={remove.isPending}
        onYes={() => remove.mutate({ id })}
      />
    </div>
  )
}
