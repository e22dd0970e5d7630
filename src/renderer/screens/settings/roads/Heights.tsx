import { useState } from 'react'
import { App } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { Terrain } from '../../../../core/modules/terrain/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { Panel } from '../../../ui/Panel.tsx'
import { keepFocus } from '../../../ui/return-focus.ts'
import { EmptyState, FailingState, LoadingState } from '../../../ui/states.tsx'
import { heightWords } from './height-words.ts'
import { ImportHeights } from './ImportHeights.tsx'
import { LocalFileRows } from './LocalFileRows.tsx'

/** The ground of this console: for what an antenna sees, and how high a place lies. */
export function Heights() {
  const terrain = useQuery(queries.terrain.terrain.queryOptions())
  const [importing, setImporting] = useState(false)
  return (
    <div ref={keepFocus}>
      <Panel
        title="高程"
        extra={
          !importing && (
            <ActionButton hotkey="E" onPress={() => setImporting(true)}>
              {terrain.data ? '换一个高程…' : '导入高程…'}
            </ActionButton>
          )
        }
      >
        {importing && <ImportHeights onDone={() => setImporting(false)} />}
        {terrain.isPending ? (
          <LoadingState what="高程" />
        ) : terrain.error ? (
          <FailingState
            title="读不到高程"
            error={terrain.error}
            onRetry={() => void terrain.refetch()}
          />
        ) : terrain.data ? (
          <Kept terrain={terrain.data} />
        ) : (
          !importing && (
            <EmptyState
              title="还没有高程，算不出电台通视"
              hint="可导入 GeoTIFF（经纬度、UTM、CGCS2000 3° 或 6° 带）或 SRTM 的 .hgt；只留本县和四周 15 公里。"
            />
          )
        )}
      </Panel>
    </div>
  )
}

function Kept({ terrain }: { readonly terrain: Terrain }) {
  const { message } = App.useApp()
  const remove = useMutation(
    queries.terrain.remove.mutationOptions({
      onError: (error) => void message.error(describeError(error)),
    }),
  )
  return (
    <LocalFileRows
      word="高程"
      file={terrain}
      about={heightWords(terrain)}
      lost="算不出通视"
      busy={remove.isPending}
      onRemove={() => remove.mutate(undefined)}
    />
  )
}
