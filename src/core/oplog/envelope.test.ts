import { encode } from 'cborg'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  decodeEnvelope,
  encodeCanonical,
  encodeEnvelope,
  maxOpBytes,
  type Envelope,
} from './envelope.ts'

const envelope: Envelope = {
  origin: '0123456789ABCDEF',
  seq: 7,
  hlc: 4611686018427387905n,
  kind: 'log.written',
  version: 1,
  actor: 'person-1',
  seat: 'seat-1',
  status: 'exercise',
  entity: 'entry-1',
  base: [{ origin: 'GHJKMNPQRSTVWXYZ', seq: 3 }],
  body: { text: '石城县', at: 1.5, tags: ['a', null, true], photo: Uint8Array.of(1, 2) },
  sealed: { record: 'household-1', cipher: Uint8Array.of(9, 9) },
}

/** The envelope as the thirteen fields on the wire. */
const fields = (): unknown[] => [
  1,
  envelope.origin,
  7,
  envelope.hlc,
  'k',
  1,
  'a',
  's',
  'actual',
  'e',
  null,
  {},
  null,
]
const withField = (index: number, value: unknown) => fields().with(index, value)
const reasonOf = (bytes: Uint8Array) => {
  const read = decodeEnvelope(bytes)
  return read.ok ? 'read' : read.data.reason
}

it('comes back from its bytes with every digit', () => {
  const read = decodeEnvelope(encodeEnvelope(envelope))
  expect(read).toMatchObject({
    ok: true,
    value: { ...envelope, body: { text: '石城县', at: 1.5, tags: ['a', null, true] } },
  })
})

it('has the bytes RFC 8949 prescribes: shortest numbers, keys in byte order, nothing for undefined', () => {
  // a3 map of 3; 61 61 "a", 01; 61 62 "b", f9 3e00 (1.5 as half float); 62 61 61 "aa", 18 64 (100)
  const bytes = encodeCanonical({ aa: 100, b: 1.5, a: 1, none: undefined })
  expect(Buffer.from(bytes).toString('hex')).toBe('a36161016162f93e006261611864')
})

it('names the field that makes it no op of ours', () => {
  expect(reasonOf(encodeCanonical(fields()))).toBe('read')
  const wrong: [number, unknown, string][] = [
    [0, 2, 'unknown format'],
    [1, 'not an origin', 'origin'],
    [2, 0, 'seq'],
    [2, 1.5, 'seq'],
    [3, -1, 'hlc'],
    [3, 1n << 63n, 'hlc'],
    [4, '', 'kind'],
    [5, 0, 'kind'],
    [6, 3, 'actor'],
    [8, 'drill', 'status'],
    [9, 'x'.repeat(513), 'entity'],
    [10, [], 'base'],
    [10, [[envelope.origin]], 'base'],
    [12, ['record', 'text'], 'sealed'],
  ]
  for (const [index, value, reason] of wrong)
    expect([index, reasonOf(encodeCanonical(withField(index, value)))]).toEqual([index, reason])
  expect(reasonOf(encodeCanonical(fields().slice(1)))).toBe('not an op')
  expect(reasonOf(encodeCanonical({}))).toBe('not an op')
})

it('refuses bytes that say the same in another way', () => {
  const unsorted = encode(
    withField(
      11,
      new Map([
        ['b', 1],
        ['a', 2],
      ]),
    ),
    { mapSorter: () => 0 },
  )
  expect(reasonOf(unsorted)).toBe('not canonical')
  const wideFloat = encode(withField(11, { at: 1.5 }), { float64: true })
  expect(reasonOf(wideFloat)).toBe('not canonical')
  const bytes = Buffer.from(encodeCanonical(fields()))
  expect(reasonOf(Buffer.concat([bytes, Buffer.of(0)]))).toBe('not CBOR')
  expect(reasonOf(bytes.subarray(0, -1))).toBe('not CBOR')
  // 8d (array of 13) written as 98 0d, one byte longer than needed.
  expect(reasonOf(Buffer.concat([Buffer.of(0x98, 0x0d), bytes.subarray(1)]))).toBe('not CBOR')
  // The one-letter actor 61 61 with a byte that is no UTF-8.
  const broken = Buffer.from(bytes)
  broken[bytes.indexOf(Buffer.from([0x61, 0x61, 0x61, 0x73])) + 1] = 0xff
  expect(reasonOf(broken)).toBe('not canonical')
})

it('refuses what nests too deep or is too long, without a throw', () => {
  let deep: unknown = 1
  for (let level = 0; level < 40; level++) deep = [deep]
  expect(reasonOf(encodeCanonical(withField(11, deep)))).toBe('too deep')
  expect(reasonOf(new Uint8Array(maxOpBytes + 1))).toBe('too long')
  expect(reasonOf(new Uint8Array(500_000).fill(0x81))).toBe('not CBOR')
})

it('reads only what it would write, and never throws, on damaged and random bytes', () => {
  const good = encodeEnvelope(envelope)
  const damaged = fc
    .tuple(fc.nat(good.length - 1), fc.integer({ min: 0, max: 255 }))
    .map(([at, value]) => good.with(at, value))
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), damaged), (bytes) => {
      const read = decodeEnvelope(bytes)
      return !read.ok || Buffer.compare(encodeEnvelope(read.value), bytes) === 0
    }),
    { numRuns: 2000 },
  )
  expect(reasonOf(good)).toBe('read')
})
