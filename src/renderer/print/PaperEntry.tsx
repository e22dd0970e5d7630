import { useRef, type KeyboardEvent } from 'react'
import { Input, Select } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import { ORPCError } from '@orpc/client'
import { beijingDate, beijingDateTime, beijingTime } from '../../core/kernel/beijing-time.ts'
import {
  mostPaperRows,
  paperProblems,
  type PaperProblem,
} from '../../core/modules/documents/contract.ts'
import { entryChannels, type EntryChannel } from '../../core/modules/logbook/contract.ts'
import { queries } from '../client.ts'
import { useFormDraft } from '../log/use-form-draft.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { describeError } from '../ui/describe-error.ts'
import { isComposing } from '../ui/hotkeys.ts'
import { coreNow } from '../ui/now.ts'
import { Tag } from '../ui/Tag.tsx'
import {
  emptyDraft,
  isBlankDraft,
  isBlankLine,
  keptRows,
  linesOf,
  sourcesOf,
  type PaperDraft,
  type PaperLine,
} from './paper-form.ts'
import { paperDay, paperTimes, type PaperTime } from './paper-times.ts'
import styles from './PaperEntry.module.css'

const channelOptions = [
  { value: '', label: '方式' },
  ...entryChannels.map(([value, label]) => ({ value: value as string, label: label as string })),
]

const problemWords: Readonly<Record<PaperProblem, string>> = {
  'in-future': '晚于现在',
  'before-last': '早于上一行',
  'too-old': '早于一年前',
  'no-text': '请填内容',
  'no-source': '请填来源',
}

/** What the core found wrong, by row of what was sent. */
function refusedRows(error: unknown): ReadonlyMap<number, string> {
  if (!(error instanceof ORPCError) || error.code !== 'BAD_ROWS') return new Map()
  const { rows } = error.data as { rows: { row: number; problem: string }[] }
  return new Map(
    rows.map(({ row, problem }) => {
      const known = paperProblems.find((each) => each === problem)
      return [row, known ? problemWords[known] : '不能保存']
    }),
  )
}

