import { useState } from 'react'
import { Checkbox, Segmented, Select } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import { dutyDay, startOfBeijingDay } from '../../../../core/kernel/beijing-time.ts'
import type { Generation } from '../../../../core/modules/rosters/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { Field } from '../../../ui/Field.tsx'
import { coreNow } from '../../../ui/now.ts'
import { Panel } from '../../../ui/Panel.tsx'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { BalanceView } from './BalanceView.tsx'
import { GeneratedGrid } from './GeneratedGrid.tsx'
import { monthAfter, monthWord } from '../month-words.ts'
import { firstOpenMonth, issuedAmong, monthsOf } from './issued-months.ts'
import { ProblemList } from './ProblemList.tsx'
import styles from './Roster.module.css'

/** The moment a month begins, Beijing time. */
function monthStart(month: string): number {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return startOfBeijingDay({ year, month: number, day: 1 })
}

/** 自动排班: asked for, watched, looked at, and only then taken into the draft. */
export function GeneratePage({
  month,
  onMonth,
  onClose,
}: {
  readonly month: string
  readonly onMonth: (month: string) => void
  readonly onClose: () => void
}) {
  const newest = useQuery({
    ...queries.rosters.generation.queryOptions({ input: {} }),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? 250 : false),
  })
  const first = dutyDay(coreNow(), 0).slice(0, 7)
  const published = useQuery(
    queries.rosters.between.queryOptions({
      input: {
        from: monthStart(month < first ? month : first),
        to: monthStart(monthAfter(first, 26)),
      },
    }),
  )
  const issued = monthsOf(published.data ?? [])
  const [chosen, setFrom] = useState<string>()
  const from = chosen ?? firstOpenMonth(month, issued)
  const [months, setMonths] = useState(1)
  const closed = issuedAmong(from, months, issued)
  const [keep, setKeep] = useState(true)
  const [seed, setSeed] = useState(1)
  const ask = useMutation(
    queries.rosters.generate.mutationOptions({ onSuccess: () => void newest.refetch() }),
  )
  const stop = useMutation(
    queries.rosters.stopGeneration.mutationOptions({ onSuccess: () => void newest.refetch() }),
  )
  const take = useMutation(
    queries.rosters.takeGeneration.mutationOptions({
      onSuccess: () => {
        if (newest.data) onMonth(newest.data.from)
        onClose()
      },
    }),
  )
  // What an earlier visit generated is only shown once it was asked for here, or still runs.
  const job =
    newest.data && (newest.data.job === ask.data?.job || newest.data.state === 'running')
      ? newest.data
      : undefined
  const isRunning = job?.state === 'running'
  const start = (withSeed: number) => {
    take.reset()
    setSeed(withSeed)
    ask.mutate({ from, to: monthAfter(from, months - 1), keep, seed: withSeed })
  }
  const choices = Array.from({ length: 14 }, (_, index) => monthAfter(first, index))
  const error = take.error ?? stop.error ?? ask.error ?? published.error
  return (
    <div className={styles.columns}>
      <Panel title="自动排班">
        <div className={styles.form}>
          <div className={styles.line}>
            <Field label="从哪个月">
              {(control) => (
                <Select
                  {...control}
                  value={from}
                  options={[...new Set([...choices, month, from])].toSorted().map((value) => ({
                    value,
                    label: `${monthWord(value)}${issued.has(value) ? ' 已印发' : ''}`,
                    disabled: issued.has(value),
                  }))}
                  onChange={setFrom}
                />
              )}
            </Field>
            <Field label="排几个月">
              {(control) => (
                <Select
                  {...control}
                  value={months}
                  options={[1, 2, 3, 6, 12].map((value) => ({ value, label: `${value} 个月` }))}
                  onChange={setMonths}
                />
              )}
            </Field>
          </div>
          {chosen === undefined && from !== month && (
            <p className={styles.softWords}>
              {monthWord(month)}已经印发，不再重排；从还没印发的{monthWord(from)}排起。
            </p>
          )}
          {closed !== undefined && (
            <p className={styles.softWords}>
              {monthWord(closed)}已经印发，不能重排。请少排几个月，或改选月份。
            </p>
          )}
          <Checkbox checked={keep} onChange={({ target }) => setKeep(target.checked)}>
            草稿里已经填好的不动，只补空位
          </Checkbox>
          <p className={styles.note}>
            按班制、岗位、请假、意愿和休息规则排，周末、节假日、夜班按全年均衡（含已值的班）。只提出建议：采用前什么都不改。
          </p>
          <div className={styles.buttons}>
            <ActionButton
              kind={job?.result ? 'normal' : 'primary'}
              hotkey="G"
              busy={ask.isPending || isRunning}
              refusedBecause={closed && `${monthWord(closed)}已经印发，请改选月份`}
              onPress={() => start(seed)}
            >
              开始排班
            </ActionButton>
            {job?.result && (
              <ActionButton hotkey="N" busy={ask.isPending} onPress={() => start(seed + 1)}>
                换一种排法
              </ActionButton>
            )}
            {isRunning && (
              <ActionButton
                kind="danger"
                hotkey="X"
                busy={stop.isPending}
                onPress={() => stop.mutate({ job: job.job })}
              >
                停止
              </ActionButton>
            )}
            <ActionButton hotkey="Escape" onPress={onClose}>
              返回
            </ActionButton>
          </div>
          {job && <Progress job={job} />}
          <ProblemNote error={error} />
          {job?.result && (
            <Summary
              job={job}
              result={job.result}
              busy={take.isPending}
              onTake={() => take.mutate({ job: job.job })}
            />
          )}
        </div>
      </Panel>
      <Preview job={job} />
    </div>
  )
}

