import { useEffect, useRef, useState } from 'react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { beijingDateTime } from '../../core/kernel/beijing-time.ts'
import { markKinds, type TimelineMark } from '../../core/modules/review/contract.ts'
import { queries } from '../client.ts'
import { DataList, type Column } from '../ui/DataList.tsx'
import { FailingState, LoadingState } from '../ui/states.tsx'
import styles from './Review.module.css'

const columns: readonly Column<TimelineMark>[] = [
  { key: 'number', title: '序号', width: '64px', align: 'right', cell: ({ number }) => number },
  { key: 'at', title: '时间', width: '150px', cell: ({ at }) => beijingDateTime(at).slice(5) },
  {
    key: 'kind',
    title: '类别',
    width: '110px',
    cell: ({ kind }) => markKinds.find(([key]) => key === kind)?.[1] ?? kind,
  },
  { key: 'text', title: '事项', width: 'minmax(200px, 1fr)', cell: ({ text }) => text },
]

/** The drawing is the core's; the page only puts it in and marks what is chosen in the list. */
function Chart({ svg, chosen }: { readonly svg: string; readonly chosen: number | undefined }) {
  const host = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const drawing = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement
    drawing.querySelector(`[data-mark="${chosen}"]`)?.setAttribute('data-chosen', 'true')
    host.current?.replaceChildren(document.importNode(drawing, true))
  }, [svg, chosen])
  return <div ref={host} className={styles.chart} />
}

function useWidth() {
  const host = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState<number>()
  useEffect(() => {
    const element = host.current
    if (!element) return undefined
    const watch = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.max(240, Math.min(4000, Math.floor(entry.contentRect.width))))
    })
    watch.observe(element)
    return () => watch.disconnect()
  }, [])
  return { host, width }
}

/** What happened when: the chart above, the same marks as a list below; arrows in the list point. */
export function TimelineView({ incident }: { readonly incident: string }) {
  const { host, width } = useWidth()
  const [chosen, setChosen] = useState<number>()
  const timeline = useQuery({
    ...queries.review.timeline.queryOptions({ input: { incident, widthPx: width ?? 1000 } }),
    enabled: width !== undefined,
    placeholderData: keepPreviousData,
  })
  return (
    <div className={styles.timeline}>
      <div ref={host} className={styles.chartHost}>
        {timeline.data ? (
          <Chart svg={timeline.data.svg} chosen={chosen} />
        ) : timeline.error === null ? (
          <LoadingState what="时间线" />
        ) : (
          <FailingState
            title="读不到时间线"
            error={timeline.error}
            onRetry={() => void timeline.refetch()}
          />
        )}
      </div>
      <DataList
        label="时间线"
        rows={timeline.data?.marks ?? []}
        columns={columns}
        rowKey={({ number }) => String(number)}
        selectedKey={chosen === undefined ? undefined : String(chosen)}
        onSelect={({ number }) => setChosen(number)}
      />
    </div>
  )
}
