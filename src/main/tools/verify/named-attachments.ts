/**
 * Which attachments facts name: by convention a body's field `attachment` holds the SHA-256 in
 * hex, a field `attachments` a list of them, at any depth.
 */
import type { Database } from '../../../core/kernel/database.ts'
import { decodeEnvelope } from '../../../core/oplog/envelope.ts'
import type { OpRef } from '../../../core/oplog/types.ts'

const hash = /^[0-9a-f]{64}$/

function attachmentsNamedIn(body: unknown): string[] {
  if (Array.isArray(body)) return body.flatMap(attachmentsNamedIn)
  if (body === null || typeof body !== 'object' || body instanceof Uint8Array) return []
  return Object.entries(body).flatMap(([key, value]: [string, unknown]) => {
    if (key !== 'attachment' && key !== 'attachments') return attachmentsNamedIn(value)
    const listed: unknown[] = Array.isArray(value) ? value : [value]
    return listed.filter((each): each is string => typeof each === 'string' && hash.test(each))
  })
}

/** Every (op, attachment) pair of a log. Only ops whose bytes hold the word are decoded. */
export function* namedAttachments(
  db: Database,
): Generator<{ readonly op: OpRef; readonly sha256: string }> {
  const rows = db.prepare<{ origin: string; seq: number; bytes: Uint8Array }>(
    'select origin, seq, bytes from op where instr(bytes, ?) > 0 order by origin, seq',
  )
  for (const { origin, seq, bytes } of rows.iterate(Buffer.from('attachment'))) {
    const envelope = decodeEnvelope(bytes)
    if (!envelope.ok) continue
    for (const sha256 of attachmentsNamedIn(envelope.value.body))
      yield { op: { origin, seq }, sha256 }
  }
}
