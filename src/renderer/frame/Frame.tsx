import { usePrefetchQuery } from '@tanstack/react-query'
import type { OwnSession } from '../../core/modules/people/contract.ts'
import { AlarmStrip } from './alarm-strip/AlarmStrip.tsx'
import { QuickEntry } from '../duty-log/QuickEntry.tsx'
import { queries } from '../client.ts'
import { CallStack } from '../callers/CallStack.tsx'
import { Banner } from './Banner.tsx'
import { CommandBar } from './command-line/CommandBar.tsx'
import { HandoverBanner } from './HandoverBanner.tsx'
import { KeyHelp } from './KeyHelp.tsx'
import { Nav } from './nav/Nav.tsx'
import { useNavigation } from './navigation.ts'
import { ScreenBoundary } from './ScreenBoundary.tsx'
import { screenOf } from './screens.ts'
import { TitleBar } from './title-bar/TitleBar.tsx'
import styles from './Frame.module.css'

/** The console: what is on every screen, always in the same place, around the one chosen. */
export function Frame({ own }: { readonly own: OwnSession }) {
  // Before the screen's many questions: a map's first tile waits for its answer.
  usePrefetchQuery(queries.basemaps.list.queryOptions())
  const chosen = screenOf(useNavigation((navigation) => navigation.screen))
  const Screen = chosen.component
  return (
    <div className={styles.frame}>
      <TitleBar />
      <Nav own={own} />
      <Banner />
      <AlarmStrip />
      <HandoverBanner />
      <CallStack />
      <main className={styles.main} aria-label={chosen.title}>
        <ScreenBoundary key={chosen.key} title={chosen.title}>
          <Screen />
        </ScreenBoundary>
      </main>
      <CommandBar />
      <QuickEntry />
      <KeyHelp />
    </div>
  )
}
