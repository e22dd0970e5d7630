import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { skipBecause } from '../../../../tests/support/skip-because.ts'
import type { VectorRow } from '../../tools/vector-protocol.ts'
import { runVectors } from '../../tools/vector-run.ts'
import { aprsVectors } from './vectors.ts'

const file = resolve(import.meta.dirname, '../../../../../shared/vectors/aprs-kiss.json')
const present = existsSync(file)

describe('published APRS packets', () => {
  skipBecause(present ? undefined : `not at ${file}`)
  const rows = present ? (JSON.parse(readFileSync(file, 'utf8')) as VectorRow[]) : []

  it('are all read as published, except those whose publisher left old values in the result', () => {
    const { total, failures, disputed } = runVectors(aprsVectors, rows)
    expect(failures).toEqual([])
    expect(total).toBe(110)
    expect(disputed).toHaveLength(9)
  })

  it('are read as published in everything that the disputed packets themselves say', () => {
    for (const row of rows.filter((one) => aprsVectors.disputed?.(one) !== undefined)) {
      const { decoded } = aprsVectors.decode(row)
      const published = row.decoded as Record<string, unknown>
      for (const [key, value] of Object.entries(decoded ?? {})) {
        if (value === undefined || typeof value === 'object') continue
        expect({ key, value }).toEqual({ key, value: published[key] ?? value })
      }
    }
  })
})
