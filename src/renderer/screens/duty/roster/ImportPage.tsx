import { useRef, useState, type ChangeEvent } from 'react'
import { App, InputNumber } from 'antd'
import { useMutation } from '@tanstack/react-query'
import { dutyDay } from '../../../../core/kernel/beijing-time.ts'
import type { RosterImportRow } from '../../../../core/modules/rosters/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { DataList, type Column } from '../../../ui/DataList.tsx'
import { fileContent } from '../../../ui/file-content.ts'
import { coreNow } from '../../../ui/now.ts'
import { Panel } from '../../../ui/Panel.tsx'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import { EmptyState, LoadingState } from '../../../ui/states.tsx'
import { Tag, type Tone } from '../../../ui/Tag.tsx'
import styles from './Roster.module.css'

const actionWords: Readonly<Record<RosterImportRow['action'], readonly [string, Tone]>> = {
  change: ['更改', 'blue'],
  same: ['不变', 'plain'],
  problem: ['不导入', 'red'],
}

const columns: readonly Column<RosterImportRow>[] = [
  { key: 'line', title: '行', width: '48px', align: 'right', cell: ({ line }) => line },
  {
    key: 'action',
    title: '处理',
    width: '76px',
    cell: ({ action }) => <Tag tone={actionWords[action][1]}>{actionWords[action][0]}</Tag>,
  },
  { key: 'label', title: '班次', width: '128px', cell: ({ label }) => label },
  {
    key: 'what',
    title: '内容',
    width: 'minmax(0, 1fr)',
    cell: ({ words, problems }) => (
      <span>
        {problems.map((problem) => (
          <span key={problem} className={styles.hardWords}>
            {problem}
            <br />
          </span>
        ))}
        {words.join('；')}
      </span>
    ),
  },
]

const hint = '表里要有“日期”一列和至少一个岗位（如带班领导、主班、副班）；合并的单元格也认得。'

/** 导入值班表: the county's own sheet, looked at line by line; nothing changes before 导入. */
export function ImportPage({
  onClose,
  onMonth,
}: {
  readonly onClose: () => void
  readonly onMonth: (month: string) => void
}) {
  const { message } = App.useApp()
  const chooser = useRef<HTMLInputElement>(null)
  const [year, setYear] = useState(() => Number(dutyDay(coreNow(), 0).slice(0, 4)))
  const [fileName, setFileName] = useState('')
  const preview = useMutation(queries.rosters.importPreview.mutationOptions())
  const commit = useMutation(
    queries.rosters.importCommit.mutationOptions({
      onSuccess: ({ months }) => {
        void message.success(`已导入，存为草稿：${months.join('、')}`)
        if (months[0] !== undefined) onMonth(months[0])
        onClose()
      },
    }),
  )
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    event.target.value = ''
    if (!file) return
    setFileName(file.name)
    commit.reset()
    preview.mutate({ fileName: file.name, content: await fileContent(file), year })
  }
  const error = preview.error ?? commit.error
  const counts = preview.data?.counts
  const change = counts?.change ?? 0
  return (
    <Panel
      title="导入值班表"
      fixed
      extra={
        <>
          <span className={styles.note}>没写年份的日期按</span>
          <InputNumber
            controls={false}
            aria-label="年份"
            min={2000}
            max={2100}
            value={year}
            onChange={(value) => setYear(value ?? year)}
          />
          <input
            ref={chooser}
            type="file"
            hidden
            accept=".xlsx,.csv,.tsv,.txt"
            aria-label="选择值班表文件"
            onChange={(event) => void choose(event)}
          />
          <ActionButton hotkey="F" onPress={() => chooser.current?.click()}>
            选择文件
          </ActionButton>
          <ActionButton
            kind="primary"
            hotkey="Shift+Enter"
            name={change > 0 ? `导入 ${change} 行为草稿` : '导入'}
            busy={commit.isPending}
            refusedBecause={change > 0 ? undefined : '没有可导入的行'}
            onPress={() => preview.data && commit.mutate({ token: preview.data.token })}
          >
            {change > 0 ? `导入 ${change} 行为草稿` : '导入'}
          </ActionButton>
          <ActionButton hotkey="Escape" onPress={onClose}>
            返回
          </ActionButton>
        </>
      }
      footer={
        counts && (
          <span>
            {fileName}：更改 {counts.change}，不变 {counts.same}，不导入 {counts.problem}
          </span>
        )
      }
    >
      <ProblemNote error={error}> {hint}</ProblemNote>
      {preview.isPending && <LoadingState what="表格" />}
      {preview.data?.notes.map((note) => (
        <div key={note} className={styles.warn}>
          {note}
        </div>
      ))}
      {(preview.data?.violations.length ?? 0) > 0 && (
        <details className={styles.warn}>
          <summary>导入后有 {preview.data?.violations.length} 处问题，印发前要处理</summary>
          <ul className={styles.words}>
            {preview.data?.violations.slice(0, 50).map(({ key, words }) => (
              <li key={key}>{words}</li>
            ))}
          </ul>
        </details>
      )}
      {preview.data ? (
        <DataList
          label="导入预览"
          wrap
          rows={preview.data.rows}
          columns={columns}
          rowKey={({ line }) => String(line)}
        />
      ) : (
        !preview.isPending && !error && <EmptyState title="请选择 XLSX 或 CSV 文件" hint={hint} />
      )}
    </Panel>
  )
}
