/** Attributes of a Shapefile: dBASE tables (level III to 7), in any encoding a Chinese program uses. */
import type { MapTextEncoding } from '../../../../core/map-files/model.ts'
import { unreadable } from './fault.ts'
import { decoderOf, isUtf8 } from './text.ts'

export interface Table {
  /** One row for each shape, by the shape's number; `undefined` where the row is deleted. */
  readonly rows: readonly (Readonly<Record<string, unknown>> | undefined)[]
  readonly encoding: MapTextEncoding | undefined
}

interface Column {
  readonly name: Uint8Array
  readonly type: string
  readonly at: number
  readonly length: number
}

const fieldBytes = 32
const headerEnd = 0x0d
const deletedMark = 0x2a

function columnsOf(bytes: Uint8Array, headerBytes: number): Column[] {
  const columns: Column[] = []
  let at = 1
  for (let place = fieldBytes; place + fieldBytes <= headerBytes; place += fieldBytes) {
    if (bytes[place] === headerEnd) break
    const name = bytes.subarray(place, place + 11)
    const end = name.indexOf(0)
    const length = bytes[place + 16] ?? 0
    columns.push({
      name: end < 0 ? name : name.subarray(0, end),
      type: String.fromCharCode(bytes[place + 11] ?? 0),
      at,
      length,
    })
    at += length
  }
  return columns
}

type Decode = (bytes: Uint8Array) => string

/** Trailing blanks and zeros are padding. */
function trimmed(bytes: Uint8Array): Uint8Array {
  let end = bytes.length
  while (end > 0 && (bytes[end - 1] === 0x20 || bytes[end - 1] === 0)) end--
  return bytes.subarray(0, end)
}

function valueOf(type: string, bytes: Uint8Array, decode: Decode): unknown {
  const raw = trimmed(bytes)
  if (raw.length === 0) return undefined
  if (type === 'C' || type === 'M') return decode(raw).trim()
  const text = new TextDecoder('latin1').decode(raw).trim()
  if (type === 'N' || type === 'F') {
    const number = Number(text)
    // Stars stand where a number did not fit.
    return text === '' || Number.isNaN(number) ? undefined : number
  }
  if (type === 'D') return text.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3')
  if (type === 'L') return /^[yt]$/i.test(text) ? true : /^[nf]$/i.test(text) ? false : undefined
  return text
}

/** All bytes that are text, to judge the encoding by: column names and character columns. */
function textBytes(bytes: Uint8Array, columns: readonly Column[], rows: readonly number[]) {
  const parts: Uint8Array[] = columns.map(({ name }) => name)
  const characters = columns.filter(({ type }) => type === 'C')
  for (const row of rows) {
    for (const { at, length } of characters) {
      parts.push(trimmed(bytes.subarray(row + at, row + at + length)))
    }
  }
  return parts
}

/** A value cut in the middle of a character by the column's width is still UTF-8. */
function withoutCutEnd(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if ((byte & 0xc0) === 0x80) continue
    const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    return needs > back ? bytes.subarray(0, bytes.length - back) : bytes
  }
  return bytes
}

/**
 * By a person's answer, else by what the bytes are, else by what the `.cpg` says: the file beside
 * is lost or wrong far more often than text is UTF-8 by accident. Plain ASCII is everything.
 */
function decodingOf(
  parts: readonly Uint8Array[],
  cpg: string | undefined,
  answer: MapTextEncoding | undefined,
): { readonly decode: Decode; readonly encoding: MapTextEncoding | undefined } {
  const plain = parts.every((part) => part.every((byte) => byte < 0x80))
  const utf8 = parts.every((part) => isUtf8(withoutCutEnd(part)))
  const said = cpg === undefined || utf8 ? undefined : decoderOf(cpg)
  const asked = answer ?? (utf8 ? 'utf-8' : undefined)
  const decoder =
    asked !== undefined
      ? new TextDecoder(asked)
      : said && said.encoding !== 'utf-8'
        ? said
        : new TextDecoder('gb18030')
  const chinese = /^(?:gb18030|gbk)$/.test(decoder.encoding)
  return {
    decode: (bytes) => decoder.decode(decoder.encoding === 'utf-8' ? withoutCutEnd(bytes) : bytes),
    encoding: plain
      ? undefined
      : chinese
        ? 'gb18030'
        : decoder.encoding === 'utf-8'
          ? 'utf-8'
          : undefined,
  }
}

/** @throws FileFault */
export function readDbf(
  bytes: Uint8Array,
  cpg: string | undefined,
  answer: MapTextEncoding | undefined,
): Table {
  if (bytes.length < 33) throw unreadable('属性表（.dbf）不完整，没有导入。请重新导出整套文件。')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const headerBytes = view.getUint16(8, true)
  const rowBytes = view.getUint16(10, true)
  const whole = rowBytes === 0 ? 0 : Math.floor((bytes.length - headerBytes) / rowBytes)
  const count = Math.max(0, Math.min(view.getUint32(4, true), whole))
  const columns = columnsOf(bytes, headerBytes)
  const starts = Array.from({ length: count }, (_, index) => headerBytes + index * rowBytes)
  const { decode, encoding } = decodingOf(textBytes(bytes, columns, starts), cpg, answer)
  const named = columns.map((column) => ({ ...column, word: decode(column.name).trim() }))
  const rows = starts.map((start) =>
    bytes[start] === deletedMark
      ? undefined
      : Object.fromEntries(
          named.map(({ word, type, at, length }) => [
            word,
            valueOf(type, bytes.subarray(start + at, start + at + length), decode),
          ]),
        ),
  )
  return { rows, encoding }
}
