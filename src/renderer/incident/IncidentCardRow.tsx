import { incidentWord, type IncidentCard } from '../../core/modules/incidents/contract.ts'
import { beijingTime } from '../../core/kernel/beijing-time.ts'
import { ReportClock } from '../reports/ReportClock.tsx'
import { Age } from '../ui/Age.tsx'
import { classes } from '../ui/classes.ts'
import { Tag } from '../ui/Tag.tsx'
import { IncidentMark } from './IncidentMark.tsx'
import { toneOf } from './incident-look.ts'
import styles from './IncidentCardRow.module.css'

const minuteMs = 60_000
/** Registered and nobody has called back: amber, red. */
const verifyDueMs = 10 * minuteMs
const verifyOverMs = 30 * minuteMs

const placeNotes: Partial<Record<IncidentCard['place']['precision'], string>> = {
  'township-only': '位置仅到乡镇',
  unknown: '位置不明',
}

/** One incident of a standing list: what, where, since when, and what it waits for. */
export function IncidentCardRow({
  card,
  id,
  selected,
  onSelect,
  onOpen,
}: {
  readonly card: IncidentCard
  readonly id: string
  readonly selected: boolean
  readonly onSelect: () => void
  readonly onOpen?: (() => void) | undefined
}) {
  const closed = card.group === 'closed'
  return (
    <div
      id={id}
      role="option"
      aria-selected={selected}
      data-incident={card.number}
      className={classes(styles.card, selected && styles.selected, closed && styles.closed)}
      onClick={onSelect}
      onDoubleClick={onOpen}
    >
      <div className={styles.top}>
        <IncidentMark card={card} />
        <span className={styles.number}>{card.number}</span>
        <b className={styles.what}>{card.categoryName}</b>
        {closed ? (
          <span className={styles.when}>
            {beijingTime(card.closedAt ?? card.statusSince).slice(0, 5)}{' '}
            {incidentWord(card.incidentStatus)}
          </span>
        ) : (
          <Age
            sinceMs={card.receivedAt}
            dueMs={card.incidentStatus === 'received' ? verifyDueMs : undefined}
            overMs={card.incidentStatus === 'received' ? verifyOverMs : undefined}
          />
        )}
      </div>
      <div className={styles.where} title={card.title}>
        {card.place.text}
      </div>
      {!closed && <Chips card={card} />}
      {!closed && <ReportClock incident={card.id} />}
    </div>
  )
}

function Chips({ card }: { readonly card: IncidentCard }) {
  const placeNote = placeNotes[card.place.precision]
  return (
    <div className={styles.chips}>
      <Tag tone={toneOf(card.incidentStatus)}>{incidentWord(card.incidentStatus)}</Tag>
      <Tag>{incidentWord(card.grade)}</Tag>
      {card.units === 0 ? <Tag tone="orange">未派队</Tag> : <Tag>队伍 {card.units}</Tag>}
      {card.missingCount > 0 && <Tag title="报告要素还没有填齐">缺 {card.missingCount} 项</Tag>}
      {placeNote !== undefined && <Tag>{placeNote}</Tag>}
      {card.conflict && <Tag tone="red">两处同时改动</Tag>}
    </div>
  )
}
