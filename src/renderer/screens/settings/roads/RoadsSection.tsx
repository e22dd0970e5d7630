/** 路网和高程: the roads and the heights of this console, from files. */
import { useState } from 'react'
import { App } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { RoadNetwork } from '../../../../core/modules/roads/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { Panel } from '../../../ui/Panel.tsx'
import { keepFocus } from '../../../ui/return-focus.ts'
import { EmptyState, FailingState, LoadingState } from '../../../ui/states.tsx'
import { Heights } from './Heights.tsx'
import { ImportRoads } from './ImportRoads.tsx'
import { lengthWords } from './length-words.ts'
import { LocalFileRows } from './LocalFileRows.tsx'
import section from '../Section.module.css'

export function RoadsSection() {
  return (
    <div className={section.stack}>
      <Roads />
      <Heights />
    </div>
  )
}

function Roads() {
  const network = useQuery(queries.roads.network.queryOptions())
  const [importing, setImporting] = useState(false)
  return (
    <div ref={keepFocus}>
      <Panel
        title="路网"
        extra={
          !importing && (
            <ActionButton hotkey="I" kind="primary" onPress={() => setImporting(true)}>
              {network.data ? '换一个路网…' : '导入路网…'}
            </ActionButton>
          )
        }
      >
        {importing && <ImportRoads onDone={() => setImporting(false)} />}
        {network.isPending ? (
          <LoadingState what="路网" />
        ) : network.error ? (
          <FailingState
            title="读不到路网"
            error={network.error}
            onRetry={() => void network.refetch()}
          />
        ) : network.data ? (
          <Network network={network.data} />
        ) : (
          !importing && (
            <EmptyState
              title="还没有路网，“最近”只按直线距离"
              hint="可导入道路的 GeoJSON、Shapefile（打成 ZIP）或 OSM 提取（.osm.pbf、.osm）。导入后可断网算路线、时间和可达范围，避开图上标的路障和淹没区。"
            />
          )
        )}
      </Panel>
    </div>
  )
}

function Network({ network }: { readonly network: RoadNetwork }) {
  const { message } = App.useApp()
  const remove = useMutation(
    queries.roads.remove.mutationOptions({
      onError: (error) => void message.error(describeError(error)),
    }),
  )
  return (
    <LocalFileRows
      word="路网"
      file={network}
      about={[`${network.lines} 条`, lengthWords(network.lengths)].filter(Boolean).join('：')}
      lost="只有直线距离"
      busy={remove.isPending}
      onRemove={() => remove.mutate(undefined)}
    />
  )
}
