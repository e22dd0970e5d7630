import { useState } from 'react'
import { Segmented } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { queries } from '../../../client.ts'
import { Panel } from '../../../ui/Panel.tsx'
import { NetSettings } from './NetSettings.tsx'
import { RepairList } from './RepairList.tsx'
import { RollCallNow } from './RollCallNow.tsx'
import { RollHistory } from './RollHistory.tsx'
import { SheetHead } from './SheetHead.tsx'
import { TrendTable } from './TrendTable.tsx'

type Part = 'now' | 'history' | 'trend' | 'repairs' | 'nets'

/** 点名: the sheet that goes on, those before it, how stations answer, repairs, nets and times. */
export function RollCallPanel() {
  const [part, setPart] = useState<Part>('now')
  const sheet = useQuery(queries.rollcall.current.queryOptions()).data?.sheet
  const repairs = useQuery(queries.rollcall.repairs.queryOptions()).data?.open.length ?? 0
  return (
    <Panel
      label="点名"
      fixed
      extra={part === 'now' && sheet ? <SheetHead sheet={sheet} /> : undefined}
      title={
        <Segmented
          size="small"
          aria-label="点名：哪一页"
          value={part}
          onChange={setPart}
          options={[
            { value: 'now', label: '点名' },
            { value: 'history', label: '历史' },
            { value: 'trend', label: '趋势' },
            { value: 'repairs', label: repairs === 0 ? '报修' : `报修 ${repairs}` },
            { value: 'nets', label: '网与时间' },
          ]}
        />
      }
    >
      {part === 'now' && <RollCallNow onSettings={() => setPart('nets')} />}
      {part === 'history' && <RollHistory />}
      {part === 'trend' && <TrendTable />}
      {part === 'repairs' && <RepairList />}
      {part === 'nets' && <NetSettings />}
    </Panel>
  )
}
