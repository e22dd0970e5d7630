/** A dBASE III table of text columns, in UTF-8 or GBK. */
import iconv from 'iconv-lite'

/** A column's name has ten bytes, its values 254 (the format's own limits). */
const longestName = 10
const longestValue = 254
const mostColumns = 250
/** Language driver: code page 936. Without one, the `.cpg` says what it is. */
const gbkDriver = 0x4d

export type DbfEncoding = 'utf-8' | 'gbk'

export interface WrittenTable {
  readonly bytes: Uint8Array
  /** What the `.cpg` has to say. */
  readonly cpg: string
  /** Name of each column as it was → as it fits. */
  readonly renamed: ReadonlyMap<string, string>
  /** Values that were longer than a column may be. */
  readonly cut: number
  readonly leftOut: number
}

/** GBK has no room for rare characters of names; GB 18030, which contains it, has. */
function codecOf(encoding: DbfEncoding, texts: Iterable<string>): string {
  if (encoding === 'utf-8') return 'utf8'
  for (const text of texts) {
    if (iconv.decode(iconv.encode(text, 'gbk'), 'gbk') !== text) return 'gb18030'
  }
  return 'gbk'
}

/** As many whole characters as fit. */
function fitted(text: string, most: number, codec: string): Buffer {
  const whole = iconv.encode(text, codec)
  if (whole.length <= most) return whole
  let fitting = Buffer.alloc(0)
  for (const letter of text) {
    const next = Buffer.concat([fitting, iconv.encode(letter, codec)])
    if (next.length > most) break
    fitting = next
  }
  return fitting
}

/** Names that fit and differ; a number takes the place of the last letters. */
function shortNames(names: readonly string[], codec: string): Map<string, Buffer> {
  const taken = new Set<string>()
  const short = new Map<string, Buffer>()
  for (const name of names) {
    let bytes = fitted(name, longestName, codec)
    for (let number = 1; taken.has(bytes.toString('latin1').toUpperCase()); number++) {
      const end = String(number)
      bytes = Buffer.concat([fitted(name, longestName - end.length, codec), Buffer.from(end)])
    }
    taken.add(bytes.toString('latin1').toUpperCase())
    short.set(name, bytes)
  }
  return short
}

export function dbfOf(
  rows: readonly Readonly<Record<string, string>>[],
  encoding: DbfEncoding,
): WrittenTable {
  const all = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  // A table without a column is none: programs refuse it.
  const names = all.length === 0 ? ['名称'] : all.slice(0, mostColumns)
  const codec = codecOf(encoding, [...names, ...rows.flatMap((row) => Object.values(row))])
  const short = shortNames(names, codec)
  let cut = 0
  const columns = names.map((name) => {
    const values = rows.map((row) => {
      const text = row[name] ?? ''
      const bytes = fitted(text, longestValue, codec)
      if (iconv.decode(bytes, codec) !== text) cut++
      return bytes
    })
    const width = values.reduce((most, { length }) => Math.max(most, length), 1)
    return { head: short.get(name) ?? Buffer.alloc(0), width, values }
  })
  const headerBytes = 32 + 32 * columns.length + 1
  const rowBytes = columns.reduce((sum, { width }) => sum + width, 1)
  const bytes = Buffer.alloc(headerBytes + rowBytes * rows.length + 1, 0x20)
  bytes.fill(0, 0, headerBytes)
  bytes.writeUInt8(0x03, 0)
  // Date of the last change: 1 January 2000, so that the same things give the same bytes.
  bytes.set([100, 1, 1], 1)
  bytes.writeUInt32LE(rows.length, 4)
  bytes.writeUInt16LE(headerBytes, 8)
  bytes.writeUInt16LE(rowBytes, 10)
  bytes.writeUInt8(codec === 'gbk' ? gbkDriver : 0, 29)
  columns.forEach(({ head, width }, index) => {
    const at = 32 + 32 * index
    bytes.set(head, at)
    bytes.write('C', at + 11, 'latin1')
    bytes.writeUInt8(width, at + 16)
  })
  bytes.writeUInt8(0x0d, headerBytes - 1)
  rows.forEach((_, row) => {
    let at = headerBytes + row * rowBytes + 1
    for (const { width, values } of columns) {
      bytes.set(values[row] ?? [], at)
      at += width
    }
  })
  bytes.writeUInt8(0x1a, bytes.length - 1)
  const renamed = new Map(
    [...short].flatMap(([name, head]): [string, string][] => {
      const fits = iconv.decode(head, codec)
      return fits === name ? [] : [[name, fits]]
    }),
  )
  const cpg = codec === 'utf8' ? 'UTF-8' : codec === 'gbk' ? '936' : 'GB18030'
  return { bytes, cpg, renamed, cut, leftOut: all.length - Math.min(all.length, mostColumns) }
}
