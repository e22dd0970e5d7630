import { expect, it } from 'vitest'
import { openBench } from '../../../../tests/support/module-bench.ts'
import { logbookModule } from './index.ts'

async function write(bench: ReturnType<typeof openBench>, lines: number): Promise<void> {
  for (let line = 0; line < lines; line++) {
    const source = { kind: 'text', text: '队伍' } as const
    await bench.api.logbook.write({ kind: 'comm', source, text: `罗源村下坑组第${line}次报告` })
  }
}

function pieces(bench: ReturnType<typeof openBench>): number {
  const count = bench.context.db.prepare<{ n: number }>(
    'select count(distinct segid) n from log_text_idx',
  )
  return count.get()?.n ?? 0
}

it('merges the pieces of the search index after the lines, and every line is still found', async () => {
  const bench = openBench([logbookModule])
  await write(bench, 60)
  const before = pieces(bench)
  bench.test.world.advance(5000)
  expect(pieces(bench)).toBeLessThan(before)
  const { entries } = await bench.api.logbook.search({ text: '下坑组', limit: 200 })
  expect(entries).toHaveLength(60)
  bench.stop()
})

it('leaves nothing waiting when the console stops', async () => {
  const bench = openBench([logbookModule])
  await write(bench, 40)
  bench.stop()
  const before = pieces(bench)
  bench.test.world.advance(5000)
  expect(pieces(bench)).toBe(before)
})
