/** Reads the sheets of an XLSX file, or a CSV file in UTF-8 or GB 18030, as text cells. */
import { parse } from 'csv-parse/sync'
import readBook from 'read-excel-file/node'
import { accept, refuse, type Refusal, type Result } from '../../core/kernel/result.ts'
import { filledDown, mergedCells } from './sheet-merges.ts'

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

export interface ReadSheet {
  /** On its tab; empty of a CSV file. */
  readonly name: string
  readonly table: Table
}

async function readXlsx(bytes: Uint8Array): Promise<ReadSheet[]> {
  const merges = mergedCells(bytes)
  const book = await readBook(Buffer.from(bytes))
  return book.map(({ sheet, data }, at) => ({
    name: sheet,
    table: filledDown(
      data.map((row) => row.slice(0, maxColumns).map(cellText)),
      merges[at] ?? [],
    ),
  }))
}

function readCsv(bytes: Uint8Array): Table {
  const text = decodeText(bytes)
  const delimiter = (text.slice(0, 2000).match(/\t/g)?.length ?? 0) > 3 ? '\t' : ','
  return parse(text, { bom: true, delimiter, relax_column_count: true, skip_empty_lines: false })
}

/**
 * Every sheet of an XLSX file, or the one of a CSV file: cells as text, rows as in the file; a
 * merged cell's value in each row it covers. Refuses what is neither; never throws.
 */
export async function readSheets(
  fileName: string,
  bytes: Uint8Array,
): Promise<Result<readonly ReadSheet[], Refusal<'not-a-table'>>> {
  const csv = /\.(csv|tsv|txt)$/i.test(fileName)
  if (!csv && !isZip(bytes)) return refuse('not-a-table')
  try {
    return accept(isZip(bytes) ? await readXlsx(bytes) : [{ name: '', table: readCsv(bytes) }])
  } catch {
    // The libraries throw for damaged files; the operator is told, the file is not ours to mend.
    return refuse('not-a-table')
  }
}

/** The first sheet alone. */
export async function readTable(
  fileName: string,
  bytes: Uint8Array,
): Promise<Result<Table, Refusal<'not-a-table'>>> {
  const read = await readSheets(fileName, bytes)
  if (!read.ok) return read
  const [first] = read.value
  return first ? accept(first.table) : refuse('not-a-table')
}
