/** A small spreadsheet file made by hand (ECMA-376 parts in a stored ZIP), for import tests. */
import { crc32 } from 'node:zlib'

interface Entry {
  readonly name: string
  readonly bytes: Buffer
}

function header(
  signature: number,
  { name, bytes }: Entry,
  extra: readonly (readonly [number, number])[],
): Buffer {
  const parts: (readonly [number, number])[] = [
    [4, signature],
    ...extra,
    [2, 20], // version needed
    [2, 0x0800], // names are UTF-8
    [2, 0], // stored
    [2, 0], // time
    [2, 0x21], // date: 1980-01-01
    [4, crc32(bytes)],
    [4, bytes.length],
    [4, bytes.length],
    [2, Buffer.byteLength(name)],
    [2, 0], // extra field
  ]
  return fields(parts)
}

function fields(parts: readonly (readonly [number, number])[]): Buffer {
  const total = parts.reduce((sum, [width]) => sum + width, 0)
  const made = Buffer.alloc(total)
  let at = 0
  for (const [width, value] of parts) {
    made.writeUIntLE(value, at, width)
    at += width
  }
  return made
}

/** ZIP application note §4.3: local entries, central directory, end record. */
function storedZip(entries: readonly Entry[]): Buffer {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const name = Buffer.from(entry.name, 'utf8')
    const here = Buffer.concat([header(0x04034b50, entry, []), name, entry.bytes])
    const tail = fields([
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, offset],
    ])
    central.push(header(0x02014b50, entry, [[2, 20]]), tail, name)
    local.push(here)
    offset += here.length
  }
  const directory = Buffer.concat(central)
  const end = fields([
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, entries.length],
    [2, entries.length],
    [4, directory.length],
    [4, offset],
    [2, 0],
  ])
  return Buffer.concat([...local, directory, end])
}

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const column = (index: number) => String.fromCodePoint(65 + index)

function sheetXml(rows: readonly (readonly (string | number)[])[]): string {
  const body = rows.map((cells, row) => {
    const xml = cells.map((cell, index) => {
      const at = `${column(index)}${row + 1}`
      return typeof cell === 'number'
        ? `<c r="${at}"><v>${cell}</v></c>`
        : `<c r="${at}" t="inlineStr"><is><t>${escape(cell)}</t></is></c>`
    })
    return `<row r="${row + 1}">${xml.join('')}</row>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${body.join('')}</sheetData></worksheet>`
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/package/2006/relationships'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const types = 'http://schemas.openxmlformats.org/package/2006/content-types'

/** One sheet of at most 26 columns. */
export function xlsxOf(rows: readonly (readonly (string | number)[])[]): Buffer {
  const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml'
  const bookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'
  const parts: readonly (readonly [string, string])[] = [
    [
      '[Content_Types].xml',
      `<Types xmlns="${types}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${bookType}"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${sheetType}"/></Types>`,
    ],
    [
      '_rels/.rels',
      `<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="队伍" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ],
    ['xl/worksheets/sheet1.xml', sheetXml(rows)],
  ]
  return storedZip(parts.map(([name, text]) => ({ name, bytes: Buffer.from(text, 'utf8') })))
}
