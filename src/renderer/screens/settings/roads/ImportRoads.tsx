import { useRef } from 'react'
import { Select } from 'antd'
import { useQueryClient } from '@tanstack/react-query'
import { api, queries } from '../../../client.ts'
import { Field } from '../../../ui/Field.tsx'
import { ImportLocalFile } from './ImportLocalFile.tsx'
import { lengthWords } from './length-words.ts'
import section from '../Section.module.css'

type Datum = 'said' | 'wgs84' | 'cgcs2000-39' | 'gcj02' | 'bd09'

const datumOptions: { value: Datum; label: string }[] = [
  { value: 'said', label: '按文件所写（没写就是 WGS-84）' },
  { value: 'wgs84', label: 'WGS-84 / CGCS2000 经纬度' },
  { value: 'cgcs2000-39', label: 'CGCS2000 3° 带 39 带（米）' },
  { value: 'gcj02', label: 'GCJ-02（高德、腾讯）' },
  { value: 'bd09', label: 'BD-09（百度）' },
]

export function ImportRoads({ onDone }: { readonly onDone: () => void }) {
  const client = useQueryClient()
  // Read by the next look, which follows in the same event.
  const datum = useRef<Datum>('said')
  return (
    <ImportLocalFile
      word="路网"
      accept=".geojson,.json,.zip,.osm,.pbf"
      hint="GeoJSON、Shapefile 的 ZIP、OSM 的 .osm.pbf 或 .osm，最大 200 MB"
      sourceExample="如：县交通运输局 2026 年 9 月"
      ticket={(fileName) => api.roads.upload({ fileName })}
      look={(token) =>
        api.roads.preview({
          token,
          ...(datum.current === 'said' ? {} : { datum: datum.current }),
        })
      }
      adopt={async (described) => {
        await api.roads.adopt(described)
        await client.invalidateQueries({ queryKey: queries.roads.key() })
      }}
      renderPreview={({ lines, lengths, leftOut, overCounty, warnings }) => (
        <>
          <p role="status">
            读到 {lines} 条路：{lengthWords(lengths)}
            {leftOut > 0 && `；另有 ${leftOut} 个不是行车道路，不导入`}
          </p>
          {!overCounty && (
            <p className={section.worry} role="alert">
              这些路不在本县范围内：多半是坐标选错了，请换一种坐标再看。
            </p>
          )}
          {warnings.map((warning) => (
            <p key={warning} className={section.worry}>
              {warning}
            </p>
          ))}
        </>
      )}
      renderQuestion={(again) => (
        <Field label="坐标">
          {(control) => (
            <Select<Datum>
              {...control}
              defaultValue="said"
              options={datumOptions}
              onChange={(as) => {
                datum.current = as
                again()
              }}
            />
          )}
        </Field>
      )}
      onDone={onDone}
    />
  )
}
