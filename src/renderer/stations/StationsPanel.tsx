import { useState } from 'react'
import { Input } from 'antd'
import { useQuery } from '@tanstack/react-query'
import type { Station } from '../../core/modules/stations/contract.ts'
import { queries } from '../client.ts'
import { AgeCell } from '../ui/Age.tsx'
import { DataList, type Column, type RowTone } from '../ui/DataList.tsx'
import { Panel } from '../ui/Panel.tsx'
import { EmptyState, FailingState, LoadingState } from '../ui/states.tsx'
import { useSmallDesk } from '../ui/use-small-desk.ts'
import { StationDetail } from './StationDetail.tsx'
import { changeWords, levelOf, rainOf, stateWords, valueWords } from './station-look.ts'
import styles from './Stations.module.css'

const minuteMs = 60_000
const tones = {
  fresh: styles.good,
  silent: styles.doubt,
  lost: styles.bad,
  never: styles.faint,
} as const
const rowTones: Readonly<Record<Station['state'], RowTone | undefined>> = {
  fresh: undefined,
  silent: 'due',
  lost: 'stale',
  never: 'generated',
}

function columnsOf(small: boolean): Column<Station>[] {
  const all: Column<Station>[] = [
    {
      key: 'state',
      title: '状态',
      width: small ? '54px' : '62px',
      cell: ({ state }) => <span className={tones[state]}>{stateWords[state]}</span>,
    },
    {
      key: 'name',
      title: '测站',
      width: 'minmax(80px, 1fr)',
      cell: ({ name, station, place }) => (
        <b className={name === '' ? styles.doubt : undefined} title={`${station} ${place}`}>
          {name === '' ? station : name}
        </b>
      ),
    },
    {
      key: 'level',
      title: '水位',
      width: small ? '100px' : '124px',
      align: 'right',
      cell: (station) => {
        const level = levelOf(station)
        if (!level) return '—'
        return (
          <span>
            {valueWords(level)} <span className={styles.change}>{changeWords(level)}</span>
          </span>
        )
      },
    },
    {
      key: 'rain',
      title: '雨量',
      width: small ? '56px' : '76px',
      align: 'right',
      cell: (station) => {
        const rain = rainOf(station)
        return rain ? <span title={rain.name}>{valueWords(rain)}</span> : '—'
      },
    },
    {
      key: 'clock',
      title: '时钟',
      width: '72px',
      cell: ({ clock }) =>
        clock === null ? (
          '—'
        ) : (
          <span className={clock.doubt ? styles.doubt : undefined}>{clock.words}</span>
        ),
    },
    {
      key: 'heard',
      title: '上报',
      width: small ? '48px' : '60px',
      align: 'right',
      cell: ({ heardAt }) => (
        <AgeCell sinceMs={heardAt ?? undefined} dueMs={65 * minuteMs} overMs={130 * minuteMs} />
      ),
    },
  ]
  return small ? all.filter(({ key }) => key !== 'clock') : all
}

/** Rain and water level stations: those that missed a report first. */
export function StationsPanel() {
  const small = useSmallDesk()
  // A station falls silent without anything being told: the list is asked again every minute.
  const list = useQuery({ ...queries.stations.list.queryOptions(), refetchInterval: minuteMs })
  const [text, setText] = useState('')
  const [selected, setSelected] = useState<string>()
  const all = list.data ?? []
  const wanted = text.trim()
  const rows = all.filter(({ name, place, station }) =>
    [name, place, station].some((word) => word.includes(wanted)),
  )
  const current = all.find(({ station }) => station === selected)
  const silent = all.filter(({ state }) => state === 'silent' || state === 'lost').length
  const hidden = all.length - rows.length
  return (
    <Panel
      label="测站"
      fixed
      title={
        <span className={styles.title}>
          测站 {all.length}
          {silent > 0 && <span className={styles.doubt}> · {silent} 站缺报</span>}
        </span>
      }
      extra={
        <Input
          aria-label="查测站"
          className={styles.search}
          allowClear
          value={text}
          maxLength={20}
          placeholder="名称、编码"
          onChange={(event) => setText(event.target.value)}
        />
      }
      footer={hidden > 0 ? `筛选隐藏 ${hidden} 站` : undefined}
    >
      {list.isError && all.length === 0 ? (
        <FailingState title="读不到测站" error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <DataList
          label="测站"
          tight={small}
          rows={rows}
          columns={columnsOf(small)}
          rowKey={({ station }) => station}
          rowTone={({ state }) => rowTones[state]}
          selectedKey={selected}
          onSelect={({ station }) => setSelected(station)}
          // The list is there from the first moment: a key that calls it puts the focus into it.
          empty={
            list.isPending ? (
              <LoadingState what="测站" />
            ) : all.length === 0 ? (
              <EmptyState
                title="还没有测站上报"
                hint="在 设置 › 网关 添加「水雨情测站」，测站上报后出现在这里。"
              />
            ) : (
              <EmptyState title="没有符合条件的测站" />
            )
          }
        />
      )}
      {current && <StationDetail key={current.station} station={current} />}
    </Panel>
  )
}
