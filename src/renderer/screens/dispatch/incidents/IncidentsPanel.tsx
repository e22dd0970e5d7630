import { use, useEffect, useState } from 'react'
import { Segmented } from 'antd'
import { useQuery } from '@tanstack/react-query'
import type { IncidentGroup } from '../../../../core/modules/incidents/contract.ts'
import { queries } from '../../../client.ts'
import { useNavigation } from '../../../frame/navigation.ts'
import { useSelection } from '../../../frame/selection.ts'
import { IncidentList } from '../../../incident/IncidentList.tsx'
import { onRegistered, openIntake } from '../../../incident/intake-store.ts'
import { IntakeForm } from '../../../incident/IntakeForm.tsx'
import { StaleWhileAway } from '../../../log/LogView.tsx'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { Kbd } from '../../../ui/Kbd.tsx'
import { PanelWindow } from '../../../ui/panel-window.ts'
import { Panel } from '../../../ui/Panel.tsx'
import { EmptyState, FailingState, LoadingState } from '../../../ui/states.tsx'
import { useSmallDesk } from '../../../ui/use-small-desk.ts'
import { useLogTab } from '../log/log-tab.ts'
import { AlertBoxes } from './AlertBoxes.tsx'
import { useAlertBoxes } from './use-alert-boxes.ts'
import styles from './IncidentsPanel.module.css'

type Shown = 'all' | IncidentGroup

/** Left of 指挥: what needs somebody, the standing lists, and the intake form in their place. */
export function IncidentsPanel() {
  const small = useSmallDesk()
  const list = useQuery({
    ...queries.incidents.list.queryOptions({ input: {} }),
    // Closed ones leave after 24 hours without anything being written.
    refetchInterval: 10 * 60_000,
  })
  const boxes = useAlertBoxes()
  const { incident: selected, selectIncident, selectUnit } = useSelection()
  const goTo = useNavigation(({ goTo: go }) => go)
  const showLog = useLogTab(({ show }) => show)
  const [shown, setShown] = useState<Shown>()
  const [box, setBox] = useState<string>()
  // In a window of its own there is no map beside it: the form takes the place of the list.
  const alone = use(PanelWindow) === undefined
  const [intake, setIntake] = useState(false)
  useEffect(
    () =>
      onRegistered(() => {
        setBox(undefined)
        setShown(small ? 'waiting' : 'all')
      }),
    [small],
  )
  const counts = list.data?.counts
  const all = list.data?.incidents ?? []
  // One list at a time on the small desk: work that goes on first, else what waits.
  const tab = shown ?? (small ? (counts?.active === 0 ? 'waiting' : 'active') : 'all')
  const within = boxes.find(({ key }) => key === box)?.incidents
  const cards = all.filter(({ group, id }) =>
    within ? within.includes(id) : tab === 'all' || group === tab,
  )
  const hidden = within === undefined ? 0 : all.length - cards.length

  const choose = (key: string) => {
    if (key === 'actions') {
      showLog('actions')
      return
    }
    setBox(key === box ? undefined : key)
    const unit = boxes.find((one) => one.key === key)?.unit
    if (unit !== undefined && key !== box) selectUnit(unit)
  }
  const select = (id: string) => {
    selectIncident(id)
    showLog('incident')
  }
  const tabs = [
    ...(small ? [] : [{ value: 'all' as const, label: '全部' }]),
    { value: 'waiting' as const, label: `等待 ${counts?.waiting ?? 0}` },
    { value: 'active' as const, label: `在办 ${counts?.active ?? 0}` },
    {
      value: 'closed' as const,
      label: small ? `办结 ${counts?.closed ?? 0}` : `近24时 ${counts?.closed ?? 0}`,
    },
  ]
  return (
    <Panel
      label="事件"
      fixed
      footer={
        // The form has keys of its own, and on the small desk it needs the room.
        intake ? undefined : (
          <>
            <span className={styles.hidden}>筛选隐藏 {hidden} 条</span>
            {hidden > 0 && (
              <ActionButton kind="quiet" onPress={() => setBox(undefined)}>
                全部显示
              </ActionButton>
            )}
            <span>
              <Kbd keys="ArrowUp" /> <Kbd keys="ArrowDown" /> <Kbd keys="Enter" /> 打开{' '}
              <Kbd keys="Z" /> 定位
            </span>
          </>
        )
      }
    >
      <AlertBoxes boxes={boxes} chosen={box} onChoose={choose} />
      <div className={styles.tabs}>
        <Segmented<Shown>
          aria-label="看哪些事件"
          value={tab}
          options={tabs}
          onChange={(next) => {
            setShown(next)
            setBox(undefined)
          }}
        />
        <ActionButton
          kind="primary"
          hotkey="N"
          onPress={() => (alone ? setIntake(true) : openIntake())}
        >
          接报
        </ActionButton>
      </div>
      <StaleWhileAway />
      {intake && (
        <IntakeForm
          onOpened={(id) => {
            setIntake(false)
            setBox(undefined)
            setShown(small ? 'waiting' : 'all')
            select(id)
          }}
          onClose={() => setIntake(false)}
        />
      )}
      {!intake &&
        (list.error !== null && !list.data ? (
          <FailingState title="读不到事件" error={list.error} onRetry={() => void list.refetch()} />
        ) : list.isPending ? (
          <LoadingState what="事件" />
        ) : (
          <IncidentList
            cards={cards}
            selected={selected}
            onSelect={select}
            onOpen={(id) => goTo('incidents', id)}
            empty={
              <EmptyState title={all.length === 0 ? '没有在办事件' : '这里没有事件'}>
                {all.length === 0 && <span className={styles.hint}>接到报告按 N 登记</span>}
              </EmptyState>
            }
          />
        ))}
    </Panel>
  )
}
