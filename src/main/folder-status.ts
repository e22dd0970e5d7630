/**
 * What a data folder is for: real duty, an exercise, or practice. Its first start decides, and
 * three places remember it, because one of them may be lost: a file in the folder, the local
 * database, and every op of the log itself. A folder can never become something else.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from '../core/kernel/database.ts'
import { decodeEnvelope } from '../core/oplog/envelope.ts'
import type { OpStatus } from '../core/oplog/types.ts'
import { StartRefused } from './start-refused.ts'

/** In the data folder. */
const statusFile = 'folder-status'

const statuses: readonly string[] = ['actual', 'exercise', 'test'] satisfies OpStatus[]

function asStatus(text: string | undefined): OpStatus | undefined {
  const word = text?.trim() ?? ''
  return statuses.includes(word) ? (word as OpStatus) : undefined
}

const kinds: Readonly<Record<OpStatus, string>> = {
  actual: '实际值班数据',
  exercise: '演练数据',
  test: '练习数据（练习 · 不是实战）',
}

const uses: Readonly<Record<OpStatus, string>> = {
  actual: '不能用于实际值班',
  exercise: '不能用于演练',
  test: '不能用于练习',
}

const ways: Readonly<Record<OpStatus, string>> = {
  actual: '要打开它，请不加 --demo 和 --practice。',
  exercise: '要打开它，请加 --demo。',
  test: '要打开它，请加 --practice。',
}

/** @throws StartRefused where the folder is for something else. */
function insist(found: OpStatus | undefined, wanted: OpStatus): void {
  if (found === undefined || found === wanted) return
  throw new StartRefused(
    `这个数据目录是${kinds[found]}，${uses[wanted]}；原有记录没有改动。${ways[found]}否则请换一个数据目录。`,
  )
}

/** What the file in the folder says; `undefined` where there is none yet. */
export function markedStatus(dataDir: string): OpStatus | undefined {
  const path = join(dataDir, statusFile)
  return existsSync(path) ? asStatus(readFileSync(path, 'utf8')) : undefined
}

/** Before anything in the folder is opened. @throws StartRefused */
export function checkMark(dataDir: string, wanted: OpStatus): void {
  insist(markedStatus(dataDir), wanted)
}

/** What the log's newest op says of itself. */
function statusOfLog(db: Database): OpStatus | undefined {
  const table = db
    .prepare<{ name: string }>("select name from sqlite_master where name = 'op'")
    .get()
  if (!table) return undefined
  const newest = db
    .prepare<{ bytes: Uint8Array }>('select bytes from op order by hlc desc limit 1')
    .get()
  const read = newest && decodeEnvelope(newest.bytes)
  return read?.ok ? read.value.status : undefined
}

function statusOfLocal(local: Database): OpStatus | undefined {
  local.exec('create table if not exists folder_status (status text primary key)')
  return asStatus(
    local.prepare<{ status: string }>('select status from folder_status').get()?.status,
  )
}

/** With the databases open, before anything is written into them. @throws StartRefused */
export function keepStatus(
  dataDir: string,
  local: Database,
  log: Database,
  wanted: OpStatus,
): void {
  insist(statusOfLog(log), wanted)
  const known = statusOfLocal(local)
  insist(known, wanted)
  if (known === undefined)
    local.prepare('insert into folder_status (status) values (?)').run(wanted)
  if (markedStatus(dataDir) === undefined) writeFileSync(join(dataDir, statusFile), `${wanted}\n`)
}
