/** The log as JSON lines: one object a line, the first and the last about the export itself. */
import { beijingDateTime } from '../../../kernel/beijing-time.ts'
import { toHexText } from '../../../kernel/bytes-text.ts'
import type { ChainHead, OpStatus } from '../../../oplog/types.ts'
import type { LogRange } from '../contract.ts'
import type { Counts, ExportedLine } from './exported.ts'

export interface ExportFacts {
  readonly title: string
  readonly scope: string
  readonly range: LogRange
  readonly status: OpStatus
  readonly head: ChainHead
  readonly at: number
  readonly by: string
}

function chain({ origin, seq, hash }: ChainHead) {
  return { origin, seq, hash: toHexText(hash) }
}

export function jsonHead({ title, scope, range, status, head, at, by }: ExportFacts): string {
  const about = { title, scope, range, status, exportedAt: at, exported: beijingDateTime(at), by }
  return `${JSON.stringify({ line: 'head', format: 1, ...about, chain: chain(head) })}\n`
}

export function jsonEntry({ entry, undone, incident, paper }: ExportedLine): string {
  const { slot: _slot, ...told } = entry
  const times = {
    heard: beijingDateTime(entry.heardAt),
    typed: beijingDateTime(entry.typedAt),
    stored: beijingDateTime(entry.storedAt),
  }
  return `${JSON.stringify({ line: 'entry', ...told, ...times, incidentNumber: incident, restored: undone, paper })}\n`
}

export function jsonEnd(counts: Counts, head: ChainHead): string {
  return `${JSON.stringify({ line: 'end', ...counts, chain: chain(head) })}\n`
}
