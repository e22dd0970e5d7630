import { useState } from 'react'
import { Segmented } from 'antd'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { ImportPanel } from './ImportPanel.tsx'
import { PeoplePart } from './PeoplePart.tsx'
import { PlacesPart } from './PlacesPart.tsx'
import { TeamsPart } from './TeamsPart.tsx'
import styles from './ResourcesScreen.module.css'

type Part = 'teams' | 'people' | 'places'

const parts = [
  { value: 'teams', label: '队伍' },
  { value: 'people', label: '人员和通讯录' },
  { value: 'places', label: '地点' },
] as const

/** 资源: teams, people and places of the county, entered by hand or taken from a list. */
export function ResourcesScreen() {
  const [part, setPart] = useState<Part>('teams')
  const [importing, setImporting] = useState(false)
  return (
    <div className={styles.screen}>
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
        <ActionButton onPress={() => setImporting(!importing)}>
          {importing ? '返回列表' : '从表格导入'}
        </ActionButton>
      </header>
      <div className={styles.body}>
        {importing && <ImportPanel key={part} kind={part} onDone={() => setImporting(false)} />}
        {!importing && part === 'teams' && <TeamsPart />}
        {!importing && part === 'people' && <PeoplePart />}
        {!importing && part === 'places' && <PlacesPart />}
      </div>
    </div>
  )
}
