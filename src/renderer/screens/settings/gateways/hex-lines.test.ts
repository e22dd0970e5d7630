import { expect, it } from 'vitest'
import { hexLines } from './hex-lines.ts'

it('writes 16 bytes a line with their place and their text beside them', () => {
  expect(hexLines('2443434943412c302c30302a37420d0aff')).toBe(
    [
      '0000  24 43 43 49 43 41 2c 30 2c 30 30 2a 37 42 0d 0a  $CCICA,0,00*7B··',
      `0010  ff${' '.repeat(45)}  ·`,
    ].join('\n'),
  )
  expect(hexLines('')).toBe('')
})
