/** `export`: the log for people (CSV) and for programs (JSON lines), each with its chain heads. */
import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseError, type Database } from '../../core/kernel/database.ts'
import { beijingDateTime } from '../../core/kernel/beijing-time.ts'
import { unpackHlc } from '../../core/kernel/hlc.ts'
import { decodeStored, type Envelope } from '../../core/oplog/envelope.ts'
import type { OpStatus } from '../../core/oplog/types.ts'
import { entryWord } from '../../core/modules/logbook/index.ts'
import { syncFolder, writeAll } from '../adapters/data-folder/durable-file.ts'
import { openDatabase } from '../adapters/sqlite.ts'
import { byteOrderMark, csvLine } from '../../core/documents/csv.ts'
import { hasLog, readFolderArguments } from './folder-arguments.ts'
import type { Tool } from './tool.ts'

const statusWords: Readonly<Record<OpStatus, string>> = {
  actual: '实战',
  exercise: '演练',
  test: '练习',
}

interface Head {
  readonly origin: string
  readonly seq: number
  readonly hash: Uint8Array
}

interface OpRow {
  readonly bytes: Uint8Array
  readonly hash: Uint8Array | null
}

interface EntryRow {
  readonly number: number
  readonly site: string
  readonly heard_at: number
  readonly typed_at: number
  readonly stored_at: number
  readonly kind: string
  readonly channel: string | null
  readonly source_text: string
  readonly call_sign: string | null
  readonly text: string
  readonly incident: string | null
  readonly recorder_name: string
  readonly status: OpStatus
  readonly struck_at: number | null
  readonly struck_reason: string | null
  readonly origin: string
  readonly seq: number
  readonly hash: Uint8Array | null
}

const hex = (bytes: Uint8Array | null): string =>
  bytes === null ? '' : Buffer.from(bytes).toString('hex')

function headsOf(db: Database): Head[] {
  return db.prepare<Head>('select origin, seq, hash from head order by origin').all()
}

/** Bytes and big numbers as JSON can carry them. */
function plain(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString()
  return value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value
}

function opLine(envelope: Envelope, hash: Uint8Array | null): string {
  const { hlc, sealed, ...rest } = envelope
  const time = new Date(unpackHlc(hlc).ms).toISOString()
  // What is sealed stays sealed: the export only says that it is there.
  const line = {
    ...rest,
    hlc: hlc.toString(),
    time,
    sealed: sealed?.record,
    hash: hash && hex(hash),
  }
  return `${JSON.stringify(line, plain)}\n`
}

function* jsonLines(db: Database, status: string | undefined): Generator<string> {
  const heads = headsOf(db).map((head) => ({ ...head, hash: hex(head.hash) }))
  yield `${JSON.stringify({ export: 'op log', exportedAt: new Date().toISOString(), heads })}\n`
  for (const { bytes, hash } of db
    .prepare<OpRow>('select bytes, hash from op order by hlc, origin, seq')
    .iterate()) {
    const envelope = decodeStored(bytes)
    if (status === undefined || envelope.status === status) yield opLine(envelope, hash)
  }
}

const heading = [
  '编号',
  '时间',
  '录入时间',
  '保存时间',
  '类别',
  '渠道',
  '来源',
  '呼号',
  '内容',
  '事件',
  '记录人',
  '状态',
  '作废时间',
  '作废原因',
  '链',
  '序号',
  '校验码',
]

function entryLine(row: EntryRow): string {
  return csvLine([
    `${row.site}-${String(row.number).padStart(4, '0')}`,
    beijingDateTime(row.heard_at),
    beijingDateTime(row.typed_at),
    beijingDateTime(row.stored_at),
    entryWord(row.kind),
    row.channel === null ? '' : entryWord(row.channel),
    row.source_text,
    row.call_sign,
    row.text,
    row.incident,
    row.recorder_name,
    statusWords[row.status],
    row.struck_at === null ? '' : beijingDateTime(row.struck_at),
    row.struck_reason,
    row.origin,
    row.seq,
    hex(row.hash),
  ])
}

function* csvLines(db: Database, status: string | undefined): Generator<string> {
  yield byteOrderMark + csvLine(heading)
  const rows = db.prepare<EntryRow>(
    `select log_entry.*, op.origin, op.seq, op.hash from log_entry
     join op on op.entity = log_entry.id and op.kind = 'log.entry-written'
     where ? is null or log_entry.status = ? order by slot, op.hlc`,
  )
  for (const row of rows.iterate(status ?? null, status ?? null)) yield entryLine(row)
  for (const { origin, seq, hash } of headsOf(db)) {
    yield csvLine(['链头', ...Array.from({ length: 13 }, () => ''), origin, seq, hex(hash)])
  }
}

function writeLines(path: string, lines: Iterable<string>): number {
  const handle = openSync(path, 'wx')
  let count = 0
  try {
    for (const line of lines) {
      writeAll(handle, Buffer.from(line))
      count++
    }
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  return count
}

/** Writes both files into `out` and returns what was written. @throws where it cannot. */
export function exportLog(
  database: string,
  out: string,
  stamp: string,
  status: string | undefined,
) {
  mkdirSync(out, { recursive: true })
  const db = openDatabase(database, { synchronous: 'FULL', readonly: true })
  try {
    // One transaction: both files show the same moment of a log that may be growing.
    db.exec('begin')
    const csv = join(out, `log-${stamp}.csv`)
    const jsonl = join(out, `log-${stamp}.jsonl`)
    const heads = headsOf(db).length
    const entries = writeLines(csv, csvLines(db, status)) - 1 - heads
    const ops = writeLines(jsonl, jsonLines(db, status)) - 1
    syncFolder(out)
    return { csv, jsonl, entries, ops, heads }
  } finally {
    db.close()
  }
}

export const tool: Tool = {
  name: 'export',
  summary: 'writes the log as CSV and JSON lines, with status column and chain heads',
  help: `
Usage: npm run tool -- export DIR --out FOLDER [--status actual|exercise|test] [--json]

The CSV holds the lines of the log book (UTF-8 with BOM, times in Beijing time), each with the
hash of its op, and the chain heads at the end. The JSON lines hold every op, the chain heads
first. Sealed personal data is not exported. A console may be running.`,
  run(argv) {
    const read = readFolderArguments('export', argv, {
      out: { type: 'string' },
      status: { type: 'string' },
    })
    if (typeof read === 'number') return Promise.resolve(read)
    const { out, status } = read.values
    if (typeof out !== 'string' || (status !== undefined && !(String(status) in statusWords))) {
      process.stderr.write(
        'export: say where to with --out, and a known --status (--help explains)\n',
      )
      return Promise.resolve(2)
    }
    if (!hasLog('export', read.paths)) return Promise.resolve(1)
    const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-')
    try {
      const done = exportLog(
        read.paths.console,
        out,
        stamp,
        typeof status === 'string' ? status : undefined,
      )
      const words = `${done.csv}: ${done.entries} lines\n${done.jsonl}: ${done.ops} ops, ${done.heads} chain heads\n`
      process.stdout.write(read.json ? `${JSON.stringify(done)}\n` : words)
      return Promise.resolve(0)
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error
      process.stderr.write(`export: the log cannot be read (${error.reason}); run verify\n`)
      return Promise.resolve(1)
    }
  },
}
