import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: [
      'src/**/*.test.{ts,tsx}',
      'tests/{contract,sim,crash,core,peers,support,sentences,fuzz}/**/*.test.ts',
      'tests/*.test.ts',
    ],
    environment: 'node',
    // Many tests wait for a line, a modem or a program; by default two cores would get one worker.
    maxWorkers: '100%',
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // As for the end-to-end tests: a second try is named in the totals, and to be mended.
    retry: process.env['CI'] ? 1 : 0,
    reporters: ['default', './tests/support/skip-reasons.ts'],
  },
})
