import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { beijingDateTime } from '../../../../core/kernel/beijing-time.ts'
import type { Roll } from '../../../../core/modules/rollcall/contract.ts'
import { queries } from '../../../client.ts'
import { DataList, type Column } from '../../../ui/DataList.tsx'
import { EmptyState, FailingState, LoadingState } from '../../../ui/states.tsx'
import { useSmallDesk } from '../../../ui/use-small-desk.ts'
import { PrintRoll } from './PrintRoll.tsx'
import styles from './RollCall.module.css'

const percent = (rate: number | null) => (rate === null ? '—' : `${Math.round(rate * 100)}%`)

const columns: Column<Roll>[] = [
  {
    key: 'at',
    title: '时间',
    width: '92px',
    cell: ({ startedAt }) => beijingDateTime(startedAt).slice(5, 16),
  },
  { key: 'net', title: '网', width: 'minmax(80px, 1fr)', cell: ({ title }) => title },
  { key: 'label', title: '类别', width: '76px', cell: ({ label }) => label ?? '临时' },
  {
    key: 'count',
    title: '应答',
    width: '60px',
    align: 'right',
    cell: ({ counts }) => `${counts.answered}/${counts.due}`,
  },
  {
    key: 'rate',
    title: '点名率',
    width: '56px',
    align: 'right',
    cell: ({ rate }) => percent(rate),
  },
  { key: 'state', title: '状态', width: '64px', cell: ({ word }) => word },
]

/** Earlier roll calls, newest first; the chosen one can be read and printed. */
export function RollHistory() {
  const list = useQuery(queries.rollcall.list.queryOptions({ input: { limit: 100 } }))
  const [chosen, setChosen] = useState<string>()
  const small = useSmallDesk()
  if (list.isError) {
    return (
      <FailingState title="读不到点名记录" error={list.error} onRetry={() => void list.refetch()} />
    )
  }
  if (list.isPending) return <LoadingState what="点名记录" />
  const current = list.data.find(({ id }) => id === chosen) ?? list.data[0]
  return (
    <div className={styles.stack}>
      <div className={styles.list}>
        <DataList
          label="点名记录"
          tight
          rows={list.data}
          columns={small ? columns.filter(({ key }) => key !== 'label') : columns}
          rowKey={({ id }) => id}
          selectedKey={current?.id}
          onSelect={({ id }) => setChosen(id)}
          empty={<EmptyState title="还没有点过名" />}
        />
      </div>
      {current && <Chosen roll={current.id} />}
    </div>
  )
}

function Chosen({ roll }: { readonly roll: string }) {
  const sheet = useQuery(queries.rollcall.show.queryOptions({ input: { roll } })).data
  if (!sheet) return null
  const missing = sheet.lines.filter((line) => line.missing)
  return (
    <div className={styles.foot}>
      <span className={styles.wide}>
        {sheet.by} 点名；{sheet.countWords}
        {missing.length > 0 && (
          <span className={styles.bad}>：{missing.map(({ callSign }) => callSign).join('、')}</span>
        )}
      </span>
      <span className={styles.grow} />
      <PrintRoll key={roll} roll={roll} />
    </div>
  )
}
