/** The log as it leaves the console, read back by programs that know nothing of it. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { modules } from '../../src/core/modules/index.ts'
import type { FakeFiles } from '../support/fake-files.ts'
import { temporaryFolder } from '../support/folder.ts'
import { openBench } from '../support/module-bench.ts'
import { spreadsheet } from '../../scripts/debian-packages.ts'
import { missingProgram, runProgram } from './program.ts'

const folder = temporaryFolder('printed-log')
const bench = openBench(modules)
afterAll(() => {
  bench.stop()
  folder.remove()
})

async function written() {
  const { api, context, test } = bench
  test.world.setNow(Date.UTC(2026, 10, 29, 15, 50))
  const line = async (text: string) => {
    test.world.advance(5 * 60_000)
    const source = { kind: 'text', text: '森防01' } as const
    return api.logbook.write({ kind: 'comm', source, channel: 'radio370', text })
  }
  await line('到达现场')
  const wrong = await line('伤2人')
  await api.logbook.correct({ entry: wrong.id, reason: '听错', text: '伤1人' })
  await line('次日零点后，=1+1，"引号"，逗号,\n第二行')
  return { api, files: context.files as FakeFiles, head: context.log.head() }
}

it('prints a log whose text has each line in order with its times, marks and the chain head', async (context) => {
  const missing = missingProgram('pdftotext', 'poppler-utils')
  const { api, files, head } = await written()
  await api.documents.exportLog({ format: 'pdf' })
  if (missing !== undefined) return context.skip(missing)
  const path = join(folder.path, 'log.pdf')
  writeFileSync(path, files.offered.at(-1)?.bytes ?? '')
  const text = runProgram('pdftotext', ['-layout', path, '-']).out.replaceAll(/\s+/g, ' ')
  const order = [
    /值班日志/,
    /2026年11月29日 星期日/,
    /中-0001 23:55:00 23:55:00 23:55:00 森防01 370M 到达现场 王海燕/,
    /2026年11月30日 星期一/,
    /中-0002 00:00:00 00:00:00 00:00:00 森防01 370M 伤2人 【划改 11-30 00:00:00 王海燕：听错，更正见 中-0003】/,
    /中-0003 00:00:00 .* 伤1人 【更正 中-0002】/,
    /次日零点后/,
    /【完】共 4 条：划改 1 条/,
    new RegExp(`链头 ${head.origin} · ${head.seq} · ${Buffer.from(head.hash).toString('hex')}`),
    /打印 2026-11-30 00:05:00 王海燕/,
  ]
  let rest = text
  for (const piece of order.slice(0, -1)) {
    const found = piece.exec(rest)
    expect(found, `${piece} in ${rest.slice(0, 400)}`).not.toBeNull()
    rest = rest.slice((found?.index ?? 0) + 1)
  }
  expect(text).toMatch(order.at(-1) ?? /^$/)
})

it('exports CSV whose every cell comes back as it was, in any reader of the format', async (context) => {
  const missing = missingProgram('python3', 'python3')
  const { api } = bench
  const files = bench.context.files as FakeFiles
  await api.documents.exportLog({ format: 'csv' })
  if (missing !== undefined) return context.skip(missing)
  const path = join(folder.path, 'log.csv')
  writeFileSync(path, [...(files.streamed.at(-1)?.parts() ?? [])].join(''))
  const script = `import csv,json,sys
print(json.dumps(list(csv.reader(open(sys.argv[1],encoding='utf-8-sig',newline='')))))`
  const rows = JSON.parse(runProgram('python3', ['-c', script, path]).out) as string[][]
  const [heading = [], ...lines] = rows
  expect(heading[0]).toBe('编号')
  const entries = lines.filter(([number = '']) => /^中-\d{4}$/.test(number))
  expect(new Set(entries.map((cells) => cells.length))).toEqual(new Set([heading.length]))
  const told = entries.map((cells) => cells[heading.indexOf('内容')])
  expect(told).toContain('次日零点后，=1+1，"引号"，逗号,\n第二行')
  // A cell that a spreadsheet would run begins with an apostrophe; no other cell is changed.
  for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+@\t\r]/)
})

it('exports CSV that LibreOffice opens in columns', async (context) => {
  const missing = missingProgram(spreadsheet, 'libreoffice-calc-nogui')
  if (missing !== undefined) return context.skip(missing)
  const { api, context: console_ } = bench
  await api.documents.exportLog({ format: 'csv' })
  const files = console_.files as FakeFiles
  const path = join(folder.path, 'sheet.csv')
  writeFileSync(path, [...(files.streamed.at(-1)?.parts() ?? [])].join(''))
  const profile = `-env:UserInstallation=file://${join(folder.path, 'office')}`
  // Comma, quote, UTF-8, from line 1: its dialog reads UTF-8 off the mark in front, a conversion does not.
  const read = '--infilter=CSV:44,34,76,1'
  const words = ['--headless', profile, read, '--convert-to', 'html:HTML (StarCalc)', '--outdir']
  runProgram('soffice', [...words, folder.path, path])
  const html = runProgram('cat', [join(folder.path, 'sheet.html')]).out
  for (const cell of ['编号', '听到时间', '到达现场', '中-0001']) expect(html).toContain(cell)
})
