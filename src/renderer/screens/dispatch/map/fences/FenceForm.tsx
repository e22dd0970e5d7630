import { useState } from 'react'
import { Checkbox, Input, InputNumber, Segmented, Select } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { FenceShown } from '../../../../../core/modules/fences/contract.ts'
import { queries } from '../../../../client.ts'
import { ActionButton } from '../../../../ui/ActionButton.tsx'
import { describeError } from '../../../../ui/describe-error.ts'
import { useMapDesk } from '../desk.ts'
import { draftOf, newFence, rulesOf, sourceOf, watchOf, type Area } from './fence-draft.ts'
import { FenceArea } from './FenceArea.tsx'
import panel from '../ToolPanel.module.css'

/** A new fence, or one that is changed: its area, whom it watches and what raises an alarm. */
export function FenceForm({
  fence,
  onDone,
}: {
  readonly fence?: FenceShown | undefined
  readonly onDone?: () => void
}) {
  const { selected } = useMapDesk()
  const [draft, setDraft] = useState(() => (fence ? draftOf(fence) : newFence))
  const set = (change: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...change }))
  const done = () => {
    setDraft(newFence)
    onDone?.()
  }
  const define = useMutation(queries.fences.define.mutationOptions({ onSuccess: done }))
  const redefine = useMutation(queries.fences.redefine.mutationOptions({ onSuccess: done }))
  const source = sourceOf(draft, selected, fence)
  const watch = watchOf(draft.who)
  const refused =
    typeof source === 'string'
      ? source
      : watch === undefined
        ? '队伍和类别不能混选'
        : draft.name.trim() === ''
          ? '请填写围栏名称'
          : undefined
  const submit = () => {
    if (refused !== undefined || typeof source === 'string' || !watch) return
    const { name, priority, marginM } = draft
    const definition = { name, source, watch, rules: rulesOf(draft), priority, marginM }
    if (fence) redefine.mutate({ fence: fence.id, incident: fence.incident, ...definition })
    else define.mutate(definition)
  }
  const error = define.error ?? redefine.error
  return (
    <form
      className={panel.form}
      aria-label={fence ? `修改围栏 ${fence.name}` : '新设围栏'}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Input
        value={draft.name}
        maxLength={40}
        aria-label="围栏名称"
        placeholder={fence ? '围栏名称' : '新围栏名称'}
        onChange={({ target }) => set({ name: target.value })}
      />
      <Segmented<Area>
        block
        aria-label="围栏范围"
        value={draft.area}
        options={[
          ...(fence ? [{ value: 'kept' as const, label: '范围不变' }] : []),
          { value: 'selected', label: '选中的面' },
          { value: 'own', label: fence ? '自己画、改' : '自己画' },
        ]}
        onChange={(area) => set({ area })}
      />
      {draft.area === 'own' && (
        <FenceArea
          points={draft.points}
          onPoints={(points) => set({ points })}
          onFinish={submit}
          onLeave={() => set({ area: fence ? 'kept' : 'selected' })}
        />
      )}
      <Watched who={draft.who} onWho={(who) => set({ who })} />
      <div className={panel.row}>
        <Checkbox checked={draft.enter} onChange={({ target }) => set({ enter: target.checked })}>
          进入
        </Checkbox>
        <Checkbox checked={draft.leave} onChange={({ target }) => set({ leave: target.checked })}>
          离开
        </Checkbox>
        <InputNumber<number>
          controls={false}
          min={1}
          max={1440}
          value={draft.stayMinutes}
          aria-label="停留超过几分钟告警"
          placeholder="停留 分"
          onChange={(stayMinutes) => set({ stayMinutes })}
        />
      </div>
      <InputNumber<number>
        controls={false}
        min={0}
        max={2000}
        precision={0}
        value={draft.marginM}
        aria-label="边界余量（米），防止定位抖动反复告警"
        prefix="边界余量"
        suffix="米"
        style={{ width: '100%' }}
        onChange={(marginM) => set({ marginM: marginM ?? newFence.marginM })}
      />
      <div className={panel.row}>
        <ActionButton
          kind="primary"
          submit
          refusedBecause={refused}
          busy={define.isPending || redefine.isPending}
        >
          {fence ? '存修改' : '设围栏'}
        </ActionButton>
        {fence && (
          <ActionButton kind="quiet" onPress={done}>
            不改了
          </ActionButton>
        )}
      </div>
      {define.data && define.data.inside.length > 0 && (
        <p className={panel.note} role="status">
          已在区内：{define.data.inside.map(({ label }) => label).join('、')}（不另告警）
        </p>
      )}
      {error && (
        <p className={panel.problem} role="alert">
          {describeError(error)}
        </p>
      )}
    </form>
  )
}

function Watched({
  who,
  onWho,
}: {
  readonly who: readonly string[]
  readonly onWho: (who: string[]) => void
}) {
  const { county } = useMapDesk()
  const units = useQuery(queries.teams.list.queryOptions()).data ?? []
  return (
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
      onChange={onWho}
    />
  )
}
