import { useEffect, useRef, useState } from 'react'
import { Segmented } from 'antd'
import { useNavigation, whomKey } from '../../frame/navigation.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { focusInto } from '../../ui/return-focus.ts'
import { ImportPanel } from './ImportPanel.tsx'
import { NumbersPart } from './NumbersPart.tsx'
import { ContactsPart } from './contacts/ContactsPart.tsx'
import { OfficesPart } from './contacts/OfficesPart.tsx'
import { PlacesPart } from './PlacesPart.tsx'
import { TeamsPart } from './TeamsPart.tsx'
import styles from './ResourcesScreen.module.css'

type Part = 'teams' | 'contacts' | 'people' | 'organizations' | 'places'

const parts = [
  { value: 'teams', label: '队伍' },
  { value: 'contacts', label: '电台号簿' },
  {
    value: 'people',
    label: (
      <>
        通讯录 <Kbd keys={whomKey} />
      </>
    ),
  },
  { value: 'organizations', label: '单位' },
  { value: 'places', label: '地点' },
] as const

/** 资源: teams, numbers, people and places of the county, entered by hand or taken from a list. */
export function ResourcesScreen() {
  const { part: wanted, goTo } = useNavigation()
  const part = parts.find(({ value }) => value === wanted)?.value ?? 'teams'
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
            goTo('resources', next)
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
        {!importing && part === 'people' && <ContactsPart />}
        {!importing && part === 'organizations' && <OfficesPart />}
        {!importing && part === 'places' && <PlacesPart />}
      </div>
    </div>
  )
}
