import type { ReactNode } from 'react'
import { AlarmStrip } from './alarm-strip/AlarmStrip.tsx'
import { Banner } from './Banner.tsx'
import { KeyHelp } from './KeyHelp.tsx'
import { LookControls } from './LookControls.tsx'
import { PageFoot } from './PageFoot.tsx'
import { TitleBar } from './title-bar/TitleBar.tsx'
import styles from './Frame.module.css'

/** The frame before sign-in and while locked: title, links and alarms stay visible. */
export function Shell({
  alarms = false,
  children,
}: {
  readonly alarms?: boolean
  readonly children: ReactNode
}) {
  return (
    <div className={styles.frame}>
      <TitleBar readOnly />
      <Banner />
      {alarms && <AlarmStrip readOnly />}
      <main className={styles.main}>{children}</main>
      <PageFoot>
        <LookControls />
      </PageFoot>
      <KeyHelp />
    </div>
  )
}
