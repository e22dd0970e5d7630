import { beijingDate } from '../../../../core/kernel/beijing-time.ts'
import type { Contact } from '../../../../core/modules/contacts/contract.ts'
import { Tag } from '../../../ui/Tag.tsx'

/** How far an entry can be trusted: in doubt, long not verified, or the day somebody asked. */
export function Trust({
  entry: { doubt, overdue, verifiedAt },
}: {
  readonly entry: Pick<Contact, 'doubt' | 'overdue' | 'verifiedAt'>
}) {
  if (doubt) {
    return (
      <Tag tone="red" title={doubt.reason}>
        存疑
      </Tag>
    )
  }
  if (verifiedAt === null) return <Tag tone="yellow">从未核对</Tag>
  return overdue ? (
    <Tag tone="yellow">{`${beijingDate(verifiedAt)} 过期`}</Tag>
  ) : (
    beijingDate(verifiedAt)
  )
}
