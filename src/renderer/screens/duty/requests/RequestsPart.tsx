import { useState } from 'react'
import { Segmented } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { queries } from '../../../client.ts'
import { useHotkey } from '../../../ui/hotkeys.ts'
import { LeavePage } from './LeavePage.tsx'
import { SwapPage } from './SwapPage.tsx'
import { WishPage } from './WishPage.tsx'

type Page = 'swaps' | 'leave' | 'wishes'

/** 换班请假: what officers ask for themselves, and what a leader answers. */
export function RequestsPart() {
  const [page, setPage] = useState<Page>('swaps')
  const session = useQuery(queries.people.state.queryOptions()).data?.session
  const own = session?.kind === 'open' ? session.own : undefined
  useHotkey('Shift+H', '换班和顶班', () => setPage('swaps'))
  useHotkey('Shift+L', '请假', () => setPage('leave'))
  useHotkey('Shift+Y', '值班意愿', () => setPage('wishes'))
  if (!own) return null
  const self = {
    person: own.person,
    name: own.name,
    plans: own.rights.includes('roster.write'),
  }
  const tabs = (
    <Segmented<Page>
      aria-label="办什么"
      value={page}
      options={[
        { value: 'swaps', label: '换班顶班' },
        { value: 'leave', label: '请假' },
        { value: 'wishes', label: '值班意愿' },
      ]}
      onChange={setPage}
    />
  )
  return (
    <>
      {page === 'swaps' && <SwapPage self={self} tabs={tabs} />}
      {page === 'leave' && <LeavePage self={self} tabs={tabs} />}
      {page === 'wishes' && <WishPage self={self} tabs={tabs} />}
    </>
  )
}
