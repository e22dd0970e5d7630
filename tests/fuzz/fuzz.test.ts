import { describe, expect, it } from 'vitest'
import { drivers } from '../../src/main/gateways/index.ts'
import { fuzz } from './fuzz.ts'
import { fuzzSubjects } from './subjects.ts'

const long = process.env['LONG'] === '1'
/** For each driver: shared by its subjects where it has several in the long run. */
const driverMs = Number(process.env['FUZZ_MS'] ?? (long ? 600_000 : 1000))
/** Growth that is no leak: the ring of a test, compiled code. */
const allowedGrowth = 24 * 1024 * 1024

it('storms every driver that the console has', () => {
  expect([...new Set(fuzzSubjects.map(({ driver }) => driver.id))].toSorted()).toEqual(
    drivers.map(({ id }) => id).toSorted(),
  )
})

describe.each(fuzzSubjects)('fuzz $name', (subject) => {
  const forMs = long
    ? driverMs / fuzzSubjects.filter(({ driver }) => driver === subject.driver).length
    : driverMs
  it(
    'throws nothing, grows no buffer, and understands a good frame after every storm',
    async () => {
      const seed = long ? Date.now() % 2 ** 31 : 7
      const result = await fuzz(subject, forMs, seed)
      process.stdout.write(
        `fuzz ${subject.name}: ${Math.round(forMs / 1000)} s, seed ${seed}, ${result.storms} storms, ${result.bytes} bytes, heap ${(result.heapGrowthBytes / 1024 / 1024).toFixed(1)} MB\n`,
      )
      expect(result.faults).toEqual([])
      expect(result.storms).toBeGreaterThan(10)
      expect(result.heapGrowthBytes).toBeLessThan(allowedGrowth)
    },
    forMs * 3 + 60_000,
  )
})
