import { useQuery } from '@tanstack/react-query'
import type { Proposal, ProposalOf } from '../../../core/modules/command/contract.ts'
import { queries } from '../../client.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { Tag } from '../../ui/Tag.tsx'
import styles from './Proposal.module.css'

const most = 3

/** Incidents it may be the same as; nothing here stops anybody. */
export function SimilarIncidents({
  proposal,
  onChoose,
}: {
  readonly proposal: ProposalOf<'openIncident'>
  readonly onChoose: (proposal: Proposal, words: string) => void
}) {
  const { place, category, phone, receivedAt, source } = proposal.incident
  const found = useQuery(
    queries.incidents.duplicates.queryOptions({
      input: {
        place,
        category,
        ...(phone === '' ? {} : { phone }),
        ...(receivedAt === null ? {} : { receivedAt }),
      },
    }),
  ).data
  if (!found || found.candidates.length === 0) return null
  return (
    <ul className={styles.similar} aria-label="疑似重复">
      {found.candidates.slice(0, most).map((one) => {
        const incident = { id: one.id, number: one.number, title: one.place }
        const call: Proposal = {
          kind: 'furtherCall',
          text: proposal.text,
          incident,
          source,
          phone,
          at: receivedAt,
        }
        const label = `并入 ${one.number} 为补充来电`
        return (
          <li key={one.id}>
            <Tag tone={one.score === 'likely' ? 'yellow' : 'plain'}>
              {one.score === 'likely' ? '很可能同一起' : '可能'}
            </Tag>
            <b>
              {one.number} {one.categoryName}
            </b>
            <span>{one.place}</span>
            <span className={styles.meta}>{one.reasons.join('，')}</span>
            <span className={styles.grow} />
            <ActionButton kind="quiet" onPress={() => onChoose(call, label)}>
              {label}
            </ActionButton>
          </li>
        )
      })}
    </ul>
  )
}
