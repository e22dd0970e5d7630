import { expect, test } from 'vitest'
import { officeOfFourteen } from '../../../../tests/support/duty-office.ts'
import { generateRoster } from '../../../core/roster/generate.ts'
import type { RosterProgress } from '../../../core/roster/model.ts'
import { openRosterEngine } from './index.ts'

const month = officeOfFourteen({ from: '2026-11-01', to: '2026-11-30', flood: false })

test('the thread makes the same roster as the same call here, and tells on the way', async () => {
  const engine = openRosterEngine()
  const heard: RosterProgress[] = []
  const { roster } = engine.generate(month, (progress) => heard.push(progress))
  expect(await roster).toEqual(generateRoster(month))
  expect(heard.length).toBeGreaterThan(5)
  expect(heard.every(({ done }, index) => done > (heard[index - 1]?.done ?? 0))).toBe(true)
  await engine.close()
})

test('stops when told, with every post filled as it was by then', async () => {
  const engine = openRosterEngine()
  const year = officeOfFourteen()
  let heard = 0
  const run = engine.generate(year, () => {
    heard += 1
    run.stop()
  })
  const other = engine.generate(month, () => undefined)
  const stopped = await run.roster
  expect(stopped.stopped).toBe(true)
  expect(stopped.violations.filter(({ hard }) => hard)).toEqual([])
  // Of 40 pieces at least: the word arrived between two of them.
  expect(heard).toBeLessThan(20)
  expect((await other.roster).stopped).toBe(false)
  await engine.close()
})

test('a run whose thread was closed says so', async () => {
  const engine = openRosterEngine()
  const { roster } = engine.generate(officeOfFourteen(), () => undefined)
  const words = roster.then(
    () => 'made',
    (error: Error) => error.message,
  )
  await engine.close()
  expect(await words).toContain('the thread ended')
})
