/** Reads the first sheet of an XLSX file, or a CSV file in UTF-8 or GB 18030, as text cells. */
import { parse } from 'csv-parse/sync'
import { readSheet } from 'read-excel-file/node'
import { accept, refuse, type Refusal, type Result } from '../../core/kernel/result.ts'

export type Table = readonly (readonly string[])[]

const zipMagic = [0x50, 0x4b, 0x03, 0x04]
const maxColumns = 60

function isZip(bytes: Uint8Array): boolean {
  return zipMagic.every((value, index) => bytes[index] === value)
}

/** Lists saved by spreadsheet programs in Chinese systems are often GB 18030. */
function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Not UTF-8; GB 18030 maps every byte sequence to something, so it comes second.
    return new TextDecoder('gb18030').decode(bytes)
  }
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  return typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean'
    ? String(cell)
    : ''
}

async function readXlsx(bytes: Uint8Array): Promise<Table> {
  const rows = await readSheet(Buffer.from(bytes))
  return rows.map((row) => row.slice(0, maxColumns).map(cellText))
}

function readCsv(bytes: Uint8Array): Table {
  const text = decodeText(bytes)
  const delimiter = (text.slice(0, 2000).match(/\t/g)?.length ?? 0) > 3 ? '\t' : ','
  return parse(text, { bom: true, delimiter, relax_column_count: true, skip_empty_lines: false })
}

/** Cells as text, rows as in the file. Refuses what is neither XLSX nor CSV; never throws. */
export async function readTable(
  fileName: string,
  bytes: Uint8Array,
): Promise<Result<Table, Refusal<'not-a-table'>>> {
  const csv = /\.(csv|tsv|txt)$/i.test(fileName)
  if (!csv && !isZip(bytes)) return refuse('not-a-table')
  try {
    return accept(isZip(bytes) ? await readXlsx(bytes) : readCsv(bytes))
  } catch {
    // Both libraries throw for damaged files; the operator is told, the file is not ours to mend.
    return refuse('not-a-table')
  }
}
