import { useState } from 'react'
import { Checkbox, Input, Select } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import { beijingDateTime } from '../../../../../core/kernel/beijing-time.ts'
import {
  formatNotes,
  mapFileFormats,
  mapFileWords,
  type ExportedPart,
  type MapFileFormat,
} from '../../../../../core/modules/map-files/contract.ts'
import { queries } from '../../../../client.ts'
import { fetchOffer } from '../../../../print/fetch-offer.ts'
import { exportRefusal } from '../../../../print/use-print.ts'
import { ActionButton } from '../../../../ui/ActionButton.tsx'
import { classes } from '../../../../ui/classes.ts'
import { describeError } from '../../../../ui/describe-error.ts'
import { Field } from '../../../../ui/Field.tsx'
import { coreNow } from '../../../../ui/now.ts'
import { useMapDesk } from '../desk.ts'
import panel from '../ToolPanel.module.css'
import styles from './Exchange.module.css'

const hourMs = 3_600_000
const spans = [1, 4, 12, 24, 72] as const

/** `石城县地图 20261129-2142` */
function usualName(county: string): string {
  const [day = '', time = ''] = beijingDateTime(coreNow()).split(' ')
  return `${county}地图 ${day.replaceAll('-', '')}-${time.replaceAll(':', '').slice(0, 4)}`
}

/** Ticked keys: `drawings`, `units`, `tracks`, `selection`, `layer:<id>`. */
function partsOf(
  ticked: readonly string[],
  units: readonly string[],
  hours: number,
  selected: string | undefined,
): ExportedPart[] {
  const to = coreNow()
  return ticked.flatMap((key): ExportedPart[] => {
    if (key === 'drawings' || key === 'units') return [{ kind: key }]
    if (key === 'tracks') {
      return units.length === 0
        ? []
        : [{ kind: 'tracks', units: [...units], from: to - hours * hourMs, to }]
    }
    if (key === 'selection') return selected === undefined ? [] : [{ kind: key, key: selected }]
    return [{ kind: 'layer', layer: key.slice('layer:'.length) }]
  })
}

/** What stands on the map, as a file for another program. */
export function ExportForm() {
  const { county, selected } = useMapDesk()
  const own = useQuery(queries.people.state.queryOptions()).data?.session
  const rights = own?.kind === 'open' ? own.own.rights : undefined
  const layers = useQuery(queries.features.layers.queryOptions()).data ?? []
  const teams = useQuery(queries.teams.list.queryOptions()).data ?? []
  const [format, setFormat] = useState<MapFileFormat>('kml')
  const [encoding, setEncoding] = useState<'utf-8' | 'gbk'>('utf-8')
  const [name, setName] = useState(() => usualName(county.name))
  const [ticked, setTicked] = useState<readonly string[]>(['drawings'])
  const [units, setUnits] = useState<readonly string[]>()
  const [hours, setHours] = useState<number>(4)
  const write = useMutation(
    queries.mapFiles.export.mutationOptions({ onSuccess: (offer) => fetchOffer(offer) }),
  )
  const followed = units ?? teams.map(({ id }) => id)
  const what = partsOf(ticked, followed, hours, selected)
  const choices = [
    { key: 'drawings', label: '标绘' },
    { key: 'units', label: '队伍当前位置' },
    { key: 'tracks', label: '队伍轨迹' },
    ...(selected === undefined ? [] : [{ key: 'selection', label: '选中的对象' }]),
    ...layers
      .filter(({ count }) => count > 0)
      .map(({ id, name: layer, count }) => ({ key: `layer:${id}`, label: `${layer}（${count}）` })),
  ]
  const refused = exportRefusal(rights) ?? (what.length === 0 ? '请先选要导出的内容' : undefined)
  return (
    <>
      <fieldset className={styles.parts}>
        <legend>内容</legend>
        {choices.map(({ key, label }) => (
          <Checkbox
            key={key}
            checked={ticked.includes(key)}
            onChange={({ target }) =>
              setTicked(target.checked ? [...ticked, key] : ticked.filter((one) => one !== key))
            }
          >
            {label}
          </Checkbox>
        ))}
      </fieldset>
      {ticked.includes('tracks') && (
        <div className={panel.row}>
          <Select
            className={classes(panel.grow)}
            mode="multiple"
            aria-label="哪些队伍的轨迹"
            maxTagCount="responsive"
            value={[...followed]}
            options={teams.map(({ id, callSign }) => ({ value: id, label: callSign }))}
            onChange={setUnits}
          />
          <Select
            aria-label="多长时间的轨迹"
            value={hours}
            options={spans.map((span) => ({ value: span, label: `近 ${span} 小时` }))}
            onChange={setHours}
          />
        </div>
      )}
      <Field label="格式" hint={formatNotes[format]}>
        {(control) => (
          <Select<MapFileFormat>
            {...control}
            value={format}
            options={mapFileFormats.map((one) => ({ value: one, label: mapFileWords[one] }))}
            onChange={setFormat}
          />
        )}
      </Field>
      {format === 'shapefile' && (
        <Field label="文字编码" hint="老软件打开是乱码时选 GBK。">
          {(control) => (
            <Select<'utf-8' | 'gbk'>
              {...control}
              value={encoding}
              options={[
                { value: 'utf-8', label: 'UTF-8' },
                { value: 'gbk', label: 'GBK' },
              ]}
              onChange={setEncoding}
            />
          )}
        </Field>
      )}
      <Field label="文件名" required>
        {(control) => (
          <Input
            {...control}
            value={name}
            maxLength={60}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <p className={panel.note}>
        坐标一律是 WGS-84。仅知乡镇的对象没有位置，不导出。导出会记入日志。
      </p>
      {write.error && (
        <p className={panel.problem} role="alert">
          没有导出。{describeError(write.error)}
        </p>
      )}
      {write.data && (
        <p className={styles.good} role="status">
          ✓ 已导出 {write.data.name}（{write.data.count} 个），已开始下载。
        </p>
      )}
      <div className={styles.foot}>
        <ActionButton
          kind="primary"
          busy={write.isPending}
          refusedBecause={refused}
          onPress={() => write.mutate({ format, encoding, name, what })}
        >
          导出
        </ActionButton>
      </div>
    </>
  )
}
