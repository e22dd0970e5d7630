import { useQuery } from '@tanstack/react-query'
import { beijingDateTime } from '../../core/kernel/beijing-time.ts'
import { queries } from '../client.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import type { Print } from './use-print.ts'
import styles from './Print.module.css'

/** Copies that were kept, newest first: the same bytes as were printed. */
export function KeptCopies({
  incident,
  print,
}: {
  readonly incident: string
  readonly print: Print
}) {
  const copies = useQuery(queries.documents.kept.queryOptions({ input: { incident } })).data ?? []
  if (copies.length === 0) return null
  return (
    <>
      <h3 className={styles.part}>留存的打印件</h3>
      <div className={styles.rows}>
        {copies.map(({ id, name, at, by }) => (
          <div key={id} className={styles.row}>
            <span className={styles.title} title={name}>
              {name}
            </span>
            <span className={styles.subject}>
              {beijingDateTime(at).slice(5, 16)} {by}
            </span>
            <ActionButton
              name={`取回 ${name}`}
              busy={print.busy}
              onPress={() => print.openKept({ copy: id })}
            >
              取回
            </ActionButton>
          </div>
        ))}
      </div>
    </>
  )
}