/** 补录: the lines of a paper form in its order, saved together. */
export function PaperEntry() {
  const incidents = useQuery(queries.incidents.list.queryOptions({ input: {} })).data?.incidents
  const draft = useFormDraft<PaperDraft>('paper', emptyDraft, isBlankDraft)
  const save = useMutation(queries.documents.enterPaper.mutationOptions())
  const table = useRef<HTMLDivElement>(null)
  const { form } = draft
  const now = Math.floor(coreNow())
  const lines = linesOf(form)
  const day = paperDay(form.day === '' ? beijingDate(now) : form.day, now)
  const filled = lines.filter((line) => !isBlankLine(line))
  const found =
    day === undefined
      ? []
      : paperTimes(
          day,
          filled.map(({ time }) => time),
          now,
        )
  const sources = sourcesOf(filled)
  const refused = refusedRows(save.error)

  const problemOf = (line: PaperLine): string | undefined => {
    const place = filled.indexOf(line)
    if (place < 0) return undefined
    const time = found[place]
    if (time && 'problem' in time) return time.problem
    if ((sources[place] ?? '') === '') return '请填来源'
    if (line.text.trim() === '') return '请填内容'
    return refused.get(place + 1)
  }
  const wrong = lines.filter((line) => problemOf(line) !== undefined).length
  const change = (place: number, some: Partial<PaperLine>) => {
    if (save.isError || save.isSuccess) save.reset()
    const next = lines.map((line, at) => (at === place ? { ...line, ...some } : line))
    draft.set({ rows: keptRows(next) })
  }
  const focusCell = (place: number, name: string) => {
    // After the row that Enter makes has been drawn.
    requestAnimationFrame(() => {
      const cell = table.current?.querySelector<HTMLElement>(`[data-cell="${name}-${place}"]`)
      cell?.focus()
    })
  }
  const why =
    form.form.trim() === ''
      ? '请填纸质表号'
      : day === undefined
        ? '日期写成 2026-11-29 或 11-29'
        : filled.length === 0
          ? '请至少录入一行'
          : wrong > 0
            ? `有 ${wrong} 行需要改正`
            : undefined
  const submit = () => {
    if (save.isPending || why !== undefined) return
    const rows = filled.map((line, place) => ({
      heardAt: atOf(found[place]),
      source: sources[place] ?? '',
      channel: line.channel === '' ? null : (line.channel as EntryChannel),
      text: line.text,
    }))
    save.mutate(
      { form: form.form, incident: form.incident === '' ? null : form.incident, rows },
      { onSuccess: () => draft.clear({ ...emptyDraft, incident: form.incident }) },
    )
  }
  const onKeyDown = (event: KeyboardEvent, place: number, line: PaperLine) => {
    // A list that is open takes Enter for itself.
    const choosing = event.target instanceof HTMLElement && event.target.closest('.ant-select')
    if (isComposing(event.nativeEvent) || event.defaultPrevented || choosing) return
    if (event.key !== 'Enter') return
    event.preventDefault()
    const isText =
      event.target instanceof HTMLElement && event.target.dataset['cell'] === `text-${place}`
    if (isText && !isBlankLine(line)) focusCell(place + 1, 'time')
    else focusCell(place, isText ? 'time' : 'text')
  }
  return (
    <section className={styles.paper} aria-label="补录纸质表">
      <div className={styles.head}>
        <Input
          aria-label="纸质表号"
          className={styles.form}
          prefix="表号"
          value={form.form}
          maxLength={40}
          placeholder="纸上印的，或自编"
          onChange={(event) => draft.set({ form: event.target.value })}
        />
        <Input
          aria-label="首行日期"
          className={styles.day}
          prefix="日期"
          value={form.day}
          status={day === undefined ? 'error' : ''}
          maxLength={10}
          placeholder={beijingDate(now)}
          onChange={(event) => draft.set({ day: event.target.value })}
        />
        <Select
          aria-label="记入"
          className={styles.target ?? ''}
          value={form.incident}
          options={[
            { value: '', label: '记入值班日志' },
            ...(incidents ?? []).map(({ id, number, title }) => ({
              value: id,
              label: `${number} ${title}`,
            })),
          ]}
          onChange={(incident) => draft.set({ incident })}
        />
        {draft.recovered && <Tag tone="blue">已恢复</Tag>}
        {draft.savedAt !== undefined && !isBlankDraft(form) && (
          <span className={styles.note} role="status">
            草稿 {beijingTime(draft.savedAt)} 已存
          </span>
        )}
      </div>
      <div ref={table} className={styles.table} role="table" aria-label="纸质表的行">
        {lines.slice(0, mostPaperRows).map((line, place) => (
          <div
            key={line.row}
            className={styles.row}
            role="row"
            onKeyDown={(event) => onKeyDown(event, place, line)}
          >
            <span className={styles.number}>{place + 1}</span>
            <Input
              data-cell={`time-${place}`}
              aria-label={`第 ${place + 1} 行时间`}
              className={styles.time}
              value={line.time}
              maxLength={10}
              placeholder="14:02"
              status={problemOf(line) === undefined ? '' : 'error'}
              onChange={(event) => change(place, { time: event.target.value })}
            />
            <Input
              aria-label={`第 ${place + 1} 行来源`}
              className={styles.source}
              value={line.source}
              maxLength={60}
              placeholder={place === 0 ? '来源' : '同上'}
              onChange={(event) => change(place, { source: event.target.value })}
            />
            <Select
              aria-label={`第 ${place + 1} 行方式`}
              className={styles.channel ?? ''}
              value={line.channel}
              options={channelOptions}
              onChange={(channel) => change(place, { channel })}
            />
            <Input
              data-cell={`text-${place}`}
              aria-label={`第 ${place + 1} 行内容`}
              value={line.text}
              maxLength={2000}
              placeholder="内容，Enter 到下一行"
              onChange={(event) => change(place, { text: event.target.value })}
            />
            <RowNote problem={problemOf(line)} time={found[filled.indexOf(line)]} />
          </div>
        ))}
      </div>
      <div className={styles.foot}>
        <ActionButton
          kind="primary"
          hotkey="Alt+S"
          busy={save.isPending}
          refusedBecause={why}
          onPress={submit}
        >
          {`保存 ${filled.length} 行`}
        </ActionButton>
        <span className={styles.note} role="status">
          {why ?? (save.isSuccess ? '' : '按纸面顺序整张保存，标补录')}
        </span>
        {save.isSuccess && (
          <span className={styles.good} role="status">
            ✓ 已补录 {save.data.numbers.length} 行：{save.data.numbers.at(0)} 至{' '}
            {save.data.numbers.at(-1)}
          </span>
        )}
      </div>
      {save.error !== null && (
        <div className={styles.problem} role="alert">
          没有保存，所填内容都还在。{describeError(save.error)}
        </div>
      )}
    </section>
  )
}

/** Only called where every row has a time. */
function atOf(time: PaperTime | undefined): number {
  return time && 'at' in time ? time.at : 0
}

function RowNote({
  problem,
  time,
}: {
  readonly problem: string | undefined
  readonly time: PaperTime | undefined
}) {
  if (problem !== undefined) return <span className={styles.bad}>{problem}</span>
  if (!time || !('at' in time)) return <span />
  const words = beijingDateTime(time.at).slice(5, 16)
  return <span className={styles.note}>{time.nextDay ? `次日 ${words}` : words}</span>
}
