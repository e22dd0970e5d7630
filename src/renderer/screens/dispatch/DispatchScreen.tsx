import { useSelection } from '../../frame/selection.ts'
import { closeIntake, intakeDone, useIntake } from '../../incident/intake-store.ts'
import { IntakeForm } from '../../incident/IntakeForm.tsx'
import { PanelWindow } from '../../ui/panel-window.ts'
import { Split } from '../../ui/Split.tsx'
import { useSmallDesk } from '../../ui/use-small-desk.ts'
import { IncidentsPanel } from './incidents/IncidentsPanel.tsx'
import { useLogTab } from './log/log-tab.ts'
import { LogPanel } from './log/LogPanel.tsx'
import { MapPanel } from './map/MapPanel.tsx'
import { TrafficPanel } from './traffic/TrafficPanel.tsx'
import { UnitBoard } from './units/UnitBoard.tsx'
import { useOrdering } from './units/use-ordering.ts'
import styles from './DispatchScreen.module.css'

/** 指挥: incidents left, map over log in the centre, units over radio traffic right. */
export function DispatchScreen() {
  const small = useSmallDesk()
  // Two desks, two memories: a width dragged on the big screen would not fit the small one.
  const desk = small ? 'small' : 'large'
  const intake = useIntake(({ open }) => open)
  const selectIncident = useSelection((selection) => selection.selectIncident)
  const showLog = useLogTab(({ show: showTab }) => showTab)
  const show = (id: string) => {
    selectIncident(id)
    showLog('incident')
  }
  const ordering = useOrdering((state) => state.ordering)
  const right = `dispatch.right.${desk}${ordering ? '.order' : ''}`
  return (
    <div className={styles.screen}>
      <Split
        key={desk}
        name={`dispatch.columns.${desk}`}
        parts={[
          { startPx: small ? 290 : 344, minPx: 260 },
          { minPx: 420 },
          { startPx: small ? 368 : 456, minPx: 320 },
        ]}
      >
        <PanelWindow value="incidents">
          <IncidentsPanel />
        </PanelWindow>
        <Split
          name={`dispatch.centre.${desk}`}
          vertical
          parts={[{ minPx: 220 }, { startPx: small ? 244 : 360, minPx: 140 }]}
        >
          <MapPanel />
          <PanelWindow value="log">
            <LogPanel />
          </PanelWindow>
        </Split>
        {intake ? (
          <IntakeForm
            canPick
            onShow={show}
            onOpened={(id) => {
              intakeDone()
              show(id)
            }}
            onClose={closeIntake}
          />
        ) : (
          <Split
            key={right}
            name={right}
            vertical
            parts={
              ordering
                ? [{ minPx: 320 }, { startPx: small ? 150 : 220, minPx: 120 }]
                : [{ startPx: small ? 380 : 468, minPx: 180 }, { minPx: 150 }]
            }
          >
            <PanelWindow value="units">
              <UnitBoard />
            </PanelWindow>
            <PanelWindow value="traffic">
              <TrafficPanel />
            </PanelWindow>
          </Split>
        )}
      </Split>
    </div>
  )
}
