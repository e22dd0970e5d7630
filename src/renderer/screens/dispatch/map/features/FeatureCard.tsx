import { useState, type ReactNode } from 'react'
import { App, Input, InputNumber, Select } from 'antd'
import { useMutation } from '@tanstack/react-query'
import {
  propertyWords,
  shelterStatuses,
  wholeNumberOf,
  type FeatureShown,
  type ShelterStatus,
} from '../../../../../core/modules/features/contract.ts'
import { beijingDate, beijingTime } from '../../../../../core/kernel/beijing-time.ts'
import { queries } from '../../../../client.ts'
import { useSelection } from '../../../../frame/selection.ts'
import { ActionButton } from '../../../../ui/ActionButton.tsx'
import { classes } from '../../../../ui/classes.ts'
import { useMapDesk } from '../desk.ts'
import { PanelForm, ReasonForm } from '../PanelForm.tsx'
import { FeatureForm } from './FeatureForm.tsx'
import { shelterStatus } from './feature-things.ts'
import { useFeatureLayers, useFeatures } from './use-features.ts'
import layerStyles from '../layers/Layers.module.css'
import mapStyles from '../MapPanel.module.css'
import panel from '../ToolPanel.module.css'
import styles from './Features.module.css'

type Doing = 'look' | 'count' | 'edit' | 'withdraw'

/** What is known of the selected feature, and what may be noted about it. */
export function FeatureCard() {
  const { selected, select } = useMapDesk()
  const features = useFeatures()
  const feature = features.find(({ id }) => selected === `feature:${id}`)
  if (!feature) return null
  return <Card key={feature.id} feature={feature} onClose={() => select(undefined)} />
}

function Card({
  feature,
  onClose,
}: {
  readonly feature: FeatureShown
  readonly onClose: () => void
}) {
  const [doing, setDoing] = useState<Doing>('look')
  const layer = useFeatureLayers().find(({ id }) => id === feature.layer)
  const back = () => setDoing('look')
  return (
    <section
      className={classes(mapStyles.box, styles.card)}
      aria-label={`${layer?.name ?? ''} ${feature.name}`}
    >
      <header className={panel.bar}>
        <h2 className={styles.name}>{feature.name}</h2>
        <span className={styles.kind}>{layer?.name}</span>
        {doing === 'look' && (
          <ActionButton kind="quiet" hotkey="Escape" onPress={onClose}>
            关闭
          </ActionButton>
        )}
      </header>
      <div className={layerStyles.scroll}>
        {doing === 'look' && <Look feature={feature} onDo={setDoing} />}
        {doing === 'count' && <CountForm feature={feature} onDone={back} />}
        {doing === 'withdraw' && <WithdrawForm feature={feature} onDone={back} />}
        {doing === 'edit' && <FeatureForm layer={feature.layer} feature={feature} onDone={back} />}
      </div>
    </section>
  )
}

const precisionWords = {
  surveyed: '实测位置',
  approximate: '大致位置',
  'township-only': '位置仅到乡镇，不在图上画点',
} as const

function Look({
  feature,
  onDo,
}: {
  readonly feature: FeatureShown
  readonly onDo: (doing: Doing) => void
}) {
  const { kind, properties, occupancy, township, precision, source, at, by } = feature
  return (
    <>
      <dl className={styles.facts}>
        {kind === 'shelter' && (
          <Fact word="现有人数">
            {occupancy
              ? `${occupancy.people} 人 · ${statusWord(occupancy.status)} · ${beijingTime(occupancy.at).slice(0, 5)} ${occupancy.source || occupancy.by}`
              : '还没有登记'}
          </Fact>
        )}
        {propertyWords(kind, properties).map(({ key, label, words }) => (
          <Fact key={key} word={label}>
            {words}
          </Fact>
        ))}
        <Fact word="乡镇">{township?.name ?? '未写明'}</Fact>
        <Fact word="位置">{precisionWords[precision]}</Fact>
        <Fact word="登记">
          {by} {beijingDate(at)} {beijingTime(at).slice(0, 5)}
          {source === null ? '' : ` · 来自 ${source}`}
        </Fact>
      </dl>
      <div className={styles.buttons}>
        {kind === 'shelter' && (
          <ActionButton kind="primary" hotkey="C" onPress={() => onDo('count')}>
            登记人数
          </ActionButton>
        )}
        <ActionButton hotkey="E" onPress={() => onDo('edit')}>
          修改
        </ActionButton>
        <ActionButton kind="quiet" onPress={() => onDo('withdraw')}>
          撤下
        </ActionButton>
      </div>
    </>
  )
}

function Fact({ word, children }: { readonly word: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{word}</dt>
      <dd>{children}</dd>
    </>
  )
}

const statusWord = (status: ShelterStatus) =>
  shelterStatuses.find(([key]) => key === status)?.[1] ?? status

function CountForm({
  feature,
  onDone,
}: {
  readonly feature: FeatureShown
  readonly onDone: () => void
}) {
  const incident = useSelection((selection) => selection.incident)
  const [people, setPeople] = useState<number | null>(feature.occupancy?.people ?? null)
  // Whoever counts people has opened it.
  const known = shelterStatus(feature)
  const [status, setStatus] = useState<ShelterStatus>(
    known === 'normal' || known === 'prepared' ? 'open' : known,
  )
  const [source, setSource] = useState('')
  const [problem, setProblem] = useState<string>()
  const report = useMutation(
    queries.features.reportOccupancy.mutationOptions({ onSuccess: onDone }),
  )
  const capacity = wholeNumberOf(feature.properties, 'capacity')
  const save = () => {
    if (people === null) return setProblem('请填写现有人数。')
    setProblem(undefined)
    report.mutate({
      feature: feature.id,
      people,
      status,
      source,
      ...(incident === undefined ? {} : { incident }),
    })
  }
  return (
    <PanelForm
      label="登记人数"
      word="记下"
      busy={report.isPending}
      problem={problem ?? report.error}
      onSave={save}
      onCancel={onDone}
    >
      <InputNumber
        controls={false}
        autoFocus
        min={0}
        max={99_999}
        precision={0}
        value={people}
        aria-label="现有人数"
        placeholder="现有人数"
        suffix={capacity === undefined ? '人' : `/ 核定 ${capacity} 人`}
        style={{ width: '100%' }}
        onChange={setPeople}
      />
      {capacity !== undefined && people !== null && people > capacity && (
        <div className={styles.warning}>超过核定人数 {people - capacity} 人。</div>
      )}
      <Select
        value={status}
        aria-label="状态"
        options={shelterStatuses.map(([value, label]) => ({ value, label }))}
        onChange={setStatus}
      />
      <Input
        value={source}
        maxLength={60}
        aria-label="谁报的"
        placeholder="谁报的（可不填）"
        onChange={(event) => setSource(event.target.value)}
      />
    </PanelForm>
  )
}

function WithdrawForm({
  feature,
  onDone,
}: {
  readonly feature: FeatureShown
  readonly onDone: () => void
}) {
  const { message } = App.useApp()
  const withdraw = useMutation(
    queries.features.withdraw.mutationOptions({
      onSuccess: () => void message.success(`已撤下 ${feature.name}`),
    }),
  )
  return (
    <ReasonForm
      label={`撤下 ${feature.name}`}
      word="撤下"
      placeholder="为什么撤下，如 已拆除、重复登记"
      busy={withdraw.isPending}
      problem={withdraw.error}
      onReason={(reason) => withdraw.mutate({ feature: feature.id, withdrawn: true, reason })}
      onCancel={onDone}
    />
  )
}
