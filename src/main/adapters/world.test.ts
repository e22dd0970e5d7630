import { expect, it } from 'vitest'
import { nodeCrypto } from './world.ts'

const text = (value: string) => new TextEncoder().encode(value)

it('derives the published scrypt value of RFC 7914 §12', async () => {
  const key = await nodeCrypto.scrypt(text('pleaseletmein'), text('SodiumChloride'), {
    n: 16384,
    r: 8,
    p: 1,
  })
  expect(Buffer.from(key).toString('hex')).toBe(
    '7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2',
  )
})

it('has the memory for the cost that passwords use', async () => {
  const key = await nodeCrypto.scrypt(text('口令'), text('盐'), { n: 2 ** 17, r: 8, p: 1 })
  expect(key).toHaveLength(32)
})

it('compares equal, different and differently long bytes', () => {
  expect(nodeCrypto.timingSafeEqual(text('abc'), text('abc'))).toBe(true)
  expect(nodeCrypto.timingSafeEqual(text('abc'), text('abd'))).toBe(false)
  expect(nodeCrypto.timingSafeEqual(text('abc'), text('abcd'))).toBe(false)
})
