import { useState } from 'react'
import { App } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import { beijingDateTime } from '../../../../core/kernel/beijing-time.ts'
import type { VendorProfileRow } from '../../../../core/modules/vendors/contract.ts'
import { queries } from '../../../client.ts'
import { AskFirst } from '../../../ui/AskFirst.tsx'
import { DataList, type Column } from '../../../ui/DataList.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { Panel } from '../../../ui/Panel.tsx'
import { EmptyState, FailingState, LoadingState } from '../../../ui/states.tsx'
import { ImportVendorFile } from './ImportVendorFile.tsx'
import { fileProblem } from '../../../ui/put-file.ts'
import { useBringVendorFile } from './use-bring-vendor-file.ts'
import { dialectWord, transportWords, vendorTitle } from './vendor-words.ts'
import styles from './Gateways.module.css'

const columns: readonly Column<VendorProfileRow>[] = [
  {
    key: 'name',
    title: '厂商协议',
    width: 'minmax(180px, 2fr)',
    cell: (row) => (
      <>
        <b>{row.name}</b>
        <span className={styles.under}>
          {row.vendor} · 版本 {row.version} · {dialectWord(row)}
        </span>
      </>
    ),
  },
  {
    key: 'imported',
    title: '导入',
    width: '150px',
    cell: ({ importedAt, importedBy }) => (
      <>
        {beijingDateTime(importedAt)}
        <span className={styles.under}>{importedBy}</span>
      </>
    ),
  },
  {
    key: 'used',
    title: '使用的网关',
    width: 'minmax(100px, 1fr)',
    cell: ({ usedBy }) =>
      usedBy.length === 0 ? <span className={styles.note}>没有使用</span> : usedBy.join('、'),
  },
  {
    key: 'hash',
    title: '校验值',
    width: '110px',
    cell: ({ sha256 }) => <code>{sha256.slice(0, 12)}</code>,
  },
]

/** 设置 · 网关 · 厂商协议文件: what was imported, by whom, which gateway uses it. */
export function VendorFiles() {
  const list = useQuery(queries.vendors.list.queryOptions())
  const [picked, setPicked] = useState<string>()
  const { message } = App.useApp()
  const bring = useBringVendorFile((row) => {
    setPicked(row.id)
    void message.success('厂商协议文件已导入')
  })
  const rows = list.data ?? []
  const current = rows.find(({ id }) => id === picked) ?? rows[0]
  return (
    <Panel
      title={`厂商协议文件 ${rows.length}`}
      fixed
      extra={
        <ImportVendorFile busy={bring.isPending} hotkey="I" onFile={(file) => bring.mutate(file)} />
      }
    >
      {bring.error && (
        <p className={styles.refusal} role="alert">
          {fileProblem(bring.error)}
        </p>
      )}
      {list.isError && rows.length === 0 ? (
        <FailingState
          title="读不到厂商协议文件"
          error={list.error}
          onRetry={() => void list.refetch()}
        />
      ) : list.isPending ? (
        <LoadingState what="厂商协议文件" />
      ) : (
        <DataList
          label="厂商协议文件"
          rows={rows}
          columns={columns}
          rowKey={({ id }) => id}
          wrap
          selectedKey={current?.id}
          onSelect={({ id }) => setPicked(id)}
          empty={
            <EmptyState
              title="还没有厂商协议文件"
              hint="没有公开接口的 370M 终端，请向厂商索取协议文件（JSON）后导入。文件有错会指出是哪个字段，不会改动任何设置。"
            />
          }
        />
      )}
      {current && <VendorFileDetail key={current.id} row={current} />}
    </Panel>
  )
}

function VendorFileDetail({ row }: { readonly row: VendorProfileRow }) {
  const { message } = App.useApp()
  const remove = useMutation(
    queries.vendors.remove.mutationOptions({
      onError: (error) => void message.error(describeError(error)),
    }),
  )
  return (
    <div className={styles.actions}>
      <dl className={styles.health}>
        <dt>基础协议</dt>
        <dd>{dialectWord(row)}</dd>
        <dt>线路</dt>
        <dd>{transportWords(row.transport)}</dd>
        <dt>文件</dt>
        <dd>{row.fileName}</dd>
        <dt>SHA-256</dt>
        <dd>
          <code className={styles.hash}>{row.sha256}</code>
        </dd>
        {row.note !== '' && (
          <>
            <dt>说明</dt>
            <dd>{row.note}</dd>
          </>
        )}
      </dl>
      <div className={styles.buttons}>
        <AskFirst
          ask="移除…"
          question={`移除厂商协议文件「${vendorTitle(row)}」？移除后要再用，需要重新导入。`}
          yes="移除"
          busy={remove.isPending}
          refusedBecause={
            row.usedBy.length > 0 ? `网关正在使用：${row.usedBy.join('、')}` : undefined
          }
          onYes={() => remove.mutate({ id: row.id })}
        />
      </div>
    </div>
  )
}
