/** A paper form as it is typed in; kept as one flat draft. */

export interface PaperLine {
  /** Place on the paper, from 1. */
  readonly row: number
  readonly time: string
  /** Empty: the same as in the row above. */
  readonly source: string
  readonly channel: string
  readonly text: string
}

const emptyLine = { time: '', source: '', channel: '', text: '' }

/** Only of text, so that a draft of it can be kept like any other form's. */
export interface PaperDraft {
  readonly [name: string]: string
  readonly form: string
  readonly day: string
  readonly incident: string
  /** JSON of the rows. */
  readonly rows: string
}

export const emptyDraft: PaperDraft = { form: '', day: '', incident: '', rows: '[]' }

export function isBlankLine({ time, source, text }: PaperLine): boolean {
  return [time, source, text].every((part) => part.trim() === '')
}

export function isBlankDraft(draft: PaperDraft): boolean {
  return draft.form.trim() === '' && linesOf(draft).every(isBlankLine)
}

/** The rows of a draft, with one empty row at the end to go on in. */
export function linesOf({ rows }: PaperDraft): PaperLine[] {
  const kept: unknown = JSON.parse(rows)
  const lines = (Array.isArray(kept) ? kept : []).map((line: Partial<PaperLine>, place) => ({
    ...emptyLine,
    ...line,
    row: place + 1,
  }))
  const last = lines.at(-1)
  return last && isBlankLine(last) ? lines : [...lines, { ...emptyLine, row: lines.length + 1 }]
}

/** As they are kept: without the empty rows below, with those between. */
export function keptRows(lines: readonly PaperLine[]): string {
  const last = lines.findLastIndex((line) => !isBlankLine(line))
  return JSON.stringify(lines.slice(0, last + 1))
}

/** What stands in the source column: ditto where nothing is written. */
export function sourcesOf(lines: readonly PaperLine[]): string[] {
  let last = ''
  return lines.map(({ source }) => (last = source.trim() === '' ? last : source.trim()))
}
