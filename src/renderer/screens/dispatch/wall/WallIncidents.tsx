import { useQuery } from '@tanstack/react-query'
import type { IncidentCard } from '../../../../core/modules/incidents/contract.ts'
import { casualtyFigures, incidentWord } from '../../../../core/modules/incidents/contract.ts'
import { queries } from '../../../client.ts'
import { ageInWords } from '../../../ui/age.ts'
import { classes } from '../../../ui/classes.ts'
import { useNow } from '../../../ui/now.ts'
import styles from './Wall.module.css'

/** Room for three; how many more there are is said. */
const shownAtOnce = 3
const order = ['active', 'waiting'] as const

export function WallIncidents() {
  const incidents = useQuery(queries.incidents.list.queryOptions({ input: {} })).data?.incidents
  const open = order.flatMap((group) => (incidents ?? []).filter((one) => one.group === group))
  return (
    <section className={styles.incidents} aria-label="事件">
      {open.slice(0, shownAtOnce).map((card) => (
        <Incident key={card.id} card={card} />
      ))}
      {incidents && open.length === 0 && <div className={styles.quiet}>没有在办事件</div>}
      {open.length > shownAtOnce && (
        <div className={styles.more}>另有 {open.length - shownAtOnce} 起事件</div>
      )}
    </section>
  )
}

function Incident({ card }: { readonly card: IncidentCard }) {
  const now = useNow()
  const { group, categoryName, number, title, incidentStatus, units, casualties } = card
  const told = casualtyFigures
    .filter(([key]) => (casualties?.[key] ?? 0) > 0)
    .map(([key, word]) => `${word} ${casualties?.[key]}`)
  return (
    <article className={classes(styles.card, group === 'active' ? styles.red : styles.yellow)}>
      <header>
        <b>
          {number} {categoryName}
        </b>
        <span>{ageInWords(now - card.receivedAt)}</span>
      </header>
      <div className={styles.title}>
        {title} · {incidentWord(incidentStatus)}
      </div>
      <div className={styles.figures}>
        <span>
          队伍 <b>{units}</b>
        </span>
        {told.map((words) => (
          <span key={words}>{words}</span>
        ))}
      </div>
    </article>
  )
}
