/** CSV (RFC 4180) as spreadsheets of a Chinese Windows open it: UTF-8 with BOM, CRLF. */

/** A text that a spreadsheet would run as a formula is shown as text instead. */
function harmless(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}

export function csvCell(value: string | number | null | undefined): string {
  if (typeof value === 'number') return String(value)
  const text = harmless(value ?? '')
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export function csvLine(values: readonly (string | number | null | undefined)[]): string {
  return `${values.map(csvCell).join(',')}\r\n`
}

export const byteOrderMark = '\uFEFF'
