import { useState } from 'react'
import { Segmented } from 'antd'
import { Split } from '../../ui/Split.tsx'
import { useSmallDesk } from '../../ui/use-small-desk.ts'
import { rightPanels, type RightPanel } from './columns.ts'
import styles from './RadioScreen.module.css'

/** Reach, roll call, radios, stations: two places with tabs, or one on the small desk. */
export function RightColumn() {
  const small = useSmallDesk()
  const of = (place: RightPanel['place']) => rightPanels.filter((panel) => panel.place === place)
  const [upper, lower] = [of('upper'), of('lower')]
  if (small || upper.length === 0 || lower.length === 0) return <Tabs panels={rightPanels} />
  return (
    <Split name="radio.right.large" vertical parts={[{ minPx: 200 }, { startPx: 380, minPx: 180 }]}>
      <Tabs panels={upper} />
      <Tabs panels={lower} />
    </Split>
  )
}

function Tabs({ panels }: { readonly panels: readonly RightPanel[] }) {
  const [shown, setShown] = useState(panels[0]?.key)
  const panel = panels.find(({ key }) => key === shown) ?? panels[0]
  if (!panel) return null
  const Shown = panel.component
  if (panels.length === 1) return <Shown />
  return (
    <div className={styles.tabs}>
      <Segmented
        block
        aria-label="右栏"
        value={panel.key}
        options={panels.map(({ key, title }) => ({ value: key, label: title }))}
        onChange={setShown}
      />
      <div className={styles.shown}>
        <Shown />
      </div>
    </div>
  )
}
