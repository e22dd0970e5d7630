import { expect, it } from 'vitest'
import { tracksFor } from './list-tracks.ts'

const columns = [{ width: '60px' }, { width: 'minmax(40px, 1fr)' }]

it('leaves columns as they were made at the usual type size and below', () => {
  expect(tracksFor(columns, 1)).toBe('60px minmax(40px, 1fr)')
})

it('widens fixed columns with the type, within their share of the list', () => {
  expect(tracksFor(columns, 1.25)).toBe(
    'max(60px, min(75px, 37.2%)) minmax(max(40px, min(50px, 24.8%)), 1fr)',
  )
})
