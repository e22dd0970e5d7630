import { appendFileSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import fc from 'fast-check'
import { fakeWorld } from '../../../../tests/support/fake-world.ts'
import { temporaryFolder } from '../../../../tests/support/folder.ts'
import { encodeCanonical, encodeEnvelope } from '../../../core/oplog/envelope.ts'
import type { WireOp } from '../../../core/oplog/types.ts'
import { itemEnd, itemsOf } from './cbor-sequence.ts'
import { readSegments, type SegmentFault } from './segment-files.ts'
import { readSeals } from './segment-manifest.ts'
import { openSegments, type FollowedLog, type SegmentOptions } from './segments.ts'
import { addRange, addSeq, missingFrom, rangesOf, type SeqRange } from './seq-ranges.ts'

const cleanups: (() => void)[] = []
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean()
})

const origin = '0123456789ABCDEF'

function op(seq: number, from = origin): WireOp {
  const bytes = encodeEnvelope({
    origin: from,
    seq,
    hlc: BigInt(seq),
    kind: 'line.written',
    version: 1,
    actor: 'a',
    seat: 's',
    status: 'test',
    entity: `e${seq}`,
    base: [],
    body: { text: `第${seq}条`, big: 2n ** 60n },
  })
  return { origin: from, seq, bytes }
}

interface FakeLog extends FollowedLog {
  commit(count: number): void
  readonly ops: WireOp[]
}

function fakeLog(): FakeLog {
  const ops: WireOp[] = []
  let tell: (ops: readonly WireOp[]) => void = () => undefined
  return {
    ops,
    onCommitted(listener) {
      tell = listener
      return () => void (tell = () => undefined)
    },
    *missingFor(theirs) {
      for (const each of ops) {
        const held = rangesOf(theirs.get(each.origin))
        if (!held.some(([from, to]) => each.seq >= from && each.seq <= to)) yield each
      }
    },
    commit(count) {
      for (let index = 0; index < count; index++) {
        ops.push(op(ops.length + 1))
        tell(ops.slice(-1))
      }
    },
  }
}

function scene(options: SegmentOptions = {}) {
  const place = temporaryFolder('segments')
  cleanups.push(place.remove)
  const dir = join(place.path, 'oplog')
  const world = fakeWorld()
  const log = fakeLog()
  const start = () => {
    const segments = openSegments(
      dir,
      { timers: world.timers, nowMs: () => world.clock.nowMs() },
      options,
    )
    segments.follow(log, () => [origin])
    return segments
  }
  const read = () => {
    const faults: SegmentFault[] = []
    return {
      seqs: [...readSegments(dir, (fault) => faults.push(fault))].map((each) => each.seq),
      faults,
    }
  }
  return { dir, world, log, start, read }
}

const counted = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

it('keeps every committed op, and seals at the size with the hash in the manifest', () => {
  const { log, start, read, dir } = scene({ sealBytes: 300 })
  const segments = start()
  log.commit(20)
  expect(read()).toEqual({ seqs: counted(20), faults: [] })
  expect(readSeals(dir).size).toBeGreaterThan(2)
  segments.close()
  expect(read()).toEqual({ seqs: counted(20), faults: [] })
})

it('reads up to a torn tail, seals what is whole, and writes the lost op again from the log', () => {
  const { log, start, read, dir } = scene()
  start()
  log.commit(5)
  const file = join(dir, `${origin}-1.cborseq`)
  const whole = readFileSync(file)
  writeFileSync(file, whole.subarray(0, whole.length - 3))
  expect(read()).toMatchObject({ seqs: counted(4), faults: [{ fault: 'torn-tail' }] })
  const again = start()
  expect(read()).toEqual({ seqs: counted(5), faults: [] })
  again.close()
})

it('catches up what was committed while the process died before writing', () => {
  const { log, start, read } = scene()
  start().close()
  log.commit(3)
  const segments = start()
  log.commit(2)
  expect(read().seqs).toEqual(counted(5))
  segments.close()
})

it('catches up a long log in slices, while new ops are written', () => {
  const { log, start, read, world } = scene()
  log.commit(2500)
  const segments = start()
  expect(read().seqs).toHaveLength(250)
  log.commit(1)
  for (let round = 0; round < 12; round++) world.advance(20)
  expect(read().seqs.toSorted((a, b) => a - b)).toEqual(counted(2501))
  segments.close()
  const again = start()
  expect(read().seqs).toHaveLength(2501)
  again.close()
})

