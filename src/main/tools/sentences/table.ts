/** Tables of sentences: TSV or CSV, with or without a head line. */
import { parse } from 'csv-parse/sync'

export interface SentenceRow {
  readonly line: number
  readonly context: string
  readonly sentence: string
  readonly expected: string
}

const heads = {
  context: /^(?:context|ctx|上下文|情境|情景|背景|环境)$/i,
  sentence: /^(?:sentence|text|input|typed|句子|输入|一句话|语句)$/i,
  expected:
    /^(?:expected|expect|expected proposal|expected_proposal|proposal|期望|预期|应提议|提议|期望提议)$/i,
}

function cells(content: string): string[][] {
  const text = content.replace(/^\uFEFF/, '')
  const lines = text.split(/\r?\n/)
  const first = lines.find((line) => line.trim() !== '' && !line.startsWith('#')) ?? ''
  // A table with tabs is not quoted: JSON stands in it as it is.
  if (first.includes('\t')) {
    return lines.map((line) => line.split('\t').map(unquoted))
  }
  return parse(text, {
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    trim: true,
  })
}

function unquoted(cell: string): string {
  const trimmed = cell.trim()
  return /^".*"$/s.test(trimmed) ? trimmed.slice(1, -1).replaceAll('""', '"') : trimmed
}

export function readTable(content: string): SentenceRow[] {
  const rows = cells(content)
  const head = rows.findIndex(
    (row) => !/^#\s/.test(row[0] ?? '') && row.some((cell) => heads.sentence.test(cell)),
  )
  const at = (pattern: RegExp, otherwise: number) => {
    const found = head < 0 ? -1 : (rows[head] ?? []).findIndex((cell) => pattern.test(cell))
    return found < 0 ? otherwise : found
  }
  const context = at(heads.context, 0)
  const sentence = at(heads.sentence, 1)
  const expected = at(heads.expected, 2)
  return rows.flatMap((row, index) => {
    if (index === head || row.every((cell) => cell === '') || /^#\s/.test(row[0] ?? '')) return []
    // A line of remarks: no sentence in it.
    if (row.length < 2 || (row[sentence] ?? '') === '') return []
    return [
      {
        line: index + 1,
        context: row[context] ?? '',
        sentence: row[sentence] ?? '',
        expected: row[expected] ?? '',
      },
    ]
  })
}
