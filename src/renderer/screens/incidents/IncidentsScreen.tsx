import { useState } from 'react'
import { useNavigation } from '../../frame/navigation.ts'
import { useSelection } from '../../frame/selection.ts'
import { useHotkey } from '../../ui/hotkeys.ts'
import { useSmallDesk } from '../../ui/use-small-desk.ts'
import { IncidentPage } from './IncidentPage.tsx'
import { ListPage } from './ListPage.tsx'
import styles from './IncidentsScreen.module.css'

/** 事件: everything about one incident, or all of them. */
export function IncidentsScreen() {
  const small = useSmallDesk()
  const { part, goTo } = useNavigation()
  const { incident: chosen, selectIncident } = useSelection()
  const [listing, setListing] = useState(false)
  const selected = part ?? chosen
  const open = (id: string) => {
    selectIncident(id)
    goTo('incidents', id)
    setListing(false)
  }
  const showList = () => {
    goTo('incidents')
    setListing(true)
  }
  const onList = listing || selected === undefined
  // Here and not on the page's button: the key works while the page is still being read.
  useHotkey(onList ? undefined : 'Alt+Q', '全部事件', showList)
  return (
    <div className={styles.screen}>
      {listing || selected === undefined ? (
        <ListPage selected={selected} small={small} onOpen={open} />
      ) : (
        <IncidentPage key={selected} id={selected} small={small} onList={showList} />
      )}
    </div>
  )
}
