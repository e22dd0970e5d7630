import { useState } from 'react'
import { Checkbox, Input, InputNumber, Select } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { FenceShown } from '../../../../../core/modules/fences/contract.ts'
import { beijingTime } from '../../../../../core/kernel/beijing-time.ts'
import { queries } from '../../../../client.ts'
import { ActionButton } from '../../../../ui/ActionButton.tsx'
import { classes } from '../../../../ui/classes.ts'
import { describeError } from '../../../../ui/describe-error.ts'
import { FailingState } from '../../../../ui/states.tsx'
import { useMapDesk } from '../desk.ts'
import map from '../MapPanel.module.css'
import styles from '../time/Time.module.css'

const minuteMs = 60_000

/** Fences: who is inside now, and a new one from the area that is selected on the map. */
export function FenceTool() {
  const { openTool } = useMapDesk()
  const fences = useQuery(queries.fences.list.queryOptions())
  return (
    <div className={classes(map.box, styles.panel)} role="group" aria-label="电子围栏">
      <div className={styles.head}>
        <strong>电子围栏 {fences.data?.length ?? ''}</strong>
        <span className={styles.grow} />
        <ActionButton kind="quiet" hotkey="Escape" onPress={() => openTool(undefined)}>
          收起
        </ActionButton>
      </div>
      {fences.error && (
        <FailingState
          title="读不到围栏"
          error={fences.error}
          onRetry={() => void fences.refetch()}
        />
      )}
      {fences.data?.map((fence) => (
        <Fence key={fence.id} fence={fence} />
      ))}
      {fences.data?.length === 0 && (
        <p className={styles.note}>还没有围栏。先画或选中一个面，再在下面设围栏。</p>
      )}
      <NewFence />
    </div>
  )
}

function Fence({ fence }: { readonly fence: FenceShown }) {
  const [ending, setEnding] = useState<'pause' | 'withdraw'>()
  const [reason, setReason] = useState('')
  const done = () => {
    setEnding(undefined)
    setReason('')
  }
  const pause = useMutation(queries.fences.pause.mutationOptions({ onSuccess: done }))
  const withdraw = useMutation(queries.fences.withdraw.mutationOptions({ onSuccess: done }))
  const resume = useMutation(queries.fences.resume.mutationOptions())
  const error = pause.error ?? withdraw.error ?? resume.error
  const end = () => (ending === 'pause' ? pause : withdraw).mutate({ fence: fence.id, reason })
  return (
    <section className={styles.form} aria-label={`围栏 ${fence.name}`}>
      <div>
        <strong>{fence.name}</strong>
        {fence.paused && '（暂停）'} {fence.watchWords} · {fence.rulesWords}
      </div>
      {fence.trouble !== '' && <p className={styles.trouble}>{fence.trouble}</p>}
      <p className={styles.note}>
        {fence.inside.length === 0
          ? '现在区内没有看管的目标'
          : `区内：${fence.inside
              .map(({ label, since }) => `${label}（${beijingTime(since).slice(0, 5)} 起）`)
              .join('、')}`}
      </p>
      {ending ? (
        <form
          className={styles.row}
          onSubmit={(event) => {
            event.preventDefault()
            end()
          }}
        >
          <Input
            autoFocus
            value={reason}
            aria-label={ending === 'pause' ? '暂停原因' : '撤销原因'}
            placeholder={ending === 'pause' ? '暂停原因' : '撤销原因'}
            onChange={(event) => setReason(event.target.value)}
          />
          <ActionButton
            submit
            kind="danger"
            hint="Enter"
            refusedBecause={reason.trim() === '' ? '请写明原因' : undefined}
          >
            {ending === 'pause' ? '暂停' : '撤销'}
          </ActionButton>
          <ActionButton kind="quiet" onPress={done}>
            不了
          </ActionButton>
        </form>
      ) : (
        <div className={styles.row}>
          {fence.paused ? (
            <ActionButton
              name={`恢复 ${fence.name}`}
              onPress={() => resume.mutate({ fence: fence.id })}
            >
              恢复
            </ActionButton>
          ) : (
            <ActionButton
              kind="quiet"
              name={`暂停 ${fence.name}`}
              onPress={() => setEnding('pause')}
            >
              暂停
            </ActionButton>
          )}
          <ActionButton
            kind="quiet"
            name={`撤销 ${fence.name}`}
            onPress={() => setEnding('withdraw')}
          >
            撤销
          </ActionButton>
        </div>
      )}
      {error && (
        <p className={styles.trouble} role="alert">
          {describeError(error)}
        </p>
      )}
    </section>
  )
}

