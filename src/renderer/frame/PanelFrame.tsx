import { Suspense } from 'react'
import { Signal } from '../ui/Signal.tsx'
import { LoadingState } from '../ui/states.tsx'
import { Banner } from './Banner.tsx'
import { KeyHelp } from './KeyHelp.tsx'
import { ScreenBoundary } from './ScreenBoundary.tsx'
import type { PanelEntry } from './panels.ts'
import { Clock } from './title-bar/Clock.tsx'
import { useDrillWord } from './title-bar/use-drill-word.ts'
import styles from './Frame.module.css'

/** One panel in a window of its own; alarms and command line stay with the main window. */
export function PanelFrame({ panel }: { readonly panel: PanelEntry }) {
  const drill = useDrillWord()
  const Chosen = panel.component
  return (
    <div className={styles.frame}>
      <title>{`${panel.title} · 应急指挥调度台`}</title>
      <header className={styles.panelTitle}>
        <b>{panel.title}</b>
        {drill !== undefined && <Signal colour="yellow">{drill}</Signal>}
        <span className={styles.grow} />
        <Clock withDate={false} />
      </header>
      <Banner />
      <main className={styles.panelMain}>
        <ScreenBoundary title={panel.title}>
          <Suspense fallback={<LoadingState what={panel.title} />}>
            <Chosen />
          </Suspense>
        </ScreenBoundary>
      </main>
      <KeyHelp />
    </div>
  )
}
