import { useState } from 'react'
import { App, Segmented } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import { beijingTime } from '../../../../core/kernel/beijing-time.ts'
import type { Gateway } from '../../../../core/modules/gateways/contract.ts'
import { queries } from '../../../client.ts'
import { gatewayLight, gatewayWord } from '../../../radio/gateway-look.ts'
import { AskFirst } from '../../../ui/AskFirst.tsx'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { AgeCell } from '../../../ui/Age.tsx'
import { DataList, type Column, type RowTone } from '../../../ui/DataList.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { Light } from '../../../ui/LinkLight.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { keepFocus } from '../../../ui/return-focus.ts'
import { EmptyState, FailingState, LoadingState } from '../../../ui/states.tsx'
import { DetectPanel, type Found } from './DetectPanel.tsx'
import { DoctorPanel } from './DoctorPanel.tsx'
import { FramesPanel } from './FramesPanel.tsx'
import { GatewayEditor } from './GatewayEditor.tsx'
import { VendorFiles } from './VendorFiles.tsx'
import { KeptPanel } from './KeptPanel.tsx'
import { linkWords } from './link-words.ts'
import { ReplayPanel } from './ReplayPanel.tsx'
import styles from './Gateways.module.css'

const columns: readonly Column<Gateway>[] = [
  {
    key: 'state',
    title: '状态',
    width: '72px',
    cell: ({ health }) => (
      <>
        <Light state={gatewayLight(health)} label={gatewayWord(health)} /> {gatewayWord(health)}
      </>
    ),
  },
  {
    key: 'name',
    title: '网关',
    width: 'minmax(112px, 1fr)',
    cell: ({ name, driverTitle, link }) => (
      <>
        <b>{name}</b>
        <span className={styles.under}>
          {driverTitle} · {linkWords(link)}
        </span>
      </>
    ),
  },
  {
    key: 'heard',
    title: '最近收到',
    width: '56px',
    align: 'right',
    cell: ({ health }) => <AgeCell sinceMs={health.lastFrameAt ?? undefined} />,
  },
]

function tone({ health }: Gateway): RowTone | undefined {
  const light = gatewayLight(health)
  if (light === 'down') return 'over'
  return light === 'warn' ? 'due' : undefined
}

const views = [
  ['settings', '设置'],
  ['frames', '原始数据'],
  ['doctor', '诊断'],
  ['kept', '收藏'],
  ['replay', '离线回放'],
  ['detect', '识别端口'],
  ['vendors', '厂商协议文件'],
] as const
type View = (typeof views)[number][0]

function Shown({
  view,
  current,
  found,
  onTake,
  onSaved,
}: {
  readonly view: View
  readonly current: Gateway | undefined
  readonly found: Found | undefined
  readonly onTake: (found: Found) => void
  readonly onSaved: (id: string) => void
}) {
  if (view === 'kept') return <KeptPanel />
  if (view === 'vendors') return <VendorFiles />
  if (view === 'detect') return <DetectPanel onTake={onTake} />
  if (view === 'replay') return <ReplayPanel driver={current?.driver} />
  if (current && view === 'frames') return <FramesPanel key={current.id} gateway={current} />
  if (current && view === 'doctor') return <DoctorPanel key={current.id} gateway={current} />
  const key = current?.id ?? `new ${found?.driver ?? ''} ${found?.path ?? ''}`
  return <GatewayEditor key={key} gateway={current} found={found} onSaved={onSaved} />
}

