import { useEffect, useRef, useState } from 'react'
import { Segmented } from 'antd'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { focusInto } from '../../ui/return-focus.ts'
import { ImportPanel } from './ImportPanel.tsx'
import { NumbersPart } from './NumbersPart.tsx'
import { PeoplePart } from './PeoplePart.tsx'
import { PlacesPart } from './PlacesPart.tsx'
import { TeamsPart } from './TeamsPart.tsx'
import styles from './ResourcesScreen.module.css'

type Part = 'teams' | 'contacts' | 'people' | 'places'

const parts = [
  { value: 'teams', label: '队伍' },
  { value: 'contacts', label: '电台号簿' },
  { value: 'people', label: '人员和通讯录' },
  { value: 'places', label: '地点' },
] as const

/** 资源: teams, numbers, people and places of the county, entered by hand or taken from a list. */
export function ResourcesScreen() {
  const [part, setPart] = useState<Part>('teams')
  const [importing, setImporting] = useState(false)
  const screen = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const shown = useRef(importing)
  // Each of the two takes the place of the other, and the focus with it.
  useEffect(() => {
    if (shown.current === importing) return
    shown.current = importing
    if (!focusInto(body.current)) focusInto(screen.current)
  }, [importing])
  return (
    <div className={styles.screen} ref={screen}>
      <header className={styles.head}>
        <Segmented<Part>
          aria-label="看什么"
          options={[...parts]}
          value={part}
          onChange={(next) => {
            setPart(next)
            setImporting(false)
          }}
        />
        <ActionButton hotkey="I" onPress={() => setImporting(!importing)}>
          {importing ? '返回列表' : '从表格导入'}
        </ActionButton>
      </header>
      <div className={styles.body} ref={body}>
        {importing && <ImportPanel key={part} kind={part} onDone={() => setImporting(false)} />}
        {!importing && part === 'teams' && <TeamsPart />}
        {!importing && part === 'contacts' && <NumbersPart />}
        {!importing && part === 'people' && <PeoplePart />}
        {!importing && part === 'places' && <PlacesPart />}
      </div>
    </div>
  )
}
