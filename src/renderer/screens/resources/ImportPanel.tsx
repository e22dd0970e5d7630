import { useRef, useState, type ChangeEvent } from 'react'
import { App } from 'antd'
import { useMutation } from '@tanstack/react-query'
import {
  importKindWords,
  type ImportKind,
  type ImportRow,
} from '../../../core/modules/importing/contract.ts'
import { queries } from '../../client.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { DataList, type Column } from '../../ui/DataList.tsx'
import { describeError } from '../../ui/describe-error.ts'
import { fileContent } from '../../ui/file-content.ts'
import { Panel } from '../../ui/Panel.tsx'
import { EmptyState, LoadingState } from '../../ui/states.tsx'
import { Tag, type Tone } from '../../ui/Tag.tsx'
import styles from './ResourcesScreen.module.css'

const headingHints: Readonly<Record<ImportKind, string>> = {
  teams:
    '表头要有：队伍名称、呼号、类型；可有：人数、负责人、电话、乡镇、驻地、电台号、经度、纬度。',
  people:
    '表头要有：姓名；可有：单位、职务、电话、值班电话、手机、办公电话、家庭电话、卫星电话、传真、微信、北斗卡号、呼号、身份、负责区域、代班人、核对日期、备注、队伍。空格不改原来的内容。名片文件（3.0、4.0 版）也可以。',
  organizations:
    '表头要有：单位名称；可有：类别（空着按名称判断）、值班电话、传真、上级、乡镇、核对日期。空格不改原来的内容。',
  contacts:
    '表头要有：号码；可有：类别（空着按电台）、用户号、呼号、持有人、队伍、乡镇、人员、别名、型号、序列号、备注、停用原因。空格不改原来的内容。',
  places: '表头要有：名称；可有：类别、乡镇、经度、纬度、备注。名称是本县的村时，标定该村的位置。',
}

const actionWords: Readonly<Record<ImportRow['action'], readonly [string, Tone]>> = {
  add: ['新增', 'ok'],
  update: ['更改', 'blue'],
  same: ['不变', 'plain'],
  problem: ['不导入', 'red'],
}

function whatChanges({ action, changes, problem, warning }: ImportRow): string {
  if (problem !== null) return problem
  const told = changes.map(({ word, from, to }) =>
    action === 'add' ? `${word}：${to}` : `${word}：${from} → ${to}`,
  )
  return [...told, ...(warning === null ? [] : [`请留意：${warning}`])].join('；')
}

const columns: readonly Column<ImportRow>[] = [
  { key: 'line', title: '行', width: '56px', align: 'right', cell: ({ line }) => line },
  {
    key: 'action',
    title: '处理',
    width: '84px',
    cell: ({ action }) => <Tag tone={actionWords[action][1]}>{actionWords[action][0]}</Tag>,
  },
  { key: 'label', title: '名称', width: 'minmax(120px, 1fr)', cell: ({ label }) => label },
  { key: 'what', title: '内容', width: 'minmax(200px, 3fr)', cell: whatChanges },
]

/** Of a list of thousands what changes is seen without scrolling; each row keeps its line number. */
const changesFirst = (rows: readonly ImportRow[]): readonly ImportRow[] =>
  rows.toSorted((one, other) => Number(one.action === 'same') - Number(other.action === 'same'))

const tables = '.xlsx,.csv,.tsv,.txt'
/** Choose a file, see what would change line by line, then take it over; nothing before that. */
export function ImportPanel({
  kind,
  onDone,
}: {
  readonly kind: ImportKind
  readonly onDone: () => void
}) {
  const { message } = App.useApp()
  const chooser = useRef<HTMLInputElement>(null)
  const [fileName, setFileName] = useState('')
  const preview = useMutation(queries.importing.preview.mutationOptions())
  const commit = useMutation(
    queries.importing.commit.mutationOptions({
      onSuccess: ({ counts }) => {
        void message.success(`已存：新增 ${counts.add}，更改 ${counts.update}`)
        onDone()
      },
    }),
  )
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    event.target.value = ''
    if (!file) return
    setFileName(file.name)
    commit.reset()
    preview.mutate({ kind, fileName: file.name, content: await fileContent(file) })
  }
  const error = preview.error ?? commit.error
  const counts = preview.data?.counts
  const nothing = !counts || counts.add + counts.update === 0
  return (
    <Panel
      title={`从表格导入${importKindWords[kind]}`}
      fixed
      extra={
        <>
          <input
            ref={chooser}
            type="file"
            hidden
            accept={kind === 'people' ? `${tables},.vcf,.vcard` : tables}
            aria-label="选择表格文件"
            onChange={(event) => void choose(event)}
          />
          <ActionButton hotkey="F" onPress={() => chooser.current?.click()}>
            选择文件
          </ActionButton>
          <ActionButton
            kind="primary"
            hotkey="Shift+I"
            name={counts && !nothing ? `导入 ${counts.add + counts.update} 行` : '导入'}
            busy={commit.isPending}
            refusedBecause={nothing ? '没有可导入的行' : undefined}
            onPress={() => preview.data && commit.mutate({ token: preview.data.token })}
          >
            {counts && !nothing ? `导入 ${counts.add + counts.update} 行` : '导入'}
          </ActionButton>
        </>
      }
      footer={
        preview.data && (
          <span>
            {fileName}：新增 {counts?.add}，更改 {counts?.update}，不变 {counts?.same}，不导入{' '}
            {counts?.problem}
            {preview.data.unknown.length > 0 &&
              `；没有用到的列：${preview.data.unknown.join('、')}`}
          </span>
        )
      }
    >
      {error && (
        <div className={styles.problem} role="alert">
          {describeError(error)} {headingHints[kind]}
        </div>
      )}
      {preview.isPending && <LoadingState what="表格" />}
      {preview.data ? (
        <DataList
          label="导入预览"
          rows={changesFirst(preview.data.rows)}
          columns={columns}
          rowKey={({ line }) => String(line)}
        />
      ) : (
        !preview.isPending &&
        !error && (
          <EmptyState
            title={kind === 'people' ? '请选择 XLSX、CSV 或名片文件' : '请选择 XLSX 或 CSV 文件'}
            hint={headingHints[kind]}
          />
        )
      )}
    </Panel>
  )
}