/** 设置 · 网关: the list with its health; of the one selected its settings, frames and diagnosis. */
export function GatewaySettings() {
  const list = useQuery(queries.gateways.list.queryOptions())
  const [picked, setPicked] = useState<string>()
  const [adding, setAdding] = useState(false)
  const [found, setFound] = useState<Found>()
  const [view, setView] = useState<View>('settings')
  const all = list.data ?? []
  const current = adding ? undefined : (all.find(({ id }) => id === picked) ?? all[0])
  if (list.isError && all.length === 0) {
    return (
      <FailingState title="读不到网关" error={list.error} onRetry={() => void list.refetch()} />
    )
  }
  if (list.isPending) return <LoadingState what="网关" />
  /** The form for a new gateway, empty or with what was detected. */
  function begin(detected: Found | undefined): void {
    setFound(detected)
    setAdding(true)
    setView('settings')
  }
  return (
    <div className={styles.screen} ref={keepFocus}>
      <Panel
        title={`网关 ${all.length}`}
        fixed
        extra={
          <>
            <ActionButton hotkey="D" onPress={() => setView('detect')}>
              识别端口
            </ActionButton>
            <ActionButton kind="primary" hotkey="N" onPress={() => begin(undefined)}>
              添加网关
            </ActionButton>
          </>
        }
      >
        <DataList
          label="网关"
          rows={all}
          columns={columns}
          rowKey={({ id }) => id}
          rowTone={tone}
          wrap
          selectedKey={current?.id}
          onSelect={({ id }) => {
            setPicked(id)
            setAdding(false)
            if (view === 'vendors') setView('settings')
          }}
          empty={<EmptyState title="还没有网关" hint="右边填写后保存；保存前可以先试听。" />}
        />
        {current && (
          <GatewayActions key={current.id} gateway={current} onGone={() => setPicked(undefined)} />
        )}
      </Panel>
      <div className={styles.right}>
        <Segmented<View>
          aria-label="看什么"
          value={view}
          onChange={setView}
          options={views.map(([value, label]) => ({
            value,
            label: value === 'settings' && current === undefined ? '添加' : label,
            disabled: current === undefined && (value === 'frames' || value === 'doctor'),
          }))}
        />
        <Shown
          view={view}
          current={current}
          found={found}
          onTake={begin}
          onSaved={(id) => {
            setPicked(id)
            setAdding(false)
            setFound(undefined)
          }}
        />
      </div>
    </div>
  )
}

function GatewayActions({
  gateway,
  onGone,
}: {
  readonly gateway: Gateway
  readonly onGone: () => void
}) {
  const { message } = App.useApp()
  const onError = (error: unknown) => void message.error(describeError(error))
  const update = useMutation(queries.gateways.update.mutationOptions({ onError }))
  const retry = useMutation(queries.gateways.retry.mutationOptions({ onError }))
  const remove = useMutation(
    queries.gateways.remove.mutationOptions({ onError, onSuccess: onGone }),
  )
  const { id, name, enabled, health } = gateway
  const toggle = () => {
    const { health: _health, driverTitle: _title, ...settings } = gateway
    update.mutate({ ...settings, enabled: !enabled })
  }
  return (
    <div className={styles.actions}>
      <dl className={styles.health}>
        <dt>状态</dt>
        <dd>
          {gatewayWord(health)} · {health.reason}
          {health.since > 0 && `，${beijingTime(health.since)} 起`}
        </dd>
        {health.detail !== '' && (
          <>
            <dt>技术信息</dt>
            <dd>{health.detail}</dd>
          </>
        )}
        {health.retryAt !== null && (
          <>
            <dt>再试</dt>
            <dd>{beijingTime(health.retryAt)}</dd>
          </>
        )}
        <dt>计数</dt>
        <dd>
          收 {health.counts.in} · 发 {health.counts.out} · 坏帧 {health.counts.damaged} · 杂波{' '}
          {health.counts.noise} · 不识别 {health.counts.unknown}
        </dd>
      </dl>
      <div className={styles.buttons}>
        <ActionButton busy={update.isPending} onPress={toggle}>
          {enabled ? '停用' : '启用'}
        </ActionButton>
        <ActionButton
          busy={retry.isPending}
          refusedBecause={enabled ? undefined : '网关已停用'}
          onPress={() => retry.mutate({ id })}
        >
          立即重连
        </ActionButton>
        <AskFirst
          ask="移除…"
          question={`移除网关「${name}」？移除后不再接收这个网关的数据。已记录的通联不受影响。`}
          yes="移除"
          busy={remove.isPending}
          onYes={() => remove.mutate({ id })}
        />
      </div>
    </div>
  )
}
