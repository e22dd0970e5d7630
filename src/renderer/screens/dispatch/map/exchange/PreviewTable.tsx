import type { MapFilePreview } from '../../../../../core/modules/map-files/contract.ts'
import panel from '../ToolPanel.module.css'
import styles from './Exchange.module.css'

/** Words of the attributes, the name left out. */
function propertyText(row: MapFilePreview['rows'][number]): string {
  return Object.entries(row.properties)
    .filter(([, value]) => value !== row.name)
    .map(([key, value]) => `${key} ${value}`)
    .join('；')
}

/** The first things of the file, as they would be named. */
export function PreviewTable({ preview }: { readonly preview: MapFilePreview }) {
  const all = preview.counts.points + preview.counts.lines + preview.counts.areas
  return (
    <div className={styles.table} tabIndex={0} role="region" aria-label="文件内容">
      <table>
        <thead>
          <tr>
            <th>名称</th>
            <th>图形</th>
            <th>位置或大小</th>
            <th>属性</th>
          </tr>
        </thead>
        <tbody>
          {preview.rows.map((row, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- names of strangers come twice
            <tr key={`${index} ${row.name}`}>
              <td>{row.name}</td>
              <td>{row.shape}</td>
              <td className={row.away ? styles.away : undefined}>
                {row.size}
                {row.away && '（不在本县）'}
              </td>
              <td title={propertyText(row)}>{propertyText(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {all > preview.rows.length && (
        <p className={panel.note}>
          只列前 {preview.rows.length} 个，共 {all} 个。
        </p>
      )}
    </div>
  )
}
