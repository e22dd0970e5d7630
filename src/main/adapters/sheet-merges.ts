/**
 * Cells of an XLSX sheet that are merged (ECMA-376 §18.3.1.55): the file says the value once, at the
 * first cell, and a person sees it beside every row.
 */
import { DOMParser } from '@xmldom/xmldom'
import { unzip, type Archive } from './map-files/read/zip.ts'

export interface MergedCells {
  /** First row and column and last row, counted from 0. */
  readonly row: number
  readonly column: number
  readonly lastRow: number
}

const decode = (bytes: Uint8Array | undefined) =>
  bytes ? new DOMParser().parseFromString(new TextDecoder().decode(bytes), 'text/xml') : undefined

/** Part of the archive that holds each sheet, in the order of the tabs. */
function sheetParts(archive: Archive): string[] {
  const book = decode(archive.get('xl/workbook.xml'))
  const relations = decode(archive.get('xl/_rels/workbook.xml.rels'))
  if (!book || !relations) return []
  const targets = new Map(
    [...relations.getElementsByTagName('Relationship')].map((one) => [
      one.getAttribute('Id'),
      one.getAttribute('Target') ?? '',
    ]),
  )
  return [...book.getElementsByTagName('sheet')].map((sheet) => {
    const target = targets.get(sheet.getAttribute('r:id')) ?? ''
    return target.startsWith('/') ? target.slice(1) : `xl/${target}`
  })
}

/** `B3` → column 1, row 2 */
function placeOf(cell: string): { readonly column: number; readonly row: number } {
  const [, letters = '', digits = ''] = /^([A-Z]+)(\d+)$/.exec(cell) ?? []
  let column = 0
  for (const letter of letters) column = column * 26 + (letter.codePointAt(0) ?? 64) - 64
  return { column: column - 1, row: Number(digits) - 1 }
}

/** @throws where the bytes are no archive */
export function mergedCells(bytes: Uint8Array): readonly (readonly MergedCells[])[] {
  const archive = unzip(bytes, (name) => /^xl\/.*\.(xml|rels)$/.test(name))
  return sheetParts(archive).map((part) => {
    const sheet = decode(archive.get(part))
    return [...(sheet?.getElementsByTagName('mergeCell') ?? [])].map((merge) => {
      const [first = '', last = first] = (merge.getAttribute('ref') ?? '').split(':')
      return { ...placeOf(first), lastRow: placeOf(last).row }
    })
  })
}

/** The value of a merged cell stands in every row it covers, in its first column. */
export function filledDown(
  table: readonly (readonly string[])[],
  merges: readonly MergedCells[],
): string[][] {
  const rows = table.map((row) => [...row])
  for (const { row, column, lastRow } of merges) {
    const value = rows[row]?.[column]
    if (value === undefined || value === '') continue
    for (const covered of rows.slice(row + 1, lastRow + 1)) {
      while (covered.length <= column) covered.push('')
      if (covered[column] === '') covered[column] = value
    }
  }
  return rows
}
