import { useState } from 'react'
import { Checkbox, Segmented } from 'antd'
import { useQuery } from '@tanstack/react-query'
import type { Incident } from '../../../core/modules/incidents/contract.ts'
import type { EntryKind } from '../../../core/modules/logbook/contract.ts'
import { queries } from '../../client.ts'
import { EntryForm } from '../../log/EntryForm.tsx'
import { LogSearch } from '../../log/LogSearch.tsx'
import { LogView } from '../../log/LogView.tsx'
import { useHotkey } from '../../ui/hotkeys.ts'
import { Panel } from '../../ui/Panel.tsx'

/** Kinds an officer looks for together; one without a line has no tab. */
const groups: readonly { readonly word: string; readonly kinds: readonly EntryKind[] }[] = [
  { word: '命令', kinds: ['order', 'decision'] },
  { word: '通联', kinds: ['comm'] },
  { word: '来电', kinds: ['report', 'call'] },
  { word: '处置', kinds: ['arrival', 'action'] },
  { word: '报送', kinds: ['submit'] },
]

/** 处置纪实: the incident's lines by kind, those of incidents merged into it, and the entry row. */
export function LogPart({
  incident,
  small,
}: {
  readonly incident: Incident
  readonly small: boolean
}) {
  const { id } = incident
  const [tab, setTab] = useState('all')
  const [filter, setFilter] = useState({ typedOnly: false, includeStruck: true })
  const counts =
    useQuery(queries.logbook.kindCounts.queryOptions({ input: { incident: id, ...filter } }))
      .data ?? []
  useHotkey('Ctrl+F', '查找日志', () => setTab('search'))
  const lines = (kinds: readonly EntryKind[]) =>
    counts.reduce(
      (sum, one) => (kinds.some((kind) => kind === one.kind) ? sum + one.lines : sum),
      0,
    )
  const all = counts.reduce((sum, one) => sum + one.lines, 0)
  const shown = groups.filter(({ word, kinds }) => lines(kinds) > 0 || word === tab)
  const merged = incident.merged.find((other) => other.id === tab)
  const kinds = groups.find(({ word }) => word === tab)?.kinds ?? []
  const numberOf = (other: string) =>
    other === id ? incident.number : incident.merged.find((one) => one.id === other)?.number
  return (
    <Panel
      label={`${incident.number} 纪实`}
      fixed
      title={
        <Segmented
          aria-label="看什么"
          value={tab}
          options={[
            { value: 'all', label: `全部 ${all}` },
            ...shown.map((one) => ({ value: one.word, label: `${one.word} ${lines(one.kinds)}` })),
            ...incident.merged.map((other) => ({ value: other.id, label: `${other.number} 纪实` })),
            { value: 'search', label: '查找' },
          ]}
          onChange={setTab}
        />
      }
      extra={
        <>
          <Checkbox
            checked={filter.typedOnly}
            onChange={(event) => setFilter({ ...filter, typedOnly: event.target.checked })}
          >
            只看人工
          </Checkbox>
          {!small && (
            <Checkbox
              checked={filter.includeStruck}
              onChange={(event) => setFilter({ ...filter, includeStruck: event.target.checked })}
            >
              显示划改
            </Checkbox>
          )}
        </>
      }
    >
      {tab === 'search' ? (
        <LogSearch incident={id} filter={filter} narrow={small} incidentNumber={numberOf} />
      ) : (
        <LogView
          key={merged?.id ?? tab}
          incident={merged?.id ?? id}
          filter={{ ...filter, kinds }}
          narrow={small}
        />
      )}
      <EntryForm key={id} incident={id} />
    </Panel>
  )
}
