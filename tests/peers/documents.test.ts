/** Our files in the programs that people open them with. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DocumentFormat, PrintDocument } from '../../src/core/documents/model.ts'
import { renderDocument } from '../../src/main/adapters/documents/index.ts'
import { temporaryFolder } from '../support/folder.ts'
import { everything, longList, pasted, pastedOnce } from './document-samples.ts'
import { missingProgram, runProgram } from './program.ts'

const folder = temporaryFolder('documents')
afterAll(() => folder.remove())

async function fileOf(
  name: string,
  document: PrintDocument,
  format: DocumentFormat,
): Promise<string> {
  const path = join(folder.path, `${name}.${format}`)
  writeFileSync(path, await renderDocument(document, format))
  return path
}

/** Without the spaces of the layout. */
function textOf(pdf: string): string {
  return runProgram('pdftotext', ['-layout', pdf, '-']).out.replaceAll(/[ \f]+/g, '')
}

const order = [
  '【演练】突发事件信息（首报）',
  '编号中-0012',
  '接报时间',
  '2026-11-29',
  '信息来源',
  '小松镇罗源村',
  '一、伤亡情况',
  '死亡2人死亡1人（县医院核实）',
  '王喆、邓玥、㑇䶮',
  '队伍',
  '2026年11月29日',
  '森林消防大队',
  '蓝天救援队',
  '手填内容',
  '编报',
  '王海燕',
  '附页',
]

function expectInOrder(text: string, pieces: readonly string[]): void {
  let from = 0
  for (const piece of pieces) {
    const found = text.indexOf(piece, from)
    expect(found, `${piece} after ${text.slice(Math.max(0, from - 30), from)}`).toBeGreaterThan(-1)
    from = found + piece.length
  }
}

describe('PDF', () => {
  const missing = missingProgram('pdftotext', 'poppler-utils')

  it('holds every word in order, to select and copy, in embedded typefaces', async (context) => {
    if (missing !== undefined) return context.skip(missing)
    const pdf = await fileOf('everything', everything, 'pdf')
    const text = textOf(pdf)
    expectInOrder(text, order)
    const pages = Number(/Pages:\s+(\d+)/.exec(runProgram('pdfinfo', [pdf]).out)?.[1])
    expect(pages).toBe(3)
    for (let page = 1; page <= pages; page++) expect(text).toContain(`第${page}页共${pages}页`)
    // The head of a table stands again on the next page, the mark before each page's head.
    expect(text.split('手填内容')).toHaveLength(3)
    expect(text.split('【演练】')).toHaveLength(pages + 2)
    const fonts = runProgram('pdffonts', [pdf]).out.trim().split('\n').slice(2)
    expect(fonts).toHaveLength(2)
    for (const font of fonts) expect(font).toMatch(/NotoSansSC-\w+.* yes yes yes /)
  })

  it('is the same file for the same document', async () => {
    const [one, other] = await Promise.all([
      renderDocument(everything, 'pdf'),
      renderDocument(everything, 'pdf'),
    ])
    expect(Buffer.compare(one, other)).toBe(0)
  })

  it('loses nothing of 20,000 characters pasted into one cell', async (context) => {
    if (missing !== undefined) return context.skip(missing)
    const raw = runProgram('pdftotext', ['-raw', await fileOf('pasted', pasted, 'pdf'), '-']).out
    expect(raw.split('罗')).toHaveLength(3 * pastedOnce + 1)
  })

  it('is made without holding up the console, 2,000 lines as well as one', async (context) => {
    let longest = 0
    let before = performance.now()
    const watch = setInterval(() => {
      const now = performance.now()
      longest = Math.max(longest, now - before)
      before = now
    }, 5)
    const pdf = await fileOf('long', longList(2000), 'pdf')
    clearInterval(watch)
    expect(longest).toBeLessThan(500)
    if (missing !== undefined) return context.skip(missing)
    const text = textOf(pdf)
    for (const number of ['中-0001', '中-0999', '中-2000']) expect(text).toContain(number)
  })
})

describe('DOCX', () => {
  const missing =
    missingProgram('soffice', 'libreoffice-writer-nogui') ??
    missingProgram('pdftotext', 'poppler-utils')
  let complaints = ''

  beforeAll(async () => {
    if (missing !== undefined) return
    const files = [
      await fileOf('everything-docx', everything, 'docx'),
      await fileOf('pasted-docx', pasted, 'docx'),
      await fileOf('long-docx', longList(200), 'docx'),
    ]
    const profile = `-env:UserInstallation=file://${join(folder.path, 'office')}`
    const words = ['--headless', profile, '--convert-to', 'pdf', '--outdir', folder.path]
    complaints = runProgram('soffice', [...words, ...files]).complaints
  }, 180_000)

  it('is opened by LibreOffice without a warning', (context) => {
    if (missing !== undefined) return context.skip(missing)
    // What it says about itself where no Java is installed.
    const ours = complaints.split('\n').filter((line) => line !== '' && !line.includes('javaldx'))
    expect(ours).toEqual([])
  })

  it('holds every word in order', (context) => {
    if (missing !== undefined) return context.skip(missing)
    const text = textOf(join(folder.path, 'everything-docx.pdf'))
    expectInOrder(text, order)
    expect(text).toMatch(/第1页共\d页/)
    expect(text.split('手填内容').length).toBeGreaterThan(2)
    const long = textOf(join(folder.path, 'pasted-docx.pdf'))
    expect(long.split('罗')).toHaveLength(3 * pastedOnce + 1)
    expect(textOf(join(folder.path, 'long-docx.pdf'))).toContain('中-0200')
  })
})
