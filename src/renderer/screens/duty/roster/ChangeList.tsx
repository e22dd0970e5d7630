import { beijingDateTime } from '../../../../core/kernel/beijing-time.ts'
import type { RosterChange } from '../../../../core/modules/rosters/contract.ts'
import { EmptyState } from '../../../ui/states.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import styles from './Roster.module.css'

/** 变更: who changed what, when, why and on whose word; newest first, never edited. */
export function ChangeList({ changes }: { readonly changes: readonly RosterChange[] }) {
  if (changes.length === 0) return <EmptyState title="还没有改动" />
  return (
    <div role="list" aria-label="改动记录">
      {changes.map(({ id, at, by, decided, kindWord, reason, words, afterPublishing }) => (
        <div key={id} role="listitem" className={styles.change}>
          <div className={styles.line}>
            <Tag tone={afterPublishing ? 'orange' : 'plain'}>
              {afterPublishing ? `印发后 ${kindWord}` : kindWord}
            </Tag>
            <span className={styles.note}>
              {beijingDateTime(at).slice(5, 16)} {by}
              {decided !== '' && ` · ${decided}`}
            </span>
          </div>
          {reason !== '' && <div>原因：{reason}</div>}
          {words.slice(0, 12).map((sentence) => (
            <div key={sentence}>{sentence}</div>
          ))}
          {words.length > 12 && <div className={styles.note}>另有 {words.length - 12} 处</div>}
        </div>
      ))}
    </div>
  )
}
