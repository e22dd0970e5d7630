import { LockOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { App } from 'antd'
import type { OwnSession } from '../../../core/modules/people/contract.ts'
import { queries, useConnection } from '../../client.ts'
import { classes } from '../../ui/classes.ts'
import { describeError } from '../../ui/describe-error.ts'
import { useHotkey } from '../../ui/hotkeys.ts'
import { Kbd } from '../../ui/Kbd.tsx'
import { useSmallDesk } from '../../ui/use-small-desk.ts'
import { LookControls } from '../LookControls.tsx'
import { useNavigation, whomKey } from '../navigation.ts'
import { screenOf, screens, type ScreenEntry } from '../screens.ts'
import { useScreenCounts } from './use-screen-counts.ts'
import styles from './Nav.module.css'

/** The screens with their keys and counts; right: seat, type size, theme, keys, lock. */
export function Nav({ own }: { readonly own: OwnSession }) {
  const small = useSmallDesk()
  const current = screenOf(useNavigation((navigation) => navigation.screen)).key
  const counts = useScreenCounts()
  return (
    <nav className={styles.nav} aria-label="画面">
      {screens.map((screen) =>
        screen.aside ? (
          <ScreenKey key={screen.key} screen={screen} />
        ) : (
          <ScreenTab
            key={screen.key}
            screen={screen}
            current={screen.key === current}
            count={counts.get(screen.key)}
          />
        ),
      )}
      <WhomKey />
      <span className={styles.grow} />
      {!small && <SeatName own={own} />}
      <LookControls brief={small} />
      <LockButton />
    </nav>
  )
}

/** Whom to call, asked from any screen. */
function WhomKey() {
  const goTo = useNavigation((navigation) => navigation.goTo)
  useHotkey(whomKey, '找谁（通讯录）', () => goTo('resources', 'people'))
  return null
}

/** A screen without a tab: only its key. */
function ScreenKey({ screen }: { readonly screen: ScreenEntry }) {
  const goTo = useNavigation((navigation) => navigation.goTo)
  useHotkey(screen.hotkey, `${screen.title}画面`, () => goTo(screen.key))
  return null
}

function ScreenTab({
  screen,
  current,
  count,
}: {
  readonly screen: ScreenEntry
  readonly current: boolean
  readonly count: number | undefined
}) {
  const goTo = useNavigation((navigation) => navigation.goTo)
  const open = () => goTo(screen.key)
  useHotkey(screen.hotkey, `${screen.title}画面`, open)
  return (
    <button
      type="button"
      className={classes(styles.tab, current && styles.current)}
      aria-current={current ? 'page' : undefined}
      onClick={open}
    >
      {screen.title}
      {count !== undefined && count > 0 && <span className={styles.badge}>{count}</span>}
      <span className={styles.key}>{screen.hotkey}</span>
    </button>
  )
}

function SeatName({ own }: { readonly own: OwnSession }) {
  const connection = useConnection()
  const seat = connection.kind === 'live' ? `席位 ${connection.hello.seat.name} · ` : ''
  return (
    <span className={styles.seat}>
      {seat}
      {own.name}
      {own.breakGlass && '（应急登录）'}
    </span>
  )
}

function LockButton() {
  const { message } = App.useApp()
  const lock = useMutation(
    queries.people.lock.mutationOptions({
      onError: (error) => void message.error(describeError(error)),
    }),
  )
  const press = () => lock.mutate(undefined)
  useHotkey('Ctrl+L', '锁屏', press)
  return (
    <button type="button" className={styles.lock} onClick={press}>
      <LockOutlined /> 锁屏 <Kbd keys="Ctrl+L" />
    </button>
  )
}
