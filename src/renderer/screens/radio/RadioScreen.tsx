import { useRef, useState, type RefObject } from 'react'
import { Input, Segmented } from 'antd'
import type { InputRef } from 'antd'
import { Composer } from '../../radio/Composer.tsx'
import { NameRadio } from '../../radio/NameRadio.tsx'
import { targetKey } from '../../radio/targets.ts'
import { TrafficList } from '../../radio/TrafficList.tsx'
import { useTraffic } from '../../radio/use-traffic.ts'
import { useHotkey } from '../../ui/hotkeys.ts'
import { Panel } from '../../ui/Panel.tsx'
import { Split } from '../../ui/Split.tsx'
import { useSmallDesk } from '../../ui/use-small-desk.ts'
import { CallDesk } from './CallDesk.tsx'
import { GatewayList } from './GatewayList.tsx'
import { PresencePanel } from './PresencePanel.tsx'
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

/** 通信: gateways and calling left, traffic and the composer in the centre, radios right. */
export function RadioScreen() {
  const small = useSmallDesk()
  const desk = small ? 'small' : 'large'
  const [chosen, setChosen] = useState<readonly string[]>([])
  const composer = useRef<InputRef>(null)
  const write = (number: string) => {
    setChosen([targetKey({ to: number, group: false })])
    composer.current?.focus()
  }
  return (
    <div className={styles.screen}>
      <Split
        key={desk}
        name={`radio.columns.${desk}`}
        parts={[
          { startPx: small ? 290 : 360, minPx: 260 },
          { minPx: 440 },
          { startPx: small ? 380 : 520, minPx: 340 },
        ]}
      >
        <div className={styles.left}>
          <GatewayList />
          <CallDesk />
        </div>
        <TrafficColumn chosen={chosen} onChoose={setChosen} composer={composer} />
        <PresencePanel onWrite={write} />
      </Split>
    </div>
  )
}

function TrafficColumn({
  chosen,
  onChoose,
  composer,
}: {
  readonly chosen: readonly string[]
  readonly onChoose: (keys: readonly string[]) => void
  readonly composer: RefObject<InputRef | null>
}) {
  const [view, setView] = useState<View>('all')
  const [text, setText] = useState('')
  const [selected, setSelected] = useState<string>()
  const search = useRef<InputRef>(null)
  const newest = useTraffic()
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
      {row?.radio?.unknown && <NameRadio key={row.radio.number} number={row.radio.number} />}
      <Composer chosen={chosen} onChoose={onChoose} rows={newest.rows} textRef={composer} />
    </Panel>
  )
}
