import { useEffect, useRef, useState } from 'react'
import { Segmented } from 'antd'
import { Kbd } from '../../ui/Kbd.tsx'
import { useHotkey } from '../../ui/hotkeys.ts'
import { focusInto, keepFocus } from '../../ui/return-focus.ts'
import { Split } from '../../ui/Split.tsx'
import { useSmallDesk } from '../../ui/use-small-desk.ts'
import { rightPanels, type RightPanel } from './columns.ts'
import styles from './RadioScreen.module.css'

/** Reach, roll call, radios, stations: two places with tabs, or one on the small desk. */
export function RightColumn() {
  return (
    <div className={styles.right} ref={keepFocus}>
      <Panels />
    </div>
  )
}

function Panels() {
  const small = useSmallDesk()
  const of = (place: RightPanel['place']) => rightPanels.filter((panel) => panel.place === place)
  const [upper, lower] = [of('upper'), of('lower')]
  if (small || upper.length === 0 || lower.length === 0) return <Tabs panels={rightPanels} small />
  return (
    <Split name="radio.right.large" vertical parts={[{ minPx: 200 }, { startPx: 384, minPx: 180 }]}>
      <Tabs panels={upper} />
      <Tabs panels={lower} />
    </Split>
  )
}

function Tabs({
  panels,
  small = false,
}: {
  readonly panels: readonly RightPanel[]
  /** No room for the keys; the list of keys has them. */
  readonly small?: boolean
}) {
  const [shown, setShown] = useState(panels[0]?.key)
  const [called, setCalled] = useState(0)
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (called > 0) focusInto(place.current)
  }, [called])
  const panel = panels.find(({ key }) => key === shown) ?? panels[0]
  if (!panel) return null
  const Shown = panel.component
  if (panels.length === 1) return <Shown />
  const call = (key: string) => {
    setShown(key)
    setCalled((times) => times + 1)
  }
  return (
    <div className={styles.tabs}>
      <Segmented
        block
        aria-label="右栏"
        value={panel.key}
        options={panels.map(({ key, title, hotkey }) => ({
          value: key,
          label:
            hotkey === undefined || small ? title : <TabWithKey title={title} hotkey={hotkey} />,
        }))}
        onChange={setShown}
      />
      {panels.map(({ key, title, hotkey }) => (
        <PanelKey key={key} title={title} hotkey={hotkey} onPress={() => call(key)} />
      ))}
      <div className={styles.shown} ref={place}>
        <Shown />
      </div>
    </div>
  )
}

function TabWithKey({ title, hotkey }: { readonly title: string; readonly hotkey: string }) {
  return (
    <>
      {title} <Kbd keys={hotkey} />
    </>
  )
}

function PanelKey({
  title,
  hotkey,
  onPress,
}: {
  readonly title: string
  readonly hotkey: string | undefined
  readonly onPress: () => void
}) {
  useHotkey(hotkey, title, onPress)
  return null
}
