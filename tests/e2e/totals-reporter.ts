import { mkdirSync, writeFileSync } from 'node:fs'
import type { FullConfig, Reporter, Suite, TestCase } from '@playwright/test/reporter'

function reasonOf(test: TestCase): string {
  const note = test.annotations.find(({ type }) => type === 'skip' || type === 'fixme')
  const late = test.results
    .flatMap((result) => result.annotations)
    .find(({ type }) => type === 'skip')
  return note?.description ?? late?.description ?? 'no reason given'
}

/** Every skipped test with its reason, and the totals where `npm test` adds them up. */
// oxlint-disable-next-line import/no-default-export -- Playwright takes a reporter's default export
export default class TotalsReporter implements Reporter {
  #suite: Suite | undefined

  onBegin(_config: FullConfig, suite: Suite): void {
    this.#suite = suite
  }

  onEnd(): void {
    const totals = { passed: 0, failed: 0, skipped: 0 }
    const reasons = new Map<string, number>()
    const troubled: string[] = []
    for (const test of this.#suite?.allTests() ?? []) {
      const outcome = test.outcome()
      if (outcome === 'skipped') {
        totals.skipped++
        const reason = `${test.parent.project()?.name ?? ''}: ${reasonOf(test)}`
        reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
      } else if (outcome === 'unexpected') totals.failed++
      else totals.passed++
      const name = test.titlePath().filter(Boolean).join(' › ')
      if (outcome === 'unexpected') troubled.push(`failed: ${name}`)
      // A second try lets a busy machine pass; what needed one is to be mended, so it is named.
      if (outcome === 'flaky') troubled.push(`passed only at the second try: ${name}`)
    }
    const requests = (this.#suite?.allTests() ?? [])
      .flatMap(({ results }) => results.at(-1)?.annotations ?? [])
      .flatMap(({ type, description }) =>
        type === 'requests' ? [(description ?? '').split(' ')] : [],
      )
    const [here, elsewhere] = [0, 1].map((n) =>
      requests.reduce((total, counts) => total + Number(counts[n] ?? 0), 0),
    )
    process.stdout.write(
      `requests of the pages: ${here} to the console, ${elsewhere} meant for another machine (by tests of hostile pages)\n`,
    )
    for (const [reason, count] of reasons) process.stdout.write(`skipped ${count}: ${reason}\n`)
    for (const line of troubled) process.stdout.write(`${line}\n`)
    mkdirSync('.vitest', { recursive: true })
    writeFileSync('.vitest/e2e.json', JSON.stringify({ ...totals, troubled }))
    const { passed, failed, skipped } = totals
    process.stdout.write(`end to end: ${passed} passed, ${failed} failed, ${skipped} skipped\n`)
  }

  printsToStdio(): boolean {
    return false
  }
}