function Progress({ job }: { readonly job: Generation }) {
  const percent = Math.round(job.progress * 100)
  return (
    <div role="status">
      <div
        className={styles.progress}
        role="progressbar"
        aria-label="排班进度"
        aria-valuenow={percent}
      >
        <i style={{ width: `${percent}%` }} />
      </div>
      <div className={styles.note}>
        {job.state === 'running' ? `${percent}% ${job.words}` : job.words}
      </div>
    </div>
  )
}

function Summary({
  job,
  result,
  busy,
  onTake,
}: {
  readonly job: Generation
  readonly result: NonNullable<Generation['result']>
  readonly busy: boolean
  readonly onTake: () => void
}) {
  const hard = result.violations.filter((violation) => violation.hard).length
  const soft = result.violations.length - hard
  return (
    <>
      <p>
        {monthWord(job.from)}
        {job.to !== job.from && ` 至 ${monthWord(job.to)}`}：{result.shifts.length} 个班，与现在不同{' '}
        {result.changed} 处。
        <br />
        必须改的问题 {hard} 处，可变通的 {soft} 处。
        {result.pools.map(({ pool, word, spread }) => (
          <span key={pool}>
            <br />
            {word}之间：周末差 {spread.weekend.spread}，节假日差 {spread.holiday.spread}，夜班差{' '}
            {spread.night.spread}，总班次差 {spread.total.spread}。
          </span>
        ))}
      </p>
      <div className={styles.buttons}>
        <ActionButton
          kind="primary"
          hotkey="Shift+Enter"
          busy={busy}
          refusedBecause={result.changed === 0 ? '和现在的草稿一样' : undefined}
          onPress={onTake}
        >
          采用为草稿
        </ActionButton>
      </div>
    </>
  )
}

type View = 'grid' | 'balance' | 'problems'

function Preview({ job }: { readonly job: Generation | undefined }) {
  const [view, setView] = useState<View>('grid')
  const result = job?.result
  return (
    <Panel
      label="排班结果预览"
      fixed={view !== 'balance'}
      title={
        <Segmented<View>
          aria-label="看结果的什么"
          value={view}
          options={[
            { value: 'grid', label: '值班表' },
            { value: 'balance', label: '均衡' },
            { value: 'problems', label: `问题 ${result?.violations.length ?? ''}` },
          ]}
          onChange={setView}
        />
      }
    >
      {!result ? (
        <EmptyState title="还没有结果" hint="按“开始排班”，排好后先在这里看。" />
      ) : view === 'grid' ? (
        <GeneratedGrid shifts={result.shifts} violations={result.violations} />
      ) : view === 'balance' ? (
        <BalanceView
          balance={result.balance}
          pools={result.pools}
          why={result.why}
          note="采用后的全年合计（含已值的班）；同岗位的全勤人员之间比较。"
        />
      ) : (
        <ProblemList
          violations={result.violations.map((violation) => ({ ...violation, override: null }))}
          onGo={() => setView('grid')}
        />
      )}
    </Panel>
  )
}
