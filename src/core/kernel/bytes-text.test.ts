import { expect, it } from 'vitest'
import fc from 'fast-check'
import { fromBase64Url, toBase64Url } from './bytes-text.ts'

it('base64url is what Buffer writes, and comes back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      const text = toBase64Url(bytes)
      expect(text).toBe(Buffer.from(bytes).toString('base64url'))
      expect(fromBase64Url(text)).toEqual(bytes)
    }),
  )
})
