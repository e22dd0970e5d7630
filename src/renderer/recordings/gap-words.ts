import { gapCauseWord, type Gap, type Recording } from '../../core/modules/recordings/contract.ts'

/** `0:07`, `12:30`. */
export function clockOf(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

/** Half a second of speech is not "0 seconds". */
export function secondsOf(recording: Pick<Recording, 'durationMs'>): number {
  return Math.max(1, Math.round((recording.durationMs ?? 0) / 1000))
}

/** `缺 3.2 秒（录音页停止）`. */
export function gapWords({ from, to, cause }: Gap): string {
  const length = to === undefined ? '其后' : `${((to - from) / 1000).toFixed(1)} 秒`
  return `缺 ${length}（${gapCauseWord(cause)}）`
}

export interface GapMark {
  /** Percent of the recording's length. */
  readonly fromPart: number
  readonly widthPart: number
  readonly words: string
}

/** Where on the line of its length a recording has gaps; those outside of it are at its ends. */
export function gapMarks({ at, durationMs, gaps }: Recording): GapMark[] {
  const length = durationMs ?? 0
  if (length === 0) return []
  const part = (ms: number) => Math.min(100, Math.max(0, ((ms - at) / length) * 100))
  return gaps.map((gap) => {
    const fromPart = Math.min(98, part(gap.from))
    const until = gap.to === undefined ? 100 : part(gap.to)
    return { fromPart, widthPart: Math.max(2, until - fromPart), words: gapWords(gap) }
  })
}
