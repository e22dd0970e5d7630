import { expect, it } from 'vitest'
import { fromGbk, toGbk } from './gbk.ts'

it('names the characters that GBK does not have, and replaces none', () => {
  expect(toGbk('请到琴江镇集结')).toMatchObject({ ok: true })
  expect(toGbk('收到😀请回📞')).toEqual({ ok: false, lacks: '😀 📞' })
  const text = toGbk('赣B·12345')
  expect(text.ok && fromGbk(text.bytes)).toBe('赣B·12345')
})
