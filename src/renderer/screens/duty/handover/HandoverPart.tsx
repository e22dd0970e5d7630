import { useState } from 'react'
import { Segmented } from 'antd'
import { useHotkey } from '../../../ui/hotkeys.ts'
import { NowPage } from './NowPage.tsx'
import { PastPage } from './PastPage.tsx'
import { StoresPage } from './StoresPage.tsx'

type Page = 'now' | 'stores' | 'past'

/** 交接班: the sheet of this shift, what is lent and counted, and the sheets that were signed. */
export function HandoverPart() {
  const [page, setPage] = useState<Page>('now')
  useHotkey('Shift+S', '交接事项', () => setPage('now'))
  useHotkey('Shift+Q', '借出与清点', () => setPage('stores'))
  useHotkey('Shift+P', '历次交接', () => setPage('past'))
  const tabs = (
    <Segmented<Page>
      aria-label="看哪一部分"
      value={page}
      options={[
        { value: 'now', label: '交接事项' },
        { value: 'stores', label: '借出与清点' },
        { value: 'past', label: '历次交接' },
      ]}
      onChange={setPage}
    />
  )
  return (
    <>
      {page === 'now' && <NowPage tabs={tabs} />}
      {page === 'stores' && <StoresPage tabs={tabs} />}
      {page === 'past' && <PastPage tabs={tabs} />}
    </>
  )
}
