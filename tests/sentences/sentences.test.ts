/** The tables of this folder, by the same program as `npm run test:sentences`. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { accepted, checkSentences } from '../../src/main/tools/sentences/index.ts'
import { readTable } from '../../src/main/tools/sentences/table.ts'

const folder = import.meta.dirname

it.each(globSync('*.tsv', { cwd: folder }))('%s is read as a dispatcher means it', (file) => {
  const rows = readTable(readFileSync(join(folder, file), 'utf8'))
  const report = checkSentences(rows, folder)
  expect(report.misses.filter(({ wrong, lost }) => wrong || lost)).toEqual([])
  expect(accepted(report)).toBe(true)
})

it('reads a CSV with quotes and a head in another order, and JSON contexts', () => {
  const rows = readTable(
    'expected,sentence,context\r\n"unitStatus 飞虎队 到达","飞虎队, 到达","{""teams"": [""飞虎队""]}"\r\n',
  )
  expect(checkSentences(rows, folder)).toMatchObject({ total: 1, asExpected: 1 })
})

it('counts a wrong action without doubt, so that the check can fail', () => {
  const report = checkSentences(
    [{ line: 1, context: '', sentence: '森林大队 到达', expected: 'unitStatus 森林大队 返回' }],
    folder,
  )
  expect(report).toMatchObject({ asExpected: 0, wrongWithoutDoubt: 1 })
  expect(accepted(report)).toBe(false)
})
