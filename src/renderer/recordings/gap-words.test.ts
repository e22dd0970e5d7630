import { expect, it } from 'vitest'
import type { Recording } from '../../core/modules/recordings/contract.ts'
import { clockOf, gapMarks, gapWords, secondsOf } from './gap-words.ts'

const recording = (gaps: Recording['gaps']) =>
  ({ at: 1000, durationMs: 10_000, gaps }) as unknown as Recording

it('shows a time as minutes and seconds', () => {
  expect([0, 7.9, 61, 750].map(clockOf)).toEqual(['0:00', '0:07', '1:01', '12:30'])
})

it('never says that a recording has no length', () => {
  expect([300, 7300, 7600].map((durationMs) => secondsOf({ durationMs }))).toEqual([1, 7, 8])
})

it('says how much is missing and why', () => {
  expect(gapWords({ from: 0, to: 3200, cause: 'recorder-lost' })).toBe('缺 3.2 秒（录音页停止）')
  expect(gapWords({ from: 0, cause: 'console-stopped' })).toBe('缺 其后（控制台停止）')
})

it('marks a gap where it lies, one before the first sound at the beginning, and one to the end', () => {
  const marks = gapMarks(
    recording([
      { from: 0, to: 1000, cause: 'late-start' },
      { from: 3000, to: 5000, cause: 'device-lost' },
      { from: 11_000, cause: 'console-stopped' },
    ]),
  )
  expect(marks.map(({ fromPart, widthPart }) => [fromPart, widthPart])).toEqual([
    [0, 2],
    [20, 20],
    [98, 2],
  ])
})
