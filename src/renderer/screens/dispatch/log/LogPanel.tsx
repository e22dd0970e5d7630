import { useState } from 'react'
import { Checkbox, Segmented } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { queries } from '../../../client.ts'
import { useSelection } from '../../../frame/selection.ts'
import { EntryForm } from '../../../log/EntryForm.tsx'
import { LogSearch } from '../../../log/LogSearch.tsx'
import { LogView } from '../../../log/LogView.tsx'
import { OpenActions } from '../../../log/OpenActions.tsx'
import { PrintButton } from '../../../print/PrintButton.tsx'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { useHotkey } from '../../../ui/hotkeys.ts'
import { Panel } from '../../../ui/Panel.tsx'
import { useSmallDesk } from '../../../ui/use-small-desk.ts'
import { useLogTab, type LogTab } from './log-tab.ts'
import styles from './LogPanel.module.css'

/** Bottom of 指挥: the selected incident's log, the duty log, open actions, search over all. */
export function LogPanel() {
  const small = useSmallDesk()
  const selected = useSelection(({ incident }) => incident)
  const incidents =
    useQuery(queries.incidents.list.queryOptions({ input: {} })).data?.incidents ?? []
  const actions = useQuery(queries.logbook.openActions.queryOptions({ input: {} })).data?.count ?? 0
  const { tab: wanted, show, asked, answered } = useLogTab()
  const [filter, setFilter] = useState({ typedOnly: false, includeStruck: true })
  const [writing, setWriting] = useState(false)
  // Only opening takes the focus: walking through the incidents leaves it where it is.
  const [opening, setOpening] = useState(false)
  useHotkey('Ctrl+F', '查找日志', () => show('search'))
  const numberOf = (id: string) => incidents.find((card) => card.id === id)?.number
  const number = selected === undefined ? undefined : numberOf(selected)
  // Without a selected incident its log is the duty log: there is always a log to write in.
  const tab: LogTab = wanted === 'incident' && selected === undefined ? 'duty' : wanted
  const incident = tab === 'duty' ? undefined : selected
  const tabs = [
    ...(selected === undefined
      ? []
      : [{ value: 'incident' as const, label: `${number ?? ''} 纪实` }]),
    { value: 'duty' as const, label: '值班日志' },
    { value: 'actions' as const, label: `待办 ${actions}` },
    { value: 'search' as const, label: '查找' },
  ]
  return (
    <Panel
      label="日志"
      fixed
      title={
        <Segmented<LogTab> aria-label="看哪本日志" value={tab} options={tabs} onChange={show} />
      }
      extra={
        <>
          {tab !== 'actions' && (
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
                  onChange={(event) =>
                    setFilter({ ...filter, includeStruck: event.target.checked })
                  }
                >
                  显示划改
                </Checkbox>
              )}
            </>
          )}
          <PrintButton
            incident={incident === undefined ? undefined : { id: incident, number: number ?? '' }}
          />
          {!writing && (
            <ActionButton
              hotkey="Ctrl+Enter"
              onPress={() => {
                setWriting(true)
                setOpening(true)
              }}
            >
              记一条
            </ActionButton>
          )}
        </>
      }
    >
      <div className={styles.body}>
        {tab === 'search' && (
          <LogSearch
            incident={selected}
            filter={filter}
            narrow={small}
            incidentNumber={numberOf}
            wanted={asked}
            onTaken={answered}
          />
        )}
        {tab === 'actions' && <OpenActions narrow={small} incidentNumber={numberOf} />}
        {(tab === 'incident' || tab === 'duty') && (
          <LogView
            key={incident ?? 'duty'}
            incident={incident}
            filter={filter}
            narrow={small}
            incidentNumber={incident === undefined ? numberOf : undefined}
          />
        )}
      </div>
      {writing && (
        <EntryForm
          key={`form ${incident ?? 'duty'}`}
          incident={incident}
          takeFocus={opening}
          onFocused={() => setOpening(false)}
          onClose={() => setWriting(false)}
        />
      )}
    </Panel>
  )
}
