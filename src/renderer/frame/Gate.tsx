import { useState } from 'react'
import { usePrefetchQuery, useQuery } from '@tanstack/react-query'
import { queries, useConnection } from '../client.ts'
import { FirstStartScreen } from '../screens/first-start/FirstStartScreen.tsx'
import { SignInScreen } from '../screens/sign-in/SignInScreen.tsx'
import { FailingState } from '../ui/states.tsx'
import { Frame } from './Frame.tsx'
import { LockScreen } from './LockScreen.tsx'
import { PanelFrame } from './PanelFrame.tsx'
import { panelOfPath } from './panels.ts'
import { PageNotice } from './PageNotice.tsx'
import { Shell } from './Shell.tsx'
import { useCoreClock } from './use-core-clock.ts'
import { useLayoutSync } from './use-layout-sync.ts'
import { useFreshAfterSignIn, useResume } from '../session.ts'

const panel = panelOfPath(location.pathname)

/** Connecting, 请刷新, first start, sign-in, locked, or the console itself. */
export function Gate() {
  const connection = useConnection()
  const state = useQuery(queries.people.state.queryOptions())
  // The map waits for nothing else: it is asked before the screen's other questions.
  usePrefetchQuery(queries.places.county.queryOptions())
  const [setUpRunning, setSetUpRunning] = useState(false)
  const session = state.data?.session
  const resuming = useResume(session?.kind)
  useFreshAfterSignIn(session && (session.kind === 'open' ? session.own.person : null))
  useCoreClock()
  useLayoutSync(state.data?.seat.name)

  if (connection.kind === 'refresh-needed') {
    return (
      <PageNotice
        title="调度台已经更新，请刷新"
        action={{ words: '刷新', hotkey: 'Enter', run: () => location.reload() }}
      >
        这个页面属于上一个版本，继续使用会出错。已写的草稿都在，刷新后可以接着写。
      </PageNotice>
    )
  }
  if (state.data === undefined) {
    if (state.isError && connection.kind === 'live') {
      return (
        <PageNotice title="读不到登录状态">
          <FailingState
            title="读不到登录状态"
            error={state.error}
            onRetry={() => void state.refetch()}
          />
        </PageNotice>
      )
    }
    return (
      <PageNotice title="正在连接调度台">
        {connection.kind === 'live' ? '已连接，正在读取人员。' : connection.reason || '请稍候。'}
      </PageNotice>
    )
  }
  if (state.data.needsFirstStart && !setUpRunning) setSetUpRunning(true)
  if (setUpRunning) {
    return (
      <Shell>
        <FirstStartScreen onDone={() => setSetUpRunning(false)} />
      </Shell>
    )
  }
  if (session?.kind === 'open')
    return panel ? <PanelFrame panel={panel} /> : <Frame own={session.own} />
  if (session?.kind === 'locked') {
    return (
      <Shell alarms>
        <LockScreen name={session.name} pinAllowed={session.pinAllowed} />
      </Shell>
    )
  }
  if (resuming) return <PageNotice title="正在恢复登录">请稍候。</PageNotice>
  return (
    <Shell alarms>
      <SignInScreen />
    </Shell>
  )
}
