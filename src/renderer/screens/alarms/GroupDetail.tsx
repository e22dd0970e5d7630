import { useMutation } from '@tanstack/react-query'
import { beijingTime } from '../../../core/kernel/beijing-time.ts'
import { queries } from '../../client.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { describeError } from '../../ui/describe-error.ts'
import { Tag } from '../../ui/Tag.tsx'
import type { GroupLine } from './alarm-rows.ts'
import styles from '../../alarms/Alarms.module.css'

/** A flood: how many, since when, and one press that acknowledges each of them. */
export function GroupDetail({
  line,
  expanded,
  onToggle,
}: {
  readonly line: GroupLine
  readonly expanded: boolean
  readonly onToggle: () => void
}) {
  const acknowledge = useMutation(queries.alarms.acknowledgeGroup.mutationOptions())
  const { group, members } = line
  return (
    <div className={styles.detail}>
      <h3>{group.title}</h3>
      <div className={styles.tags}>
        <Tag tone="yellow">归组 {members.length}</Tag>
        <Tag tone={group.waiting > 0 ? 'red' : 'plain'}>{group.waiting} 条未确认</Tag>
      </div>
      <p className={styles.words}>
        {beijingTime(group.firstAt)} 至 {beijingTime(group.raisedAt)} 连续发生，只响一次。
      </p>
      <div className={styles.buttons}>
        <ActionButton
          kind="primary"
          hotkey="A"
          name="确认这一组"
          busy={acknowledge.isPending}
          refusedBecause={group.waiting === 0 ? '这一组都已经确认过' : undefined}
          onPress={() => acknowledge.mutate({ alarms: [...group.members] })}
        >
          确认这一组
        </ActionButton>
        <ActionButton hint="Enter" onPress={onToggle}>
          {expanded ? '收起' : '展开'}
        </ActionButton>
      </div>
      {acknowledge.error !== null && (
        <div className={styles.problem} role="alert">
          {describeError(acknowledge.error)}
        </div>
      )}
      <ol className={styles.steps}>
        {members.map(({ id, title, raisedAt, handler }) => (
          <li key={id}>
            <time>{beijingTime(raisedAt)}</time>
            <b>{handler ?? ''}</b>
            <span>{title}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}
