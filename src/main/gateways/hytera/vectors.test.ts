import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { skipBecause } from '../../../../tests/support/skip-because.ts'
import { fromHex, toHex } from '../../../core/gateway/frame-kit.ts'
import type { VectorRow } from '../../tools/vector-protocol.ts'
import { hyteraVectors } from './vectors.ts'

const file = resolve(import.meta.dirname, '../../../../../shared/vectors/hytera-hdap.json')
const present = existsSync(file)

/** Every key of `expected`, strings and integers exactly, numbers within 1e-6, null as absent or null. */
function differences(expected: unknown, actual: unknown, path = ''): string[] {
  if (expected === null) return actual === null || actual === undefined ? [] : [path]
  if (typeof expected === 'number' && !Number.isInteger(expected)) {
    return typeof actual === 'number' && Math.abs(expected - actual) <= 1e-6 ? [] : [path]
  }
  if (typeof expected !== 'object') return expected === actual ? [] : [path]
  if (typeof actual !== 'object' || actual === null) return [path]
  if (Array.isArray(expected) && (!Array.isArray(actual) || actual.length !== expected.length)) {
    return [path]
  }
  return Object.entries(expected).flatMap(([key, value]) =>
    differences(value, (actual as Record<string, unknown>)[key], `${path}.${key}`),
  )
}

describe('published Hytera frames', () => {
  skipBecause(present ? undefined : `not at ${file}`)
  const rows = present ? (JSON.parse(readFileSync(file, 'utf8')) as VectorRow[]) : []

  it('are all decoded to what was published, and the damaged ones are reported', () => {
    const failed = rows.flatMap((row, index) => {
      const { decoded, damaged } = hyteraVectors.decode(row)
      const wrong = differences(row.decoded, decoded)
      if (damaged !== (row.checksum_ok === false)) wrong.push('damaged')
      return wrong.map((path) => `row ${index} ${row.kind}: ${path}`)
    })
    expect(failed).toEqual([])
    expect(rows).toHaveLength(81)
  })

  it('are not accepted with a flipped bit in any byte that a checksum covers', () => {
    const quiet: string[] = []
    for (const row of rows.filter((one) => one.layer === 'hrnp')) {
      const bytes = fromHex(row.hex ?? '') ?? new Uint8Array(0)
      for (let at = 1; at < bytes.length; at++) {
        const flipped = bytes.slice()
        flipped[at] = (flipped[at] ?? 0) ^ 0x01
        const { decoded, damaged } = hyteraVectors.decode({ ...row, hex: toHex(flipped) })
        if (decoded !== undefined && !damaged) quiet.push(`${row.kind} byte ${at}`)
      }
    }
    expect(quiet).toEqual([])
  })
})

it('does not take a frame for one of another kind', () => {
  // RRS check of radio 20: 0x02+0x00+0x04+0x0A+0x14 = 0x24 → NOT = 0xDB → +0x33 = 0x0E
  const row = { hex: '91000200040a0000140e03', layer: 'hdap' }
  expect(hyteraVectors.decode({ ...row, kind: 'hdap/RRS' }).decoded).toBeDefined()
  expect(hyteraVectors.decode({ ...row, kind: 'hdap/XYZ' }).decoded).toBeUndefined()
})

it('refuses a row of an unknown layer or without hex', () => {
  expect(hyteraVectors.decode({ hex: '7e', layer: 'morse' }).decoded).toBeUndefined()
  expect(hyteraVectors.decode({ text: 'hello' }).decoded).toBeUndefined()
  expect(hyteraVectors.decode({ hex: '7e0300' }).decoded).toBeUndefined()
})
