import { useState } from 'react'
import { Select } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { beijingDateTime } from '../../../../core/kernel/beijing-time.ts'
import { resultWord, type StationTrendShown } from '../../../../core/modules/rollcall/contract.ts'
import { queries } from '../../../client.ts'
import { classes } from '../../../ui/classes.ts'
import { DataList, type Column } from '../../../ui/DataList.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import styles from './RollCall.module.css'

/** Told apart by their shape as well as by their colour. */
const marks: Readonly<Record<string, readonly [string, string | undefined]>> = {
  answered: ['✓', styles.good],
  poor: ['△', styles.poor],
  relayed: ['代', styles.poor],
  excused: ['假', styles.note],
  absent: ['✕', styles.bad],
  none: ['✕', styles.bad],
}

function Dots({ last }: Pick<StationTrendShown, 'last'>) {
  const oldestFirst = last.toReversed()
  const words = oldestFirst
    .map(({ at, result }) => `${beijingDateTime(at).slice(5, 16)} ${resultWord(result)}`)
    .join('\n')
  return (
    <span className={styles.dots} title={words}>
      {oldestFirst.map(({ roll, result }) => {
        const [mark, tone] = marks[result] ?? ['?', undefined]
        return (
          <span key={roll} className={classes(tone)}>
            {mark}
          </span>
        )
      })}
    </span>
  )
}

type Row = StationTrendShown & { readonly callSign: string; readonly name: string }

const columns: Column<Row>[] = [
  { key: 'sign', title: '呼号', width: '72px', cell: ({ callSign }) => callSign },
  {
    key: 'last',
    title: '近 10 次（右新）',
    width: 'minmax(130px, 1fr)',
    cell: (row) => <Dots last={row.last} />,
  },
  {
    key: 'rate',
    title: '应答率',
    width: '52px',
    align: 'right',
    cell: ({ rate }) => (rate === null ? '—' : `${Math.round(rate * 100)}%`),
  },
  {
    key: 'signal',
    title: '清晰度',
    width: '52px',
    align: 'right',
    cell: ({ signal }) => (signal === null ? '—' : signal.toFixed(1)),
  },
  {
    key: 'missed',
    title: '连未应答',
    width: '60px',
    align: 'right',
    cell: ({ missedInRow }) =>
      missedInRow === 0 ? '—' : <span className={styles.bad}>{missedInRow} 次</span>,
  },
]

const count = 10

/** How each station of a net answered the last roll calls that were summed up. */
export function TrendTable() {
  const nets = useQuery(queries.rollcall.nets.queryOptions()).data ?? []
  const [chosen, setChosen] = useState<string>()
  const net = nets.find(({ id }) => id === chosen) ?? nets[0]
  const trend = useQuery({
    ...queries.rollcall.trend.queryOptions({ input: { net: net?.id ?? 'none', count } }),
    enabled: net !== undefined,
  })
  return (
    <div className={styles.stack}>
      <div className={styles.bar}>
        <Select
          aria-label="哪个网的趋势"
          className={styles.net ?? ''}
          value={net?.id ?? null}
          options={nets.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={setChosen}
        />
        <span className={styles.note}>只算已汇总的点名；✓ 应答 △ 质差 ✕ 未应答</span>
      </div>
      <div className={styles.list}>
        <DataList
          label="台站趋势"
          tight
          rows={trend.data ?? []}
          columns={columns}
          rowKey={({ key }) => key}
          empty={<EmptyState title="这个网还没有台站" />}
        />
      </div>
    </div>
  )
}
