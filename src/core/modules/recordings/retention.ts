/** Deletes the sound when the rule says so, never what is known of it. */
import { and, isNotNull, isNull, lt } from 'drizzle-orm'
import type { CoreContext } from '../../module.ts'
import { keptAppends } from '../gateways/index.ts'
import { logLines } from '../logbook/index.ts'
import { ruleMs, ruleValue } from '../rules/index.ts'
import { recordingRemoved } from './facts.ts'
import { removeAt, retentionRule } from './queries.ts'
import { recordingTable } from './tables.ts'

const everyMs = 3_600_000
/** One sweep does not hold up the console; the next one goes on. */
const mostAtOnce = 200

/** The fact first: a sound that is gone without a word would look like damage. */
export function removeOldSounds(context: CoreContext): number {
  const now = context.world.clock.nowMs()
  const days = ruleValue(context, retentionRule)
  const t = recordingTable
  const due = context.db.tables
    .select()
    .from(t)
    .where(
      and(
        isNotNull(t.sha256),
        isNull(t.removedAt),
        isNull(t.keptBy),
        lt(t.callAt, now - ruleMs(context, retentionRule)),
      ),
    )
    .orderBy(t.callAt)
    .all()
    .filter((row) => {
      const at = removeAt(context, row)
      // Another console keeps the others, and deletes them itself.
      return at !== null && at <= now && context.sounds.has(row.id)
    })
    .slice(0, mostAtOnce)
  if (due.length === 0) return 0
  keptAppends(context).put(
    'recordings',
    () => [
      ...due.map(({ id, bytes, sha256 }) => ({
        kind: recordingRemoved.kind,
        entity: id,
        body: { at: now, days, bytes, sha256: sha256 ?? '' },
      })),
      logLines(context)({
        kind: 'system',
        source: { kind: 'text', text: '系统' },
        text: `按规则删除 ${due.length} 段到期录音的声音（保存 ${days} 天），通话记录保留`,
      }),
    ],
    () => {
      for (const { id } of due) context.sounds.remove(id)
    },
  )
  return due.length
}

export function keepRetention(context: CoreContext): () => void {
  let cancel: (() => void) | undefined
  const sweep = () => {
    removeOldSounds(context)
    cancel = context.world.timers.after(everyMs, sweep)
  }
  sweep()
  return () => cancel?.()
}
