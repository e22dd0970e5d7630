/**
 * Whether a frozen sheet still is what was signed, and whether the log still holds what it stands
 * on. Pure reading: the console's screen and the `verify` tool ask the same.
 */
import { asc, isNotNull } from 'drizzle-orm'
import { toHexText } from '../../kernel/bytes-text.ts'
import type { Database } from '../../kernel/database.ts'
import type { Crypto } from '../../kernel/world.ts'
import { sheetHash } from './frozen-hash.ts'
import { neededRoles } from './signatures.ts'
import { handoverTable, type HandoverRow } from './tables.ts'
import { itemTitle, signerWord } from './words.ts'

export interface SheetFinding {
  readonly good: boolean
  readonly words: string
}

const finding = (good: boolean, yes: string, no: string): SheetFinding => ({
  good,
  words: good ? yes : no,
})

/** The chain hash of the op the sheet was signed upon, as the log has it now. */
function headFinding(db: Database, { sealed }: HandoverRow): SheetFinding {
  const head = sealed?.head
  const held = head
    ? db
        .prepare<{ hash: Uint8Array | null }>('select hash from op where origin = ? and seq = ?')
        .get(head.origin, head.seq)
    : undefined
  if (!held?.hash) return { good: false, words: '签名时的记录链链头在本机日志里找不到' }
  return finding(
    toHexText(held.hash) === head?.hash,
    `签名时的记录链（第 ${head?.seq} 条）与日志一致`,
    `签名时的记录链（第 ${head?.seq} 条）与日志不一致`,
  )
}

/** What the paper says of each item against what was recorded when it was accepted. */
function itemsFinding({ sealed, accepted }: HandoverRow): SheetFinding {
  const wrong = (sealed?.sheet.items ?? []).filter((item) => {
    const fact = accepted[item.key]
    return (
      fact?.by.name !== item.acceptedBy ||
      fact.at !== item.acceptedAt ||
      fact.note !== item.note ||
      fact.lines.map(({ words }) => words).join('\n') !== item.lines.join('\n')
    )
  })
  return finding(
    wrong.length === 0,
    `${sealed?.sheet.items.length ?? 0} 项接收与日志里的接收记录一致`,
    `与接收记录不一致：${wrong.map(({ key }) => itemTitle(key)).join('、')}`,
  )
}

function signatureFinding(row: HandoverRow): SheetFinding {
  const unsigned = neededRoles(row).filter(
    (role) => !row.signatures.some((one) => one.role === role),
  )
  return finding(
    unsigned.length === 0,
    `${row.signatures.length} 个签名都签在这份交接单上`,
    `缺签名：${unsigned.map(signerWord).join('、')}`,
  )
}

export function verifySheet(
  db: Database,
  crypto: Pick<Crypto, 'sha256'>,
  row: HandoverRow,
): SheetFinding[] {
  if (!row.sealed) return [{ good: false, words: '这份交接单没有定稿' }]
  const now = sheetHash(crypto, row.sealed.sheet)
  return [
    finding(
      now === row.sealed.hash,
      `交接单内容与签名时的摘要一致（${now.slice(0, 16)}）`,
      '交接单内容与签名时的摘要不一致',
    ),
    headFinding(db, row),
    itemsFinding(row),
    signatureFinding(row),
  ]
}

export interface VerifiedHandover {
  readonly id: string
  readonly closedAt: number
  readonly findings: readonly SheetFinding[]
}

/** Every closed handover of a database, oldest first. */
export function verifyHandovers(db: Database, crypto: Pick<Crypto, 'sha256'>): VerifiedHandover[] {
  return db.tables
    .select()
    .from(handoverTable)
    .where(isNotNull(handoverTable.closedAt))
    .orderBy(asc(handoverTable.closedAt), asc(handoverTable.id))
    .all()
    .map((row) => ({
      id: row.id,
      closedAt: row.closedAt ?? 0,
      findings: verifySheet(db, crypto, row),
    }))
}
