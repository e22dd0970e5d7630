import { expect, it } from 'vitest'
import { markedPieces } from './highlight.ts'

const shown = (text: string, query: string) =>
  markedPieces(text, query)
    .map((piece) => (piece.marked ? `[${piece.text}]` : piece.text))
    .join('')

it('marks every place of every term and reads over punctuation as the search does', () => {
  expect(shown('罗源村，火线300米，罗源村下坑组', '罗源村 火线')).toBe(
    '[罗源村]，[火线]300米，[罗源村]下坑组',
  )
  expect(shown('罗源村，火线300米', '村火')).toBe('罗源[村，火]线300米')
})

it('marks full-width digits by their plain form and leaves the text as it was written', () => {
  expect(shown('水位３.５米', '35')).toBe('水位[３.５]米')
  expect(shown('𠮷山村起火', '山村')).toBe('𠮷[山村]起火')
})

it('marks nothing where nothing is searched or nothing is found', () => {
  expect(shown('火线', '')).toBe('火线')
  expect(shown('火线', 'hx')).toBe('火线')
  expect(markedPieces('', '火')).toEqual([])
})
