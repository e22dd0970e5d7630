import { beijingTime } from '../../../../core/kernel/beijing-time.ts'
import type { RollSheet } from '../../../../core/modules/rollcall/contract.ts'
import { useSmallDesk } from '../../../ui/use-small-desk.ts'
import styles from './RollCall.module.css'

/** Which net, since when, and how it stands in numbers. */
export function SheetHead({ sheet }: { readonly sheet: RollSheet }) {
  const small = useSmallDesk()
  const { counts, title, group, startedAt, label, word, conflict } = sheet
  const about = `${beijingTime(startedAt).slice(0, 5)} ${label ?? '临时点名'}`
  return (
    <span className={styles.counts} title={`${title} ${about}`}>
      <b>
        {title}
        {group === null ? '' : ` G${group}`}
      </b>
      <span className={styles.note}>
        {small ? word : `${about} · ${word}`}
        {conflict && ' · 两处同时改动'}
      </span>
      <span>
        应答{' '}
        <b>
          {counts.answered}/{counts.due}
        </b>
      </span>
      {counts.poor > 0 && !small && <span className={styles.poor}>质差 {counts.poor}</span>}
      <span className={counts.absent + counts.open > 0 ? styles.bad : undefined}>
        未应答 {counts.absent + counts.open}
      </span>
    </span>
  )
}
