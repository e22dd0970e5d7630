/** A recording in a row or under a line: its mark, and the bar that plays it. */
import type { CSSProperties, MouseEvent } from 'react'
import type { Recording } from '../../core/modules/recordings/contract.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { classes } from '../ui/classes.ts'
import { clockOf, gapMarks, gapWords, secondsOf } from './gap-words.ts'
import { seek, toggleRecording, usePlayer } from './player.ts'
import styles from './Recordings.module.css'

/** Words of a recording that has no sound to play. */
function NoSound({ recording }: { readonly recording: Recording }) {
  const { state, stateWord } = recording
  if (state === 'recording') return <span className={styles.live}>● 录音中</span>
  const short = {
    missed: '未录音',
    removed: '声音已删',
    elsewhere: '他台有录音',
    unfinished: '录音未完',
  }
  return (
    <span className={classes(styles.none, state === 'missed' && styles.gap)} title={stateWord}>
      {state === 'ready' ? '' : short[state]}
    </span>
  )
}

/** The mark in a row of a list. */
export function PlayRecording({ recording }: { readonly recording: Recording }) {
  const player = usePlayer(recording.id)
  if (recording.state !== 'ready') return <NoSound recording={recording} />
  const playing = player.kind === 'ready' && player.playing
  const gaps = recording.gaps.map(gapWords).join('；')
  const press = (event: MouseEvent) => {
    // The row is not chosen by it.
    event.stopPropagation()
    toggleRecording(recording.id)
  }
  return (
    <button
      type="button"
      className={styles.mark}
      aria-pressed={playing}
      aria-label={`${playing ? '暂停' : '播放'}录音 ${secondsOf(recording)} 秒${gaps === '' ? '' : `，${gaps}`}`}
      title={gaps === '' ? '播放录音，收听记录在案' : gaps}
      onClick={press}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      {player.kind === 'loading' ? '…' : playing ? '❚❚' : '▶'} {secondsOf(recording)} 秒
      {recording.gaps.length > 0 && <span className={styles.gap}>有缺</span>}
      {player.kind === 'failed' && <span className={styles.bad}>失败</span>}
    </button>
  )
}

/** With the place in it, its gaps, and a key: under the chosen row or line. */
export function RecordingBar({
  recording,
  hotkey,
}: {
  readonly recording: Recording
  readonly hotkey?: string | undefined
}) {
  const player = usePlayer(recording.id)
  const { id, state, stateWord, gaps } = recording
  if (state !== 'ready') {
    return (
      <div className={styles.bar}>
        <span className={state === 'recording' ? styles.live : styles.note}>
          录音：{stateWord}
          {gaps.length > 0 && state !== 'missed' && `；${gaps.map(gapWords).join('；')}`}
        </span>
      </div>
    )
  }
  const ready = player.kind === 'ready' ? player : undefined
  const lengthS = ready?.lengthS ?? (recording.durationMs ?? 0) / 1000
  return (
    <div className={styles.bar} role="group" aria-label="录音">
      <ActionButton
        hotkey={hotkey}
        busy={player.kind === 'loading'}
        name={ready?.playing ? '暂停录音' : '播放录音'}
        onPress={() => toggleRecording(id)}
      >
        {ready?.playing ? '暂停' : '播放'}
      </ActionButton>
      <span className={styles.track}>
        <input
          type="range"
          aria-label="播放位置（秒）"
          min={0}
          max={Math.max(0.1, lengthS)}
          step={0.1}
          value={ready?.atS ?? 0}
          disabled={!ready}
          onChange={(event) => seek(Number(event.target.value))}
        />
        {gapMarks(recording).map(({ fromPart, widthPart, words }) => (
          <span
            key={`${fromPart} ${words}`}
            className={styles.hole}
            style={{ left: `${fromPart}%`, width: `${widthPart}%` } satisfies CSSProperties}
            title={words}
          />
        ))}
      </span>
      <span className={styles.time}>
        {clockOf(ready?.atS ?? 0)} / {clockOf(Math.round(lengthS))}
      </span>
      {gaps.length > 0 && <span className={styles.gap}>{gaps.map(gapWords).join('；')}</span>}
      {player.kind === 'failed' && (
        <span className={styles.bad} role="alert">
          {player.why}
        </span>
      )}
    </div>
  )
}
