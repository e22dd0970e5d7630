import { Input } from 'antd'
import type { MapThing } from '../../../map/sprite-store.ts'
import { Panel } from '../../../ui/Panel.tsx'
import { DataList, type Column } from '../../../ui/DataList.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { classes } from '../../../ui/classes.ts'
import styles from './MapPanel.module.css'

export interface ListedThing {
  readonly thing: MapThing
  readonly kind: string
  /** State in words. */
  readonly state: string
  /** Coordinates and age, or why there are none. */
  readonly where: string
}

const columns: readonly Column<ListedThing>[] = [
  { key: 'kind', title: '类别', width: '64px', cell: ({ kind }) => kind },
  { key: 'label', title: '名称', width: 'minmax(90px, 1fr)', cell: ({ thing }) => thing.label },
  { key: 'state', title: '状态', width: '84px', cell: ({ state }) => state },
  { key: 'where', title: '位置', width: 'minmax(120px, 1.4fr)', cell: ({ where }) => where },
]

/** The map for the keyboard and for a screen reader: everything on it as a list. */
export function ThingList({
  things,
  query,
  onQuery,
  selected,
  onSelect,
}: {
  readonly things: readonly ListedThing[]
  readonly query: string
  readonly onQuery: (query: string) => void
  readonly selected: string | undefined
  readonly onSelect: (thing: MapThing) => void
}) {
  return (
    <div className={classes(styles.box, styles.twin)}>
      <Panel
        title={`图上目标 ${things.length}`}
        fixed
        extra={
          <Input
            allowClear
            value={query}
            className={styles.twinQuery}
            aria-label="筛选图上目标"
            placeholder="名称、类别、状态"
            onChange={(event) => onQuery(event.target.value)}
          />
        }
      >
        <DataList
          label="图上目标"
          rows={things}
          columns={columns}
          rowKey={({ thing }) => thing.key}
          selectedKey={selected}
          onSelect={({ thing }) => onSelect(thing)}
          onOpen={({ thing }) => onSelect(thing)}
          empty={<EmptyState title={query === '' ? '图上还没有目标' : '没有符合的目标'} />}
        />
      </Panel>
    </div>
  )
}
