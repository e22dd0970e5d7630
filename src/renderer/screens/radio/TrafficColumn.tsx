import { useRef, useState } from 'react'
import { Input, Segmented } from 'antd'
import type { InputRef } from 'antd'
import { NameRadio } from '../../radio/NameRadio.tsx'
import { RecordingOfCall } from '../../recordings/RecordingOf.tsx'
import { targetKey } from '../../radio/targets.ts'
import { TrafficList } from '../../radio/TrafficList.tsx'
import { useTraffic } from '../../radio/use-traffic.ts'
import { useWriting } from '../../radio/writing.ts'
import { useHotkey } from '../../ui/hotkeys.ts'
import { Panel } from '../../ui/Panel.tsx'
import styles from './RadioScreen.module.css'

const views = [
  ['all', '全部'],
  ['text-in', '来信'],
  ['text-out', '发信'],
  ['call', '通话'],
  ['emergency', '紧急'],
  ['command', '指令'],
  ['failed', '未达'],
] as const
type View = (typeof views)[number][0]

/** 通联记录: what was said and written, newest first. */
export function TrafficColumn() {
  const onChoose = useWriting(({ choose }) => choose)
  const [view, setView] = useState<View>('all')
  const [text, setText] = useState('')
  const [selected, setSelected] = useState<string>()
  const search = useRef<InputRef>(null)
  const kind = view === 'all' || view === 'failed' ? undefined : view
  const traffic = useTraffic({ kind, failedOnly: view === 'failed', text })
  useHotkey('Ctrl+F', '查呼号、内容', () => search.current?.focus())
  const row = traffic.rows.find(({ id }) => id === selected)
  return (
    <Panel
      label="通联记录"
      fixed
      title={
        <Segmented
          value={view}
          onChange={setView}
          options={views.map(([value, label]) => ({ value, label }))}
          aria-label="筛选"
        />
      }
      extra={
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
      }
    >
      <TrafficList
        traffic={traffic}
        filtered={view !== 'all' || text.trim() !== ''}
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
