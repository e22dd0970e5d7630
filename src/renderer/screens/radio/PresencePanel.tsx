import { useState } from 'react'
import { Input, Segmented } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { positionQualityWord } from '../../../core/modules/positions/contract.ts'
import type { Presence } from '../../../core/modules/radio/contract.ts'
import { queries } from '../../client.ts'
import { NameRadio } from '../../radio/NameRadio.tsx'
import { useWriting } from '../../radio/writing.ts'
import { AgeCell } from '../../ui/Age.tsx'
import { DataList, type Column } from '../../ui/DataList.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { EmptyState, FailingState, LoadingState } from '../../ui/states.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { useSmallDesk } from '../../ui/use-small-desk.ts'
import { RadioActions } from './RadioActions.tsx'
import styles from './RadioScreen.module.css'

const words: Readonly<Record<Presence['online'], string>> = {
  online: '● 在线',
  unknown: '? 待核实',
  offline: '○ 离线',
}
const tones = { online: styles.online, unknown: styles.doubt, offline: styles.offline } as const

const minuteMs = 60_000

function columnsOf(small: boolean): Column<Presence>[] {
  const all: Column<Presence>[] = [
    {
      key: 'state',
      title: '状态',
      width: '64px',
      cell: ({ online, how, emergency }) => (
        <span className={emergency ? undefined : tones[online]} title={how}>
          {words[online]}
        </span>
      ),
    },
    {
      key: 'callSign',
      title: '呼号',
      width: 'minmax(64px, 1fr)',
      cell: ({ callSign, number, unknown, enabled, emergency }) => (
        <>
          <b className={unknown && !emergency ? styles.doubt : undefined} title={`电台 ${number}`}>
            {callSign}
          </b>
          {emergency && ' 紧急'}
          {!enabled && <Tag tone={emergency ? 'plain' : 'orange'}>已遥晕</Tag>}
        </>
      ),
    },
    {
      key: 'group',
      title: '在组',
      width: '48px',
      cell: ({ group }) => group?.number ?? '—',
    },
    {
      key: 'number',
      title: '电台号',
      // Telephones have eleven digits.
      width: small ? '60px' : '88px',
      cell: ({ number }) => <span title={number}>{number}</span>,
    },
    {
      key: 'how',
      title: '依据',
      width: 'minmax(48px, 1fr)',
      cell: ({ how }) => <span title={how}>{how}</span>,
    },
    {
      key: 'heard',
      title: '听到',
      width: '60px',
      align: 'right',
      cell: ({ lastHeardAt }) => <AgeCell sinceMs={lastHeardAt} />,
    },
    {
      key: 'fix',
      title: '位置',
      width: '56px',
      align: 'right',
      cell: ({ lastFix }) =>
        lastFix && lastFix.quality !== 'good' ? (
          <span className={styles.doubt} title={positionQualityWord(lastFix.quality)}>
            不可用
          </span>
        ) : (
          <AgeCell sinceMs={lastFix?.at} dueMs={10 * minuteMs} overMs={20 * minuteMs} />
        ),
    },
    {
      key: 'rssi',
      title: '场强',
      width: '40px',
      align: 'right',
      cell: ({ rssi }) => (rssi === null ? '—' : rssi),
    },
  ]
  return small ? all.filter(({ key }) => key !== 'how' && key !== 'rssi' && key !== 'group') : all
}

const filters = [
  ['all', '全部'],
  ['online', '在线'],
  ['rest', '离线'],
  ['unknown', '未知'],
] as const
type Filter = (typeof filters)[number][0]

function isIn(filter: Filter, { online, unknown }: Presence): boolean {
  if (filter === 'online') return online === 'online'
  if (filter === 'rest') return online !== 'online'
  return filter === 'all' || unknown
}

/** Who is on the air, on line first, and what can be ordered of the one selected. */
export function PresencePanel() {
  const writeTo = useWriting((writing) => writing.writeTo)
  const onWrite = (number: string) => writeTo({ to: number, group: false })
  const presence = useQuery(queries.radio.presence.queryOptions())
  const [filter, setFilter] = useState<Filter>('all')
  const [text, setText] = useState('')
  const [selected, setSelected] = useState<string>()
  const small = useSmallDesk()
  const all = presence.data ?? []
  const wanted = text.trim()
  const rows = all.filter(
    (radio) =>
      isIn(filter, radio) &&
      [radio.callSign, radio.number, radio.holder].some((word) => word.includes(wanted)),
  )
  const keyOf = ({ gateway, number }: Presence) => `${gateway} ${number}`
  const current = all.find((radio) => keyOf(radio) === selected)
  const hidden = all.length - rows.length
  const search = (
    <Input
      aria-label="查电台"
      className={small ? styles.searchLine : styles.search}
      allowClear
      value={text}
      maxLength={20}
      placeholder={small ? '呼号' : '呼号、号码'}
      onChange={(event) => setText(event.target.value)}
    />
  )
  return (
    <Panel
      label="电台"
      fixed
      title={
        <Segmented
          value={filter}
          onChange={setFilter}
          aria-label="筛选电台"
          options={filters.map(([value, word]) => ({
            value,
            label:
              small && value === 'all'
                ? word
                : `${word} ${all.filter((radio) => isIn(value, radio)).length}`,
          }))}
        />
      }
      extra={!small && search}
      footer={hidden > 0 ? `筛选隐藏 ${hidden} 台` : undefined}
    >
      {small && search}
      {presence.isError && all.length === 0 ? (
        <FailingState
          title="读不到电台"
          error={presence.error}
          onRetry={() => void presence.refetch()}
        />
      ) : presence.isPending ? (
        <LoadingState what="电台" />
      ) : (
        <DataList
          label="电台"
          rows={rows}
          columns={columnsOf(small)}
          rowKey={keyOf}
          rowTone={({ online, emergency }) =>
            emergency ? 'emergency' : online === 'offline' ? 'generated' : undefined
          }
          selectedKey={selected}
          onSelect={(radio) => setSelected(keyOf(radio))}
          onOpen={({ number }) => onWrite(number)}
          empty={
            all.length === 0 ? (
              <EmptyState title="还没有听到电台" hint="电台登记、讲话或上报位置后出现在这里。" />
            ) : (
              <EmptyState title="没有符合条件的电台" />
            )
          }
        />
      )}
      {current && (
        <div className={styles.actions}>
          {current.unknown && <NameRadio key={current.number} number={current.number} />}
          <RadioActions key={selected} radio={current} onWrite={() => onWrite(current.number)} />
        </div>
      )}
    </Panel>
  )
}
