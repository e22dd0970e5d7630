import { describe, expect, it } from 'vitest'
import { drivers } from '../../src/main/gateways/index.ts'
import { fuzz } from './fuzz.ts'
import { fuzzSubjects } from './subjects.ts'

const long = process.env['LONG'] === '1'
/** For each driver: shared by its subjects where it has several in the long run. */
const driverMs = Number(process.env['FUZZ_MS'] ?? (long ? 600_000 : 1000))
/** Another in every long run; `FUZZ_SEED` makes the storms of a run again. */
const seed = Number(process.env['FUZZ_SEED'] ?? (long ? Date.now() % 2 ** 31 : 7))
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
      const { storms, bytes, faults, heapGrowthBytes } = await fuzz(subject, forMs, seed)
      const heap = (heapGrowthBytes / 1024 / 1024).toFixed(1)
      process.stdout.write(
        `fuzz ${subject.name}: ${Math.round(forMs / 1000)} s, seed ${seed}, ${storms} storms, ${bytes} bytes, heap ${heap} MB, ${faults.length} faults\n`,
      )
      if (faults.length > 0) {
        process.stdout.write(
          `again: FUZZ_SEED=${seed} FUZZ_MS=${driverMs} ${long ? 'LONG=1 ' : ''}npx vitest run tests/fuzz -t 'fuzz ${subject.name}'\n`,
        )
      }
      expect(faults).toEqual([])
      expect(storms).toBeGreaterThan(10)
      expect(heapGrowthBytes).toBeLessThan(allowedGrowth)
    },
    forMs * 3 + 60_000,
  )
})
