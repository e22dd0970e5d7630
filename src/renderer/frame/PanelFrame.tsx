import type { ComponentType } from 'react'
import { IncidentsPanel } from '../screens/dispatch/incidents/IncidentsPanel.tsx'
import { LogPanel } from '../screens/dispatch/log/LogPanel.tsx'
import { MapPanel } from '../screens/dispatch/map/MapPanel.tsx'
import { TrafficPanel } from '../screens/dispatch/traffic/TrafficPanel.tsx'
import { WallScreen } from '../screens/dispatch/wall/WallScreen.tsx'
import { UnitBoard } from '../screens/dispatch/units/UnitBoard.tsx'
import { Signal } from '../ui/Signal.tsx'
import { Banner } from './Banner.tsx'
import { KeyHelp } from './KeyHelp.tsx'
import { ScreenBoundary } from './ScreenBoundary.tsx'
import type { PanelEntry, PanelId } from './panels.ts'
import { Clock } from './title-bar/Clock.tsx'
import { useDrillWord, usePractice } from './title-bar/use-drill-word.ts'
import styles from './Frame.module.css'

const components: Readonly<Record<PanelId, ComponentType>> = {
  incidents: IncidentsPanel,
  map: MapPanel,
  log: LogPanel,
  units: UnitBoard,
  traffic: TrafficPanel,
  wall: WallScreen,
}

/** One panel in a window of its own; alarms and command line stay with the main window. */
export function PanelFrame({ panel }: { readonly panel: PanelEntry }) {
  const drill = useDrillWord()
  const practice = usePractice()
  const Chosen = components[panel.id]
  if (panel.id === 'wall') {
    return (
      <ScreenBoundary title={panel.title}>
        <Chosen />
      </ScreenBoundary>
    )
  }
  return (
    <div className={styles.frame}>
      <title>{`${panel.title} · 应急指挥调度台`}</title>
      <header className={styles.panelTitle}>
        <b>{panel.title}</b>
        {drill !== undefined && <Signal colour={practice ? 'blue' : 'yellow'}>{drill}</Signal>}
        <span className={styles.grow} />
        <Clock withDate={false} />
      </header>
      <Banner />
      <main className={styles.panelMain}>
        <ScreenBoundary title={panel.title}>
          <Chosen />
        </ScreenBoundary>
      </main>
      <KeyHelp />
    </div>
  )
}
