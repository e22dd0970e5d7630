import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { beijingDateTime } from '../../../../core/kernel/beijing-time.ts'
import type { ShownRule } from '../../../../core/modules/rules/contract.ts'
import { queries } from '../../../client.ts'
import { DataList, type Column } from '../../../ui/DataList.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { EmptyState, FailingState, LoadingState } from '../../../ui/states.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import { RuleEditor } from './RuleEditor.tsx'
import { basisWords, byGroup, groupWord, sourceWords, valueWords } from './rule-words.ts'
import styles from '../Section.module.css'

const columns: readonly Column<ShownRule>[] = [
  { key: 'group', title: '类别', width: '92px', cell: ({ group }) => groupWord(group) },
  {
    key: 'label',
    title: '规则',
    width: 'minmax(140px, 2fr)',
    cell: ({ label }) => label,
  },
  {
    key: 'value',
    title: '现值',
    width: '92px',
    align: 'right',
    cell: (rule) => <b>{valueWords(rule)}</b>,
  },
  {
    key: 'basis',
    title: '依据',
    width: '60px',
    cell: ({ basis }) => {
      const [word, tone] = basisWords[basis]
      return <Tag tone={tone}>{word}</Tag>
    },
  },
  {
    key: 'source',
    title: '出处',
    width: 'minmax(80px, 1fr)',
    cell: ({ source }) => sourceWords(source),
  },
  {
    key: 'changed',
    title: '谁改的',
    width: 'minmax(130px, 1fr)',
    cell: ({ changed }) =>
      changed === null ? '原值' : `${changed.by} ${beijingDateTime(changed.at).slice(5, 16)}`,
  },
]

/** 规则和时限: every limit with where it comes from and who changed it. */
export function RulesSection() {
  const rules = useQuery(queries.rules.list.queryOptions())
  const [selected, setSelected] = useState<string>()
  const rows = byGroup(rules.data ?? [])
  const rule = rows.find(({ key }) => key === selected)
  return (
    <div className={styles.split}>
      <Panel title={`规则和时限 ${rows.length}`} fixed>
        {rules.isError && (
          <FailingState
            title="读不到规则"
            error={rules.error}
            onRetry={() => void rules.refetch()}
          />
        )}
        {rules.isPending && <LoadingState what="规则" />}
        {rules.data !== undefined && (
          <DataList<ShownRule>
            label="规则和时限"
            rows={rows}
            columns={columns}
            rowKey={({ key }) => key}
            rowTone={({ changed }) => (changed === null ? undefined : 'due')}
            selectedKey={selected}
            onSelect={({ key }) => setSelected(key)}
            empty={<EmptyState title="县情资料里没有规则" />}
          />
        )}
      </Panel>
      <Panel title={rule?.label ?? '修改'}>
        {rule === undefined ? (
          <EmptyState
            title="选一条规则"
            hint="法定的不能改；县设和假定的可以改，须写明原因，改动记入日志。"
          />
        ) : (
          <RuleEditor key={rule.key} rule={rule} />
        )}
      </Panel>
    </div>
  )
}
