import { mkdirSync, writeFileSync } from 'node:fs'
import type { Reporter, TestCase, TestModule } from 'vitest/node'

/**
 * Every skipped test with its reason, what failed or needed a second try by name, and one plain
 * line of totals, at the end of the run.
 */
export default class SkipReasons implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const totals = { passed: 0, failed: 0, skipped: 0 }
    const skipped: string[] = []
    const troubled: string[] = []
    for (const module of modules) {
      if (module.state() === 'failed' && module.children.size === 0) {
        totals.failed++
        troubled.push(`failed: ${module.relativeModuleId} (does not load)`)
      }
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'pending') continue
        totals[state]++
        if (state === 'skipped') skipped.push(describeSkip(module, test))
        const name = `${module.relativeModuleId} › ${test.fullName}`
        if (state === 'failed') troubled.push(`failed: ${name}`)
        // A second try lets a busy machine pass; what needed one is to be mended, so it is named.
        else if (test.diagnostic()?.flaky) troubled.push(`passed only at the second try: ${name}`)
      }
    }
    for (const line of skipped) process.stdout.write(`skipped: ${line}\n`)
    for (const line of troubled) process.stdout.write(`${line}\n`)
    mkdirSync('.vitest', { recursive: true })
    writeFileSync('.vitest/unit.json', JSON.stringify({ ...totals, troubled }))
    process.stdout.write(
      `unit: ${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped\n`,
    )
  }
}

function describeSkip(module: TestModule, test: TestCase): string {
  const result = test.result()
  const note = result.state === 'skipped' ? result.note : undefined
  return `${module.relativeModuleId} › ${test.fullName}: ${note ?? 'no reason given'}`
}
