import { expect, it } from 'vitest'
import { z } from 'zod'
import { openBench, wang } from '../../../../tests/support/module-bench.ts'
import { localFileShape } from '../../contract-kit.ts'
import { logbookModule } from '../logbook/index.ts'
import { localFileTable, openLocalFile } from './index.ts'

const bytes = new Uint8Array([1, 2, 3])
const described = { name: ' 2026 年路网 ', source: '交通局', fileName: '路网.geojson' }

/** An engine that reads a file, or does not. */
function desk() {
  const { context, lines } = openBench([logbookModule])
  context.local.exec(localFileTable('some_file'))
  const engine = { broken: false, used: 0 }
  const file = openLocalFile(context, {
    table: 'some_file',
    about: z.object({ ...localFileShape, lines: z.number() }),
    topic: 'roads',
    word: '路网',
    without: '只有直线距离',
    use: () => {
      if (engine.broken) return Promise.reject(new Error('no such section'))
      engine.used += 1
      return Promise.resolve()
    },
    drop: () => Promise.resolve(),
  })
  return { file, engine, lines }
}

it('keeps a file with what was said of it, and takes it away again', async () => {
  const { file, lines } = desk()
  expect(file.shown()).toBeNull()
  await file.adopt(wang, bytes, described, { lines: 2 })
  expect(file.shown()).toMatchObject({ name: '2026 年路网', by: '王海燕', lines: 2, trouble: null })
  expect(await file.remove(wang)).toBe(true)
  expect(await file.remove(wang)).toBe(false)
  expect(file.shown()).toBeNull()
  expect(lines()).toEqual([
    '路网「2026 年路网」已导入（路网.geojson，王海燕）',
    '路网「2026 年路网」已移除（王海燕）',
  ])
})

it('never says of a file that it is in use when the engine could not read it', async () => {
  const { file, engine } = desk()
  engine.broken = true
  const adopted = await file.adopt(wang, bytes, described, { lines: 2 })
  const sentence = '路网读不出来，只有直线距离。请重新导入。'
  expect(adopted.trouble).toBe(sentence)
  expect(file.shown()?.trouble).toBe(sentence)
  engine.broken = false
  file.start()
  await expect.poll(() => file.shown()?.trouble).toBeNull()
  expect(engine.used).toBe(1)
})
