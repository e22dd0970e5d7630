import { fileURLToPath, pathToFileURL } from 'node:url'
import PDFDocument from 'pdfkit'
import { expect, it } from 'vitest'
import { loadFonts } from './fonts.ts'
import { breakLines, type Line } from './lines.ts'

const folder = pathToFileURL(
  fileURLToPath(new URL('../../../../../resources/fonts/', import.meta.url)),
)
const fonts = loadFonts(new PDFDocument({ autoFirstPage: false, font: '' }), folder)
const size = 10

function texts(lines: readonly Line[]): string[] {
  return lines.map(({ pieces }) => pieces.map(({ text }) => text).join(''))
}

/** Lines of so many Chinese characters. */
function broken(text: string, characters: number): string[] {
  return texts(breakLines(fonts, text, { size }, characters * size + 0.01))
}

it('begins no line with a closing mark and ends none with an opening one', () => {
  expect(broken('小松镇罗源村，山火。', 6)).toEqual(['小松镇罗源', '村，山火。'])
  expect(broken('火线三百米（风向西北）', 6)).toEqual(['火线三百米', '（风向西北）'])
})

it('keeps a number or word together, and divides one that is wider than the line', () => {
  expect(broken('现场人员12345名', 5)).toEqual(['现场人员', '12345名'])
  const hash = 'a1b2'.repeat(16)
  const lines = broken(hash, 10)
  expect(lines.length).toBeGreaterThan(2)
  expect(lines.join('')).toBe(hash)
})

it('loses no character of a long text, whatever the width', () => {
  const text = '二〇二六年，县应急局（值班室）接报：罗源村 山火 3 处，“火线”约300米。\n现场无人。'
  for (let characters = 2; characters < 30; characters++) {
    expect(broken(text, characters).join('')).toBe(text.replace('\n', ''))
  }
})

it('gives an empty line for empty words, and one for each line feed', () => {
  expect(broken('', 5)).toEqual([''])
  expect(broken('一\n\n二', 5)).toEqual(['一', '', '二'])
})

it('names a character that the typeface does not have, and drops what is not seen', () => {
  expect(broken('王\u{1f600}\u200b\u0007喆', 20)).toEqual(['王[U+1F600]喆'])
})

it('strikes only the run that was struck', () => {
  const words = [{ text: '死亡2人', struck: true }, { text: '死亡1人' }]
  const [line] = breakLines(fonts, words, { size }, 500)
  expect(line?.pieces.map(({ text, struck }) => [text, struck])).toEqual([
    ['死亡2人', true],
    ['死亡1人', false],
  ])
})
