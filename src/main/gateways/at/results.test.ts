import { expect, it } from 'vitest'
import { readFinal } from './results.ts'

it('reads the ends of commands', () => {
  expect(readFinal('OK', false)).toEqual({ kind: 'ok' })
  expect(readFinal('ERROR', false)).toEqual({ kind: 'failed', failure: { kind: 'error' } })
  expect(readFinal('+CMS ERROR: 322', false)).toEqual({
    kind: 'failed',
    failure: { kind: 'cms', code: 322 },
  })
  expect(readFinal('+CME ERROR: SIM not inserted', false)).toEqual({
    kind: 'failed',
    failure: { kind: 'cme', words: 'SIM not inserted' },
  })
})

it('takes the end of a call for an answer only where a call was asked for', () => {
  expect(readFinal('NO CARRIER', false)).toBeUndefined()
  expect(readFinal('NO CARRIER', true)).toEqual({
    kind: 'failed',
    failure: { kind: 'no-carrier' },
  })
})
