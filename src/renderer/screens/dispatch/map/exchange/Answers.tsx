import { Checkbox, Select } from 'antd'
import { zoneOfCounty } from './county-zone.ts'
import {
  datumWord,
  mapFileWords,
  type MapDatum,
  type MapFilePreview,
} from '../../../../../core/modules/map-files/contract.ts'
import { ActionButton } from '../../../../ui/ActionButton.tsx'
import { Field } from '../../../../ui/Field.tsx'
import { useMapDesk } from '../desk.ts'
import { datumChoices } from './datum-choices.ts'
import { answer, confirmPlace, useExchange } from './exchange-store.ts'
import panel from '../ToolPanel.module.css'
import styles from './Exchange.module.css'

const encodings = [
  { value: 'utf-8', label: 'UTF-8' },
  { value: 'gb18030', label: 'GBK / GB 18030' },
] as const

function countWords({ counts }: MapFilePreview): string {
  const parts = [
    [counts.points, '点'],
    [counts.lines, '线'],
    [counts.areas, '面'],
  ] as const
  return parts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} 个${word}`)
    .join('、')
}

/** What the file says of itself, and what only a person can say. */
export function Answers({ preview }: { readonly preview: MapFilePreview }) {
  const { county } = useMapDesk()
  const confirmed = useExchange((exchange) => exchange.confirmed)
  const said =
    preview.datumSaid === null
      ? '文件没有写明坐标系。'
      : `文件写的是 ${datumWord(preview.datumSaid)}${preview.projection === null ? '' : `（${preview.projection}）`}，可能不准。`
  return (
    <>
      <p className={styles.read} role="status">
        <b>{mapFileWords[preview.kind]}</b> 读到 {countWords(preview)}
        {preview.unnamed > 0 && `，${preview.unnamed} 个没有名称，按文件名编号`}
      </p>
      {preview.warnings.map((warning) => (
        <p key={warning} className={styles.warning}>
          {warning}
        </p>
      ))}
      <Field label="坐标系" hint={`${said}请对照图上的县界和地名核对虚线的位置。`}>
        {(control) => (
          <Select<MapDatum>
            {...control}
            value={preview.datum}
            options={datumChoices(preview, zoneOfCounty(county)).map((datum) => ({
              value: datum,
              label: datumWord(datum),
            }))}
            onChange={(datum) => answer({ datum })}
          />
        )}
      </Field>
      {preview.away > 0 && (
        <p className={styles.warning} role="alert">
          {preview.away} 个不在本县附近，多半是坐标系选错了，或文件是外县的。
        </p>
      )}
      {(preview.looksSwapped || preview.swapped) && (
        <div className={panel.row}>
          <span className={styles.warning}>
            {preview.swapped ? '已按“纬度在前”读取。' : '经度和纬度像是写反了。'}
          </span>
          <ActionButton onPress={() => answer({ swapped: !preview.swapped })}>
            {preview.swapped ? '改回经度在前' : '按纬度在前读取'}
          </ActionButton>
        </div>
      )}
      {preview.encoding !== null && (
        <Field label="文字编码" hint="下表有乱码时改选另一种。">
          {(control) => (
            <Select
              {...control}
              value={preview.encoding ?? 'utf-8'}
              options={[...encodings]}
              onChange={(encoding) => answer({ encoding }, true)}
            />
          )}
        </Field>
      )}
      <NameColumn preview={preview} />
      <Parts preview={preview} />
      <Checkbox checked={confirmed} onChange={({ target }) => confirmPlace(target.checked)}>
        已在图上核对，位置正确
      </Checkbox>
    </>
  )
}

function NameColumn({ preview }: { readonly preview: MapFilePreview }) {
  const nameFrom = useExchange(({ file }) => file?.reading.nameFrom)
  if (preview.columns.length === 0) return null
  return (
    <Field label="名称取自">
      {(control) => (
        <Select
          {...control}
          value={nameFrom ?? ''}
          options={[
            { value: '', label: '自动' },
            ...preview.columns.map(({ name, sample }) => ({
              value: name,
              label: `${name}（如：${sample}）`,
            })),
          ]}
          onChange={(name) => answer({ nameFrom: name === '' ? undefined : name }, true)}
        />
      )}
    </Field>
  )
}

function Parts({ preview }: { readonly preview: MapFilePreview }) {
  const without = useExchange(({ file }) => file?.reading.without) ?? []
  if (preview.parts.length < 2) return null
  return (
    <fieldset className={styles.parts}>
      <legend>文件里的图层</legend>
      {preview.parts.map(({ name, counts }) => (
        <Checkbox
          key={name}
          checked={!without.includes(name)}
          onChange={({ target }) =>
            answer(
              {
                without: target.checked
                  ? without.filter((one) => one !== name)
                  : [...without, name],
              },
              true,
            )
          }
        >
          {name === '' ? '（未分层）' : name} {counts.points + counts.lines + counts.areas}
        </Checkbox>
      ))}
    </fieldset>
  )
}
