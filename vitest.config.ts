import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: [
      'src/**/*.test.{ts,tsx}',
      'tests/{contract,sim,crash,core,peers,support,sentences,fuzz}/**/*.test.ts',
      'tests/*.test.ts',
    ],
    environment: 'node',
    testTimeout: 30_000,
    hookTimeout: 30_000,
    reporters: ['default', './tests/support/skip-reasons.ts'],
  },
})
