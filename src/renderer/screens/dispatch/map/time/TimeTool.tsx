import { useState } from 'react'
import { Input, Segmented } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import {
  beijingDate,
  beijingTime,
  parseTypedTime,
  typedTimeProblem,
} from '../../../../../core/kernel/beijing-time.ts'
import { api, queries } from '../../../../client.ts'
import { useSelection } from '../../../../frame/selection.ts'
import { ActionButton } from '../../../../ui/ActionButton.tsx'
import { describeError } from '../../../../ui/describe-error.ts'
import { coreNow } from '../../../../ui/now.ts'
import { ToolPanel } from '../ToolPanel.tsx'
import { PastFacts } from './PastFacts.tsx'
import { PastLog } from './PastLog.tsx'
import { lookBack, usePast } from './past-store.ts'
import { TrackChoice } from './TrackChoice.tsx'
import panel from '../ToolPanel.module.css'

type Part = 'past' | 'tracks'

/** 回看 and 轨迹: a moment of the past, or the ways that units have come. */
export function TimeTool() {
  const looking = usePast(({ at }) => at !== undefined)
  const [part, setPart] = useState<Part>('past')
  return (
    <ToolPanel
      label="回看与轨迹"
      aboveBar={looking}
      escapes={!looking}
      head={
        looking ? (
          <h2>当时的记录</h2>
        ) : (
          <Segmented<Part>
            aria-label="回看还是轨迹"
            size="small"
            value={part}
            options={[
              { value: 'past', label: '回看' },
              { value: 'tracks', label: '轨迹' },
            ]}
            onChange={setPart}
          />
        )
      }
    >
      {looking && <PastFacts />}
      {looking ? <PastLog /> : part === 'past' ? <Begin /> : <TrackChoice />}
    </ToolPanel>
  )
}

/** Whose past, and from which moment on. */
function Begin() {
  const incident = useSelection((selection) => selection.incident) ?? null
  const cards = useQuery(queries.incidents.list.queryOptions({ input: {} })).data?.incidents
  const card = cards?.find(({ id }) => id === incident)
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string>()
  const begin = useMutation({
    mutationFn: (at: number | undefined) =>
      api.lookback.span({ incident }).then((span) => {
        // A moment before the first report is looked at as well.
        const from = at === undefined ? span.from : Math.min(span.from, at)
        const to = Math.max(span.to, at ?? span.to)
        lookBack({ incident, from, to, moments: span.moments }, at ?? span.from)
      }),
  })
  const start = () => {
    if (typed.trim() === '') {
      begin.mutate(undefined)
      return
    }
    const found = parseTypedTime(typed, coreNow(), 0)
    if (found.ok) begin.mutate(found.value)
    else setProblem(typedTimeProblem(found))
  }
  const of = card ? `${card.number} ${card.title}` : incident === null ? '' : '选中的事件'
  return (
    <form
      className={panel.form}
      onSubmit={(event) => {
        event.preventDefault()
        start()
      }}
    >
      <p className={panel.note}>
        {of === ''
          ? '没有选中事件：回看全县最近 12 小时。选中一个事件，可从接报看到办结。'
          : `回看 ${of}`}
      </p>
      <label className={panel.row}>
        <span className={panel.word}>从</span>
        <Input
          autoFocus
          value={typed}
          placeholder={
            card
              ? `${beijingDate(card.receivedAt).slice(5)} ${beijingTime(card.receivedAt).slice(0, 5)}（接报）`
              : '14:05，或 11-29 14:05'
          }
          aria-invalid={problem !== undefined}
          onChange={(event) => {
            setTyped(event.target.value)
            setProblem(undefined)
          }}
        />
      </label>
      {problem !== undefined && (
        <p className={panel.problem} role="alert">
          {problem}
        </p>
      )}
      {begin.error && (
        <p className={panel.problem} role="alert">
          {describeError(begin.error)}
        </p>
      )}
      <ActionButton kind="primary" submit hint="Enter" busy={begin.isPending}>
        开始回看
      </ActionButton>
      <p className={panel.note}>
        图上换成当时的队伍、状态、标绘、图层和测站读数，并列出当时的告警和通话；左右两侧的列表仍是现在。
      </p>
    </form>
  )
}
