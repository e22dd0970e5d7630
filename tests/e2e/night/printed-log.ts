/** The printed log, read with pdftotext: one row per line of the log, in its order on paper. */
import { spawnSync } from 'node:child_process'

export interface PrintedRow {
  readonly number: string
  readonly heard: string
  readonly typed: string
  readonly stored: string
  /** All words of the row, without blanks. */
  readonly words: string
}

export function pdftotextMissing(): string | undefined {
  return spawnSync('pdftotext', ['-v']).error === undefined
    ? undefined
    : 'pdftotext is not installed (apt-get install poppler-utils): the printed log is not read'
}

const clock = String.raw`(?:\d\d-\d\d)?(\d\d:\d\d:\d\d)`
const rowStart = new RegExp(String.raw`中-(\d{4})${clock}${clock}${clock}`, 'gu')

/** Cells stand in the file in the order of reading; blanks between them are layout. */
export function readPrintedLog(pdf: string): { rows: PrintedRow[]; text: string } {
  const { stdout } = spawnSync('pdftotext', ['-raw', pdf, '-'], { encoding: 'utf8' })
  const text = stdout.replaceAll(/\s+/gu, '')
  const starts = [...text.matchAll(rowStart)]
  const rows = starts.map((start, place) => ({
    number: `中-${start[1]}`,
    heard: start[2] ?? '',
    typed: start[3] ?? '',
    stored: start[4] ?? '',
    words: text.slice(start.index + start[0].length, starts[place + 1]?.index),
  }))
  return { rows, text }
}
