import { expect, it } from 'vitest'
import { fromLatin1 } from './frame-kit.ts'
import { sentenceCut } from './sentence-check.ts'

// 41 xor 42 = 03; 41 xor 4e = 0f.
it.each([
  ['$AB*03', { kind: 'frame', length: 6 }],
  ['$AB*03\r\n$', { kind: 'frame', length: 6 }],
  ['$AN*0f', { kind: 'frame', length: 6 }],
  ['$AN*0F', { kind: 'frame', length: 6 }],
  ['$AB*04', { kind: 'damaged', length: 6 }],
  ['$AB*', { kind: 'need-more' }],
  ['$AB*0', { kind: 'need-more' }],
  ['$AB*\r\n', { kind: 'damaged', length: 4 }],
  ['$AB*0$', { kind: 'damaged', length: 5 }],
])('cuts %j', (text, cut) => {
  expect(sentenceCut(fromLatin1(text), text.indexOf('*'))).toEqual(cut)
})
