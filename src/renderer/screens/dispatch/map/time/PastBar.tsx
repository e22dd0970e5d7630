import { useState, type KeyboardEvent } from 'react'
import {
  CaretRightOutlined,
  PauseOutlined,
  StepBackwardOutlined,
  StepForwardOutlined,
} from '@ant-design/icons'
import { Checkbox, Input, Select } from 'antd'
import {
  beijingDate,
  beijingTime,
  parseTypedTime,
  typedTimeProblem,
} from '../../../../../core/kernel/beijing-time.ts'
import { ActionButton } from '../../../../ui/ActionButton.tsx'
import { classes } from '../../../../ui/classes.ts'
import { useHotkey } from '../../../../ui/hotkeys.ts'
import { useNow, coreNow } from '../../../../ui/now.ts'
import { askAgain, backToNow, play, seek, speeds, step, usePast, type Speed } from './past-store.ts'
import { useShownTracks } from './TracksOverlay.tsx'
import map from '../MapPanel.module.css'
import panel from '../ToolPanel.module.css'
import styles from './Time.module.css'

const minuteMs = 60_000

/** `11-29 14:05:30` */
function momentText(at: number): string {
  return `${beijingDate(at).slice(5)} ${beijingTime(at)}`
}

/** Which moment is shown, that it is not now, and the controls of the replay. */
export function PastBar() {
  const { at, shown, span, trouble } = usePast()
  useHotkey('Escape', '回到现在', backToNow, true)
  if (at === undefined || !span) return null
  return (
    <>
      <div className={styles.edge} aria-hidden />
      <div className={classes(map.box, styles.banner)} role="status">
        <strong>回看 {momentText(shown?.at ?? at)}</strong>
        {shown || trouble !== undefined ? <Behind at={at} /> : <span>正在重建当时的图…</span>}
        {trouble !== undefined && <span className={panel.problem}>{trouble}</span>}
        {trouble !== undefined && (
          <ActionButton kind="quiet" onPress={askAgain}>
            再试
          </ActionButton>
        )}
        <ActionButton kind="primary" hint="Escape" onPress={backToNow}>
          回到现在
        </ActionButton>
      </div>
      <div className={classes(map.box, styles.bar)} role="group" aria-label="回看">
        <Controls />
        <Slider at={at} from={span.from} to={span.to} />
        <Notes />
      </div>
    </>
  )
}

/** The clock of now beside then, so that the two are never taken for each other. */
function Behind({ at }: { readonly at: number }) {
  const now = useNow()
  const minutes = Math.max(0, Math.floor((now - at) / minuteMs))
  const hours = Math.floor(minutes / 60)
  const age = hours > 0 ? `${hours} 小时 ${minutes % 60} 分` : `${minutes} 分`
  return (
    <span className={styles.behind}>
      不是现在 · {age}前 · 现在 {beijingTime(now).slice(0, 5)}
    </span>
  )
}

function Controls() {
  const playing = usePast((past) => past.playing)
  const speed = usePast((past) => past.speed)
  return (
    <div className={styles.controls}>
      <ActionButton kind="quiet" hotkey="[" name="上一条记录" onPress={() => step(-1)}>
        <StepBackwardOutlined />
      </ActionButton>
      <ActionButton
        hotkey="B"
        name={playing ? '暂停' : '播放'}
        pressed={playing}
        onPress={() => play(!playing)}
      >
        {playing ? <PauseOutlined /> : <CaretRightOutlined />}
      </ActionButton>
      <ActionButton kind="quiet" hotkey="]" name="下一条记录" onPress={() => step(1)}>
        <StepForwardOutlined />
      </ActionButton>
      <Select<Speed>
        size="small"
        aria-label="回放速度"
        value={speed}
        options={speeds.map((value) => ({ value, label: `${value} 倍` }))}
        onChange={(value) => usePast.setState({ speed: value })}
      />
      <Jump />
    </div>
  )
}

/** `14:05`, `11-29 14:05`: Enter goes there. */
function Jump() {
  const span = usePast((past) => past.span)
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState('')
  const go = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || typed.trim() === '' || !span)
      return
    const found = parseTypedTime(typed, Math.min(coreNow(), span.to + minuteMs))
    if (!found.ok) {
      setProblem(typedTimeProblem(found))
      return
    }
    if (found.value < span.from - minuteMs || found.value > span.to + minuteMs) {
      setProblem(`请填 ${momentText(span.from)} 到 ${momentText(span.to)} 之间的时间。`)
      return
    }
    seek(found.value)
    setTyped('')
  }
  return (
    <>
      <Input
        className={styles.jump}
        size="small"
        value={typed}
        aria-label="跳到时间"
        aria-invalid={problem !== ''}
        placeholder="时间 ⏎"
        onChange={(event) => {
          setTyped(event.target.value)
          setProblem('')
        }}
        onKeyDown={go}
      />
      {problem !== '' && <span className={panel.problem}>{problem}</span>}
    </>
  )
}

function Slider({
  at,
  from,
  to,
}: {
  readonly at: number
  readonly from: number
  readonly to: number
}) {
  const moments = usePast((past) => past.span?.moments)
  // Two lines may have one time.
  const times = [...new Set(moments?.map((moment) => moment.at))]
  const share = (time: number) => `${((time - from) / Math.max(1, to - from)) * 100}%`
  return (
    <div className={styles.slider}>
      <span>{momentText(from).slice(0, -3)}</span>
      <div className={styles.line}>
        <div className={styles.ticks} aria-hidden>
          {times.map((time) => (
            <i key={time} style={{ left: share(time) }} />
          ))}
        </div>
        <input
          type="range"
          aria-label="回看时刻"
          aria-valuetext={momentText(at)}
          min={from}
          max={to}
          step={minuteMs / 6}
          value={at}
          onChange={(event) => seek(Number(event.target.value))}
        />
      </div>
      <span>{momentText(to).slice(0, -3)}</span>
    </div>
  )
}

/** What the picture cannot show, said. */
function Notes() {
  const { shown, trails } = usePast()
  const { tracks } = useShownTracks()
  const from = shown?.positionsFrom ?? null
  const known = new Set(
    shown?.positions.filter(({ quality }) => quality === 'good').map(({ key }) => key),
  )
  const unplaced = shown?.picture.units.filter(({ id }) => !known.has(`unit:${id}`)).length ?? 0
  const thinned = tracks.data?.tracks.some(({ total, fixes }) => total > fixes.length) ?? false
  return (
    <div className={styles.notes}>
      <Checkbox
        checked={trails}
        onChange={(event) => usePast.setState({ trails: event.target.checked })}
      >
        轨迹
      </Checkbox>
      {unplaced > 0 && <span>当时无定位的队伍 {unplaced}</span>}
      {trails && thinned && <span>轨迹点已抽稀</span>}
      {shown && shown.stations.length > 0 && (shown.stationsFrom ?? shown.at) >= shown.at && (
        <span className={panel.problem}>当时的测站读数已不在本机</span>
      )}
      {shown && (from === null || from > shown.at) && (
        <span className={panel.problem}>
          {from === null ? '本机没有位置记录' : `本机位置记录自 ${momentText(from)} 起`}
        </span>
      )}
    </div>
  )
}
