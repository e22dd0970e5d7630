import type { ShownViolation } from '../../../../core/modules/rosters/contract.ts'
import { DataList, type Column } from '../../../ui/DataList.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import { useState } from 'react'
import styles from './Roster.module.css'

const columns: readonly Column<ShownViolation>[] = [
  {
    key: 'kind',
    title: '性质',
    width: '72px',
    cell: ({ hard, override }) =>
      override !== null ? (
        <Tag>已准</Tag>
      ) : hard ? (
        <Tag tone="red">必须改</Tag>
      ) : (
        <Tag tone="yellow">可变通</Tag>
      ),
  },
  {
    key: 'words',
    title: '问题',
    width: 'minmax(0, 1fr)',
    cell: ({ words, override }) => (
      <span>
        {words}
        {override !== null && (
          <span className={styles.note}>
            {' '}
            {override.name}：{override.reason}
          </span>
        )}
      </span>
    ),
  },
]

/** What must be changed first, then what needs a reason, then what has one. */
export function inUrgency(violations: readonly ShownViolation[]): readonly ShownViolation[] {
  const rank = ({ hard, override }: ShownViolation) => (override !== null ? 2 : hard ? 0 : 1)
  return violations.toSorted((a, b) => rank(a) - rank(b))
}

/** 问题: every broken rule in words; Enter goes to the spot. */
export function ProblemList({
  violations,
  onGo,
}: {
  readonly violations: readonly ShownViolation[]
  readonly onGo: (violation: ShownViolation) => void
}) {
  const [selected, setSelected] = useState<string>()
  return (
    <DataList
      label="排班问题"
      wrap
      rows={inUrgency(violations)}
      columns={columns}
      rowKey={({ key }) => key}
      selectedKey={selected}
      onSelect={({ key }) => setSelected(key)}
      onOpen={onGo}
      empty={<EmptyState title="没有问题" hint="缺人、冲突、休息不够、请假和资格都查过了。" />}
    />
  )
}
