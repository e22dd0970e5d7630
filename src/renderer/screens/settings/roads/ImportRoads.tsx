import { useRef, useState, type SyntheticEvent } from 'react'
import { App, Input, Select } from 'antd'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ORPCError } from '@orpc/client'
import { api, queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { Field } from '../../../ui/Field.tsx'
import { fileProblem, putFile } from '../../../ui/put-file.ts'
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

interface Sent {
  readonly sha256: string
  readonly fileName: string
}

function problemOf(error: Error): string {
  if (!(error instanceof ORPCError) || error.code !== 'NOT_ROADS') return fileProblem(error)
  const { sentence } = error.data as { sentence?: string }
  return sentence ?? error.message
}

/** A file is read and shown first; nothing is taken over before somebody says so. */
export function ImportRoads({ onDone }: { readonly onDone: () => void }) {
  const chooser = useRef<HTMLInputElement>(null)
  const client = useQueryClient()
  const { message } = App.useApp()
  const [sent, setSent] = useState<Sent>()
  const [datum, setDatum] = useState<Datum>('said')
  const [name, setName] = useState('')
  /** What the file's name suggested; a name that was typed is kept when another file is chosen. */
  const [suggested, setSuggested] = useState('')
  const [source, setSource] = useState('')
  const preview = useMutation({
    mutationFn: async ({ file, as }: { readonly file: Sent; readonly as: Datum }) =>
      api.roads.preview({ ...file, ...(as === 'said' ? {} : { datum: as }) }),
  })
  const send = useMutation({
    mutationFn: async (file: File) => {
      const { path } = await api.roads.upload()
      const { sha256 } = await putFile<{ readonly sha256: string }>(path, file)
      return { sha256, fileName: file.name.slice(0, 200) }
    },
    onSuccess: (file) => {
      setSent(file)
      const suggestion = file.fileName.replace(/\.(osm\.pbf|[^.]+)$/i, '').slice(0, 40)
      if (name === suggested) setName(suggestion)
      setSuggested(suggestion)
      preview.mutate({ file, as: datum })
    },
  })
  const adopt = useMutation(
    queries.roads.adopt.mutationOptions({
      onSuccess: async ({ lines }) => {
        await client.invalidateQueries({ queryKey: queries.roads.key() })
        void message.success(`路网已存，${lines} 条路在用`)
        onDone()
      },
    }),
  )
  const read = preview.data
  const error = send.error ?? preview.error ?? adopt.error
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (read) adopt.mutate({ token: read.token, name, source })
  }
  return (
    <form className={section.form} aria-label="导入路网" onSubmit={submit}>
      <input
        ref={chooser}
        type="file"
        hidden
        accept=".geojson,.json,.zip,.osm,.pbf"
        aria-label="选择路网文件"
        onChange={(event) => {
          const file = event.target.files?.[0]
          // The same file may be chosen again after it was corrected.
          event.target.value = ''
          if (file) send.mutate(file)
        }}
      />
      <div className={section.buttons}>
        <ActionButton
          busy={send.isPending || preview.isPending}
          onPress={() => chooser.current?.click()}
        >
          选文件…
        </ActionButton>
        <span className={section.note}>
          {sent?.fileName ?? 'GeoJSON、Shapefile 的 ZIP、OSM 的 .osm.pbf 或 .osm，最大 200 MB'}
        </span>
      </div>
      <Field label="坐标">
        {(control) => (
          <Select<Datum>
            {...control}
            value={datum}
            options={datumOptions}
            onChange={(as) => {
              setDatum(as)
              if (sent) preview.mutate({ file: sent, as })
            }}
          />
        )}
      </Field>
      {error && (
        <p className={section.bad} role="alert">
          {problemOf(error)}
        </p>
      )}
      {read && (
        <>
          <p role="status">
            读到 {read.lines} 条路：{lengthWords(read.lengths)}
            {read.leftOut > 0 && `；另有 ${read.leftOut} 个不是行车道路，不导入`}
          </p>
          {!read.overCounty && (
            <p className={section.worry} role="alert">
              这些路不在本县范围内：多半是坐标选错了，请换一种坐标再看。
            </p>
          )}
          {read.warnings.map((warning) => (
            <p key={warning} className={section.worry}>
              {warning}
            </p>
          ))}
          <Field label="名称" required>
            {(control) => (
              <Input
                {...control}
                value={name}
                maxLength={40}
                onChange={({ target }) => setName(target.value)}
              />
            )}
          </Field>
          <Field label="来源和日期">
            {(control) => (
              <Input
                {...control}
                value={source}
                maxLength={200}
                placeholder="如：县交通运输局 2026 年 9 月"
                onChange={({ target }) => setSource(target.value)}
              />
            )}
          </Field>
        </>
      )}
      <div className={section.buttons}>
        <ActionButton
          kind="primary"
          submit
          busy={adopt.isPending}
          refusedBecause={read ? undefined : '先选文件'}
        >
          存为本机路网
        </ActionButton>
        <ActionButton kind="quiet" hotkey="Escape" onPress={onDone}>
          取消
        </ActionButton>
      </div>
    </form>
  )
}
