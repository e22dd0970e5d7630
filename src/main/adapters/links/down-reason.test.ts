import { expect, it } from 'vitest'
import { downReasonOf } from './down-reason.ts'

function failed(code: string): Error {
  return Object.assign(new Error(`${code}: failed`), { code })
}

it.each([
  ['ENOENT', 'not-found'],
  ['ENOTFOUND', 'not-found'],
  ['EACCES', 'denied'],
  ['EPERM', 'denied'],
  ['EBUSY', 'busy'],
  ['EADDRINUSE', 'busy'],
  ['ECONNREFUSED', 'refused'],
  ['ECONNRESET', 'vanished'],
  ['EHOSTUNREACH', 'unreachable'],
  ['ETIMEDOUT', 'unreachable'],
  ['EIO', 'io-error'],
])('tells %s as %s and keeps the words of the system', (code, reason) => {
  expect(downReasonOf(failed(code))).toEqual({ reason, detail: `${code}: failed` })
})

it('has a reason for what is no error at all', () => {
  expect(downReasonOf('strange')).toEqual({ reason: 'io-error', detail: 'strange' })
})