it('says that the disk is away, holds nothing up, and catches up when it returns', () => {
  const { log, start, read, dir, world } = scene({ sealBytes: 100 })
  const segments = start()
  log.commit(3)
  renameSync(dir, `${dir}-away`)
  writeFileSync(dir, 'no folder')
  log.commit(4)
  expect(segments.health).toMatchObject({ kind: 'failing', code: 'ENOTDIR' })
  rmSync(dir)
  renameSync(`${dir}-away`, dir)
  world.advance(6000)
  expect(segments.health).toEqual({ kind: 'good' })
  expect(read().seqs).toEqual(counted(7))
  segments.close()
})

it('reports a sealed file that was changed, shortened or removed', () => {
  const { log, start, read, dir } = scene({ sealBytes: 200 })
  const segments = start()
  log.commit(12)
  segments.close()
  const file = (number: number) => join(dir, `${origin}-${number}.cborseq`)
  const flipped = readFileSync(file(1))
  flipped[40] = (flipped[40] ?? 0) ^ 1
  writeFileSync(file(1), flipped)
  writeFileSync(file(2), readFileSync(file(2)).subarray(0, 20))
  rmSync(file(3))
  const found = read().faults.map(({ file: name, fault }) => `${name.split('-')[1]} ${fault}`)
  expect(found).toContain('1.cborseq hash-differs')
  expect(found).toContain('2.cborseq too-short')
  expect(found).toContain('3.cborseq missing')
})

it('takes a torn manifest line for a seal that did not happen', () => {
  const { log, start, read, dir } = scene()
  const segments = start()
  log.commit(4)
  segments.close()
  const manifest = join(dir, 'manifest.jsonl')
  writeFileSync(manifest, readFileSync(manifest).subarray(0, statSync(manifest).size - 9))
  start().close()
  appendFileSync(manifest, '{"torn')
  expect(read()).toEqual({ seqs: counted(4), faults: [] })
  expect(readSeals(dir).get(`${origin}-1.cborseq`)).toBeDefined()
})

it('finds the end of any CBOR item, and of none that is cut', () => {
  const value = fc.letrec((tie) => ({
    node: fc.oneof(
      { depthSize: 'small' },
      fc.string(),
      fc.integer(),
      fc.bigInt({ min: 0n, max: 2n ** 63n }),
      fc.boolean(),
      fc.constant(null),
      fc.uint8Array({ maxLength: 300 }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.array(tie('node'), { maxLength: 5 }),
      fc.dictionary(fc.string({ minLength: 1 }), tie('node'), {
        maxKeys: 5,
        noNullPrototype: true,
      }),
    ),
  })).node
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 6 }), fc.nat(), (values, cut) => {
      const items = values.map(encodeCanonical)
      const all = Buffer.concat(items)
      expect([...itemsOf(all)].map((item) => item.length)).toEqual(items.map((item) => item.length))
      const first = items[0] ?? new Uint8Array()
      expect(itemEnd(first.subarray(0, cut % first.length), 0)).toBeUndefined()
    }),
    { numRuns: 300 },
  )
})

it('keeps ranges as a set of numbers would', () => {
  const seqs = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 60 })
  fc.assert(
    fc.property(seqs, fc.integer({ min: 1, max: 30 }), (values, from) => {
      let ranges: readonly SeqRange[] = []
      for (const seq of values)
        ranges = seq % 2 === 0 ? addSeq(ranges, seq) : addRange(ranges, [seq, seq + 1])
      const held = new Set(values.flatMap((seq) => (seq % 2 === 0 ? [seq] : [seq, seq + 1])))
      const listed = ranges.flatMap(([a, b]) => counted(b - a + 1).map((each) => each + a - 1))
      expect(listed).toEqual([...held].sort((a, b) => a - b))
      const missing = missingFrom([from, from + 10], ranges).flatMap(([a, b]) =>
        counted(b - a + 1).map((each) => each + a - 1),
      )
      expect(missing).toEqual(
        counted(11)
          .map((each) => each + from - 1)
          .filter((each) => !held.has(each)),
      )
    }),
  )
})
