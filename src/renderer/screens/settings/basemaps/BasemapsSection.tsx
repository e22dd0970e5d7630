/** 底图: what lies under everything on the map; packs from files, online layers, packs made here. */
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { Basemap } from '../../../../core/modules/basemaps/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { DataList, type Column } from '../../../ui/DataList.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { keepFocus } from '../../../ui/return-focus.ts'
import { EmptyState, FailingState, LoadingState } from '../../../ui/states.tsx'
import { BasemapDetail } from './BasemapDetail.tsx'
import { datumWords, kindWords, percentOf } from './basemap-words.ts'
import { BuildForm } from './BuildForm.tsx'
import { ImportPack } from './ImportPack.tsx'
import { JobPanel } from './JobPanel.tsx'
import { OnlineForm } from './OnlineForm.tsx'
import section from '../Section.module.css'
import styles from './Basemaps.module.css'

type Side =
  | { readonly kind: 'import' }
  | { readonly kind: 'online' }
  | { readonly kind: 'build' }
  | { readonly kind: 'one'; readonly id: string | undefined }

const columns: readonly Column<Basemap>[] = [
  {
    key: 'name',
    title: '底图（上面的盖住下面的）',
    width: 'minmax(140px, 2fr)',
    cell: ({ name }) => <b>{name}</b>,
  },
  { key: 'kind', title: '内容', width: 'minmax(110px, 1fr)', cell: kindWords },
  { key: 'datum', title: '坐标系', width: '76px', cell: ({ datum }) => datumWords[datum] },
  {
    key: 'approval',
    title: '审图号',
    width: 'minmax(90px, 1fr)',
    cell: ({ approvalNumber }) => approvalNumber || '无',
  },
  {
    key: 'state',
    title: '状态',
    width: 'minmax(90px, 1fr)',
    cell: (basemap) => <State basemap={basemap} />,
  },
]

function State({ basemap: { trouble, copying, visible } }: { readonly basemap: Basemap }) {
  if (trouble !== null) return <span className={section.bad}>不能用</span>
  if (copying) return <span className={section.note}>复制 {percentOf(copying)}%</span>
  return visible ? (
    <span className={section.good}>显示</span>
  ) : (
    <span className={section.note}>不显示</span>
  )
}

export function BasemapsSection() {
  const list = useQuery(queries.basemaps.list.queryOptions())
  const state = useQuery(queries.people.state.queryOptions())
  const [side, setSide] = useState<Side>({ kind: 'one', id: undefined })
  const session = state.data?.session
  const mayWrite = session?.kind === 'open' && session.own.rights.includes('map.configure')
  const rows = list.data?.toReversed() ?? []
  const close = () => setSide({ kind: 'one', id: undefined })
  const picked = side.kind === 'one' ? rows.find(({ id }) => id === side.id) : undefined
  const wide = mayWrite && (side.kind !== 'one' || picked !== undefined)
  return (
    <div ref={keepFocus} className={wide ? section.split : section.whole}>
      <Panel
        title={`底图 ${list.data?.length ?? ''}`}
        fixed
        extra={
          mayWrite && (
            <span className={styles.head}>
              <ActionButton kind="primary" hotkey="I" onPress={() => setSide({ kind: 'import' })}>
                导入底图…
              </ActionButton>
              <ActionButton onPress={() => setSide({ kind: 'build' })}>制作矢量底图…</ActionButton>
              <ActionButton onPress={() => setSide({ kind: 'online' })}>在线图层…</ActionButton>
            </span>
          )
        }
      >
        <div className={styles.list}>
          <JobPanel />
          {list.isError && (
            <FailingState
              title="读不到底图"
              error={list.error}
              onRetry={() => void list.refetch()}
            />
          )}
          {list.isPending && <LoadingState what="底图" />}
          {list.data && (
            <DataList
              label="底图"
              rows={rows}
              columns={columns}
              rowKey={({ id }) => id}
              selectedKey={picked?.id}
              onSelect={({ id }) => setSide({ kind: 'one', id })}
              empty={
                <EmptyState
                  title="还没有底图，地图用内置示意底图"
                  hint="可导入 MBTiles、PMTiles 或瓦片文件夹，也可用县里的 GeoJSON、Shapefile 制作；都在本台，断网可用。"
                />
              }
            />
          )}
        </div>
      </Panel>
      {mayWrite && (
        <SidePanel
          side={side}
          picked={picked}
          ids={list.data?.map(({ id }) => id) ?? []}
          onPick={(id) => setSide({ kind: 'one', id })}
          onClose={close}
        />
      )}
    </div>
  )
}

interface SidePanelProps {
  readonly side: Side
  readonly picked: Basemap | undefined
  readonly ids: readonly string[]
  readonly onPick: (id: string) => void
  readonly onClose: () => void
}

function SidePanel({ side, picked, ids, onPick, onClose }: SidePanelProps) {
  switch (side.kind) {
    case 'import':
      return <ImportPack onAdded={onPick} onClose={onClose} />
    case 'online':
      return <OnlineForm onAdded={onPick} onClose={onClose} />
    case 'build':
      return <BuildForm onBegun={onClose} onClose={onClose} />
    case 'one':
      return picked ? <BasemapDetail key={picked.id} basemap={picked} ids={ids} /> : null
  }
}
