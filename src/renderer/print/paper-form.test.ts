import { expect, it } from 'vitest'
import { emptyDraft, isBlankDraft, keptRows, linesOf, sourcesOf } from './paper-form.ts'

const typed = (rows: readonly object[]) => ({ ...emptyDraft, rows: JSON.stringify(rows) })

it('always has one empty row to go on in', () => {
  expect(linesOf(emptyDraft)).toHaveLength(1)
  expect(linesOf(typed([{ time: '14:02', text: '到达' }]))).toHaveLength(2)
})

it('keeps an empty row between two others where it is, and drops those below', () => {
  const lines = linesOf(typed([{ text: '一' }, {}, { text: '三' }, {}]))
  expect(linesOf(typed(JSON.parse(keptRows(lines)) as object[])).map(({ text }) => text)).toEqual([
    '一',
    '',
    '三',
    '',
  ])
})

it('takes an empty source as the one above', () => {
  const lines = linesOf(typed([{ source: '甲队' }, { text: '二' }, { source: '乙队' }]))
  expect(sourcesOf(lines)).toEqual(['甲队', '甲队', '乙队', '乙队'])
})

it('is blank while nothing but the target was chosen', () => {
  expect(isBlankDraft({ ...emptyDraft, incident: 'x' })).toBe(true)
  expect(isBlankDraft(typed([{ time: '9' }]))).toBe(false)
})
