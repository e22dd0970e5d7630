import { useState } from 'react'
import { App, Input } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { MapView } from '../../../../../core/modules/map-views/contract.ts'
import { beijingTime } from '../../../../../core/kernel/beijing-time.ts'
import { queries } from '../../../../client.ts'
import {
  basesOfView,
  chooseBases,
  chosenBases,
  useBaseChoice,
} from '../../../../map/base/base-choice.ts'
import { useSelection } from '../../../../frame/selection.ts'
import { ActionButton } from '../../../../ui/ActionButton.tsx'
import { describeError } from '../../../../ui/describe-error.ts'
import { formKeys } from '../../../../ui/form-keys.ts'
import { openPanelWindow } from '../../../../ui/panel-window.ts'
import { useMapDesk } from '../desk.ts'
import { ToolPanel } from '../ToolPanel.tsx'
import { useShownLayers } from './shown-layers.ts'
import styles from './Layers.module.css'

const none: readonly MapView[] = []

/** Views that somebody wants back: of this seat, and of the incident that is selected. */
export function ViewsTool() {
  const { map, bases, openTool } = useMapDesk()
  const { show } = useShownLayers()
  const { message } = App.useApp()
  const incident = useSelection((selection) => selection.incident)
  const card = useQuery({
    ...queries.incidents.list.queryOptions({ input: {} }),
    enabled: incident !== undefined,
  }).data?.incidents.find(({ id }) => id === incident)
  const views =
    useQuery(
      queries.mapViews.list.queryOptions({ input: incident === undefined ? {} : { incident } }),
    ).data ?? none
  const remove = useMutation(
    queries.mapViews.remove.mutationOptions({
      onError: (error) => void message.error(describeError(error)),
    }),
  )
  const apply = ({ centre, zoom, layers, bases: saved }: MapView) => {
    show(layers)
    // Views of before had no bases of their own.
    const here = saved === null ? undefined : basesOfView(bases.all, saved)
    if (here) chooseBases(here)
    else if (saved !== null) void message.info('本台没有这个视图的底图，底图不变')
    map.setView([centre.lat, centre.lon], zoom)
  }
  return (
    <ToolPanel
      label="视图"
      flush
      head={
        <>
          <h2>视图</h2>
          <ActionButton kind="quiet" onPress={() => openPanelWindow('wall')}>
            打开大屏
          </ActionButton>
        </>
      }
    >
      <div className={styles.scroll}>
        {views.length === 0 && <div className={styles.none}>还没有存过视图。</div>}
        {views.map((view) => (
          <div key={view.id} className={styles.row}>
            <div className={styles.rowName}>
              <b>{view.name}</b>
              <span>
                {view.incident === null ? '本席位' : `事件 ${card?.number ?? ''}`} · {view.by}{' '}
                {beijingTime(view.at).slice(0, 5)}
              </span>
            </div>
            <ActionButton name={`看视图 ${view.name}`} onPress={() => apply(view)}>
              看
            </ActionButton>
            <ActionButton
              kind="quiet"
              name={`删除视图 ${view.name}`}
              onPress={() => remove.mutate({ view: view.id })}
            >
              删除
            </ActionButton>
          </div>
        ))}
        <SaveView
          incident={card && { id: card.id, words: `${card.number} ${card.categoryName}` }}
          onClose={() => openTool(undefined)}
        />
      </div>
    </ToolPanel>
  )
}

function SaveView({
  incident,
  onClose,
}: {
  readonly incident: { readonly id: string; readonly words: string } | undefined
  readonly onClose: () => void
}) {
  const { map, bases } = useMapDesk()
  const choice = useBaseChoice((chosen) => chosen.bases)
  const { on } = useShownLayers()
  const { message } = App.useApp()
  const [name, setName] = useState('')
  const save = useMutation(
    queries.mapViews.save.mutationOptions({
      onSuccess: () => {
        setName('')
        void message.success('视图已存')
      },
    }),
  )
  const store = (forIncident: string | null) => {
    if (save.isPending) return
    const { lat, lng } = map.getCenter()
    save.mutate({
      name,
      centre: { lat, lon: lng },
      zoom: map.getZoom(),
      layers: [...on],
      bases: chosenBases(bases.all, choice).map(({ id }) => id),
      incident: forIncident,
    })
  }
  return (
    <div
      className={styles.form}
      role="group"
      aria-label="存当前视图"
      onKeyDown={formKeys(() => store(null), onClose)}
    >
      <Input
        autoFocus
        value={name}
        maxLength={30}
        aria-label="视图名称"
        placeholder="给现在的范围、图层、底图起个名称"
        onChange={(event) => setName(event.target.value)}
      />
      {save.error !== null && <div className={styles.problem}>{describeError(save.error)}</div>}
      <div className={styles.buttons}>
        <ActionButton kind="primary" hint="Enter" onPress={() => store(null)}>
          存给本席位
        </ActionButton>
        {incident && (
          <ActionButton onPress={() => store(incident.id)}>存给事件 {incident.words}</ActionButton>
        )}
      </div>
    </div>
  )
}
