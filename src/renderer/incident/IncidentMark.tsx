import type { CSSProperties } from 'react'
import type { IncidentCard } from '../../core/modules/incidents/contract.ts'
import { classes } from '../ui/classes.ts'
import { fillOf } from './incident-look.ts'
import styles from './IncidentMark.module.css'

/** The incident's diamond, as on the map. Its words stand beside it. */
export function IncidentMark({
  card,
  large = false,
}: {
  readonly card: Pick<IncidentCard, 'sign' | 'group'>
  readonly large?: boolean
}) {
  const fill = { '--fill': `var(${fillOf(card.group)})` } as CSSProperties
  return (
    <span className={classes(styles.mark, large && styles.large)} style={fill} aria-hidden>
      <span>{card.sign}</span>
    </span>
  )
}
