/** What stands on paper to prove the log behind it. */
import { beijingDateTime } from '../../kernel/beijing-time.ts'
import { toHexText } from '../../kernel/bytes-text.ts'
import type { CoreContext } from '../../module.ts'
import type { ChainHead } from '../../oplog/types.ts'

/** The end of the chain at printing: whose log, how many facts, and the hash over all of them. */
export function chainWords({ origin, seq, hash }: ChainHead): string {
  return `链头 ${origin} · ${seq} · ${toHexText(hash)}`
}

/** Under a document that is no proof by itself: enough of the hash to compare by eye. */
export function shortChainWords({ origin, seq, hash }: ChainHead): string {
  return `链头 ${origin.slice(0, 8)} · ${seq} · ${toHexText(hash).slice(0, 16)}`
}

/** `打印 2026-11-29 14:30:12 王海燕` */
export function printedWords(context: CoreContext, name: string): string {
  return `打印 ${beijingDateTime(context.world.clock.nowMs())} ${name}`
}
