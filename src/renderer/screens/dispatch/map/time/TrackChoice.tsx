import { useState } from 'react'
import { Input, Select } from 'antd'
import { parseTypedTime, typedTimeProblem } from '../../../../../core/kernel/beijing-time.ts'
import { distanceM } from '../../../../../core/kernel/geo.ts'
import type { Track } from '../../../../../core/modules/lookback/contract.ts'
import { ActionButton } from '../../../../ui/ActionButton.tsx'
import { FailingState } from '../../../../ui/states.tsx'
import { coreNow } from '../../../../ui/now.ts'
import { useMapDesk } from '../desk.ts'
import { trackLook } from './track-painter.ts'
import { hideTracks, showTracks, useTracks } from './tracks-store.ts'
import { useShownTracks } from './TracksOverlay.tsx'
import panel from '../ToolPanel.module.css'
import styles from './Time.module.css'

const hourMs = 3_600_000
const periods = [
  { value: 1, label: '最近 1 小时' },
  { value: 4, label: '最近 4 小时' },
  { value: 12, label: '最近 12 小时' },
  { value: 24, label: '最近 24 小时' },
  { value: 72, label: '最近 72 小时' },
  { value: 0, label: '自定时段' },
] as const
type Hours = (typeof periods)[number]['value']

/** Sum of the straight ways between fixes: never longer than the way that was driven. */
function lengthKm({ fixes }: Track): number {
  let metres = 0
  for (const [index, [, , lat, lon]] of fixes.entries()) {
    const before = fixes[index - 1]
    if (before) metres += distanceM({ lat: before[2], lon: before[3] }, { lat, lon })
  }
  return metres / 1000
}

/** Whose tracks, of which time; and what was found. */
export function TrackChoice() {
  const { selected } = useMapDesk()
  const { period } = useTracks()
  const [hours, setHours] = useState<Hours>(4)
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [problem, setProblem] = useState<string>()
  const mine =
    selected?.startsWith('unit:') || selected?.startsWith('radio:') ? selected : undefined
  const show = (keys: readonly string[] | undefined) => {
    const now = coreNow()
    if (hours !== 0) {
      showTracks({ from: now - hours * hourMs, to: now }, keys)
      return
    }
    const [begin, end] = [
      parseTypedTime(from, now),
      to.trim() === '' ? undefined : parseTypedTime(to, now),
    ]
    if (!begin.ok) setProblem(typedTimeProblem(begin))
    else if (end && !end.ok) setProblem(typedTimeProblem(end))
    else if ((end?.value ?? now) <= begin.value) setProblem('开始时间须早于结束时间。')
    else showTracks({ from: begin.value, to: end?.value ?? now }, keys)
  }
  return (
    <div className={panel.form}>
      <Select<Hours>
        aria-label="时段"
        value={hours}
        options={[...periods]}
        onChange={(value) => {
          setHours(value)
          setProblem(undefined)
        }}
      />
      {hours === 0 && (
        <div className={panel.row}>
          <Input
            value={from}
            aria-label="开始时间"
            placeholder="14:05"
            onChange={(event) => setFrom(event.target.value)}
          />
          <span className={panel.word}>到</span>
          <Input
            value={to}
            aria-label="结束时间"
            placeholder="现在"
            onChange={(event) => setTo(event.target.value)}
          />
        </div>
      )}
      {problem !== undefined && (
        <p className={panel.problem} role="alert">
          {problem}
        </p>
      )}
      <div className={panel.row}>
        <ActionButton
          kind="primary"
          refusedBecause={mine ? undefined : '先在图上或队伍看板选一支队伍'}
          onPress={() => mine && show([mine])}
        >
          选中队伍
        </ActionButton>
        <ActionButton onPress={() => show(undefined)}>所有队伍</ActionButton>
        {period && (
          <ActionButton kind="quiet" onPress={hideTracks}>
            清除
          </ActionButton>
        )}
      </div>
      {period && <Found />}
    </div>
  )
}

function Found() {
  const { tracks } = useShownTracks()
  const { select } = useMapDesk()
  if (tracks.error) {
    return (
      <FailingState title="读不到轨迹" error={tracks.error} onRetry={() => void tracks.refetch()} />
    )
  }
  const found = tracks.data?.tracks
  if (!found) return <p className={panel.note}>正在读轨迹…</p>
  if (found.length === 0) return <p className={panel.note}>这段时间没有有效定位。</p>
  return (
    <>
      <ol className={styles.lines} aria-label="轨迹">
        {found.map((track, index) => (
          <li key={track.key}>
            <button type="button" className={styles.entry} onClick={() => select(track.key)}>
              <Swatch index={index} />
              <span className={panel.grow}>{track.label}</span>
              <span className={panel.note}>
                {track.total} 点 · {lengthKm(track).toFixed(1)} 公里
              </span>
            </button>
          </li>
        ))}
      </ol>
      <p className={panel.note}>
        公里数是相邻定位点的直线之和，不大于实际行程。相隔超过 10 分钟没有定位的一段画成细点线。
        {found.some(({ total, fixes }) => total > fixes.length) && '点数太多，已按时间均匀抽稀。'}
      </p>
    </>
  )
}

function Swatch({ index }: { readonly index: number }) {
  const { token, dash } = trackLook(index)
  return (
    <svg width="26" height="8" aria-hidden>
      <line
        x1="1"
        y1="4"
        x2="25"
        y2="4"
        stroke={`var(--${token})`}
        strokeWidth="3"
        strokeDasharray={dash.join(' ')}
      />
    </svg>
  )
}