/** The selected drawing or feature becomes the fence's area, and is followed when it changes. */
function useSelectedSource() {
  const { selected } = useMapDesk()
  const [kind, id] = selected?.split(':', 2) ?? []
  if (id === undefined) return undefined
  if (kind === 'drawing') return { kind: 'drawing' as const, id }
  return kind === 'feature' ? { kind: 'feature' as const, id } : undefined
}

function NewFence() {
  const source = useSelectedSource()
  const { county } = useMapDesk()
  const units = useQuery(queries.teams.list.queryOptions()).data ?? []
  const [name, setName] = useState('')
  const [who, setWho] = useState<readonly string[]>([])
  const [enter, setEnter] = useState(true)
  const [leave, setLeave] = useState(false)
  const [stay, setStay] = useState<number | null>(null)
  const define = useMutation(
    queries.fences.define.mutationOptions({
      onSuccess: () => {
        setName('')
        setWho([])
      },
    }),
  )
  const of = (prefix: string) =>
    who.filter((one) => one.startsWith(prefix)).map((one) => one.slice(prefix.length))
  const watch = () => {
    if (of('unit:').length > 0) return { kind: 'units' as const, units: of('unit:') }
    if (of('type:').length > 0) return { kind: 'types' as const, types: of('type:') }
    return { kind: 'all' as const }
  }
  const mixed = of('unit:').length > 0 && of('type:').length > 0
  const refused = source
    ? mixed
      ? '队伍和类别不能混选'
      : name.trim() === ''
        ? '请填写围栏名称'
        : undefined
    : '先在图上或列表里选中一个面（标绘或图层要素）'
  const submit = () => {
    if (refused !== undefined || !source) return
    const stayMs = stay === null ? null : stay * minuteMs
    define.mutate({ name, source, watch: watch(), rules: { enter, leave, stayMs } })
  }
  return (
    <form
      className={styles.form}
      aria-label="新设围栏"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Input
        value={name}
        aria-label="围栏名称"
        placeholder="新围栏名称"
        onChange={(event) => setName(event.target.value)}
      />
      <Select<string[]>
        mode="multiple"
        aria-label="看管对象"
        placeholder="所有队伍和电台"
        value={[...who]}
        optionFilterProp="label"
        options={[
          ...county.teamTypes.map(({ key, label }) => ({
            value: `type:${key}`,
            label: `类别：${label}`,
          })),
          ...units.map(({ id, callSign }) => ({ value: `unit:${id}`, label: callSign })),
        ]}
        onChange={setWho}
      />
      <div className={styles.row}>
        <Checkbox checked={enter} onChange={(event) => setEnter(event.target.checked)}>
          进入
        </Checkbox>
        <Checkbox checked={leave} onChange={(event) => setLeave(event.target.checked)}>
          离开
        </Checkbox>
        <InputNumber<number>
          min={1}
          max={1440}
          value={stay}
          aria-label="停留超过几分钟告警"
          placeholder="停留 分"
          onChange={setStay}
        />
      </div>
      <ActionButton kind="primary" submit refusedBecause={refused} busy={define.isPending}>
        设围栏
      </ActionButton>
      {define.data && define.data.inside.length > 0 && (
        <p className={styles.note} role="status">
          已在区内：{define.data.inside.map(({ label }) => label).join('、')}（不另告警）
        </p>
      )}
      {define.error && (
        <p className={styles.trouble} role="alert">
          {describeError(define.error)}
        </p>
      )}
    </form>
  )
}
