import { useRef, useState } from 'react'
import { Input, Segmented, Select } from 'antd'
import type { InputRef } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { queries } from '../../client.ts'
import { useSelection } from '../../frame/selection.ts'
import { NameRadio } from '../../radio/NameRadio.tsx'
import { RecordingOfCall } from '../../recordings/RecordingOf.tsx'
import { targetKey } from '../../radio/targets.ts'
import { TrafficList } from '../../radio/TrafficList.tsx'
import { useTraffic } from '../../radio/use-traffic.ts'
import { useWriting } from '../../radio/writing.ts'
import { useHotkey } from '../../ui/hotkeys.ts'
import { Panel } from '../../ui/Panel.tsx'
import { useIncidentNumber } from './use-incident-number.ts'
import styles from './RadioScreen.module.css'

const kinds = [
  ['all', '全部种类'],
  ['text-in', '来信'],
  ['text-out', '发信'],
  ['call', '通话'],
  ['emergency', '紧急'],
  ['status', '状态'],
  ['command', '指令'],
  ['fault', '故障'],
  ['failed', '未送达'],
] as const
type Kind = (typeof kinds)[number][0]
type View = 'group' | 'all' | 'incident' | 'unanswered'

/** 通联记录: what was said and written, newest first. */
export function TrafficColumn() {
  const onChoose = useWriting(({ choose }) => choose)
  const [view, setView] = useState<View>('all')
  const [kind, setKind] = useState<Kind>('all')
  const [text, setText] = useState('')
  const [selected, setSelected] = useState<string>()
  const search = useRef<InputRef>(null)
  const board = useQuery(queries.talkgroups.board.queryOptions()).data ?? []
  const main = board.find((group) => group.main)
  const incident = useSelection((selection) => selection.incident)
  const numberOf = useIncidentNumber()
  const missed = useTraffic({ unanswered: true })
  const traffic = useTraffic({
    kind: kind === 'all' || kind === 'failed' ? undefined : kind,
    failedOnly: kind === 'failed',
    text,
    group: view === 'group' ? main?.number : undefined,
    incident: view === 'incident' ? incident : undefined,
    unanswered: view === 'unanswered',
  })
  const unanswered = missed.rows.length >= 100 ? '100+' : String(missed.rows.length)
  const views: { value: View; label: string; disabled?: boolean }[] = [
    { value: 'group', label: main?.name ?? '主守组', disabled: main === undefined },
    { value: 'all', label: '全部组' },
    {
      value: 'incident',
      label: incident === undefined ? '本事件' : numberOf(incident),
      disabled: incident === undefined,
    },
    { value: 'unanswered', label: `未应答 ${unanswered}` },
  ]
  useHotkey('Ctrl+F', '查呼号、内容', () => search.current?.focus())
  const row = traffic.rows.find(({ id }) => id === selected)
  return (
    <Panel
      className={styles.traffic}
      label="通联记录"
      fixed
      title={<Segmented value={view} onChange={setView} options={views} aria-label="筛选" />}
      extra={
        <>
          <Select
            aria-label="种类"
            className={styles.kind ?? ''}
            value={kind}
            options={kinds.map(([value, label]) => ({ value, label }))}
            popupMatchSelectWidth={false}
            onChange={setKind}
          />
          <Input
            ref={search}
            aria-label="查呼号、内容"
            className={styles.search}
            allowClear
            value={text}
            maxLength={60}
            placeholder="查呼号、内容"
            onChange={(event) => setText(event.target.value)}
          />
        </>
      }
    >
      <TrafficList
        traffic={traffic}
        filtered={view !== 'all' || kind !== 'all' || text.trim() !== ''}
        again
        selected={selected}
        onSelect={({ id, radio, target }) => {
          setSelected(id)
          if (target?.group) onChoose([targetKey({ to: target.number, group: true })])
          else if (radio) onChoose([targetKey({ to: radio.number, group: false })])
        }}
      />
      {row?.kind === 'call' && <RecordingOfCall key={row.id} call={row.id} />}
      {row?.radio?.unknown && <NameRadio key={row.radio.number} number={row.radio.number} />}
    </Panel>
  )
}
