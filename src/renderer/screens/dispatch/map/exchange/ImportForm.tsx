import { useRef, useState } from 'react'
import { ActionButton } from '../../../../ui/ActionButton.tsx'
import { classes } from '../../../../ui/classes.ts'
import { LoadingState } from '../../../../ui/states.tsx'
import { Answers } from './Answers.tsx'
import { dropFile, useExchange } from './exchange-store.ts'
import { previewProblem, ZoneQuestion } from './ZoneQuestion.tsx'
import { PreviewTable } from './PreviewTable.tsx'
import { Target } from './Target.tsx'
import { useBringFile } from './use-bring-file.ts'
import { usePreview } from './use-preview.ts'
import panel from '../ToolPanel.module.css'
import styles from './Exchange.module.css'

const endings =
  '.geojson,.json,.geojsonl,.kml,.kmz,.gpx,.tcx,.zip,.shp,.shx,.dbf,.prj,.cpg,.qpj,.sbn,.sbx'

/** A file is chosen, looked at on the map, and only then taken over. */
export function ImportForm() {
  const file = useExchange((exchange) => exchange.file)
  return (
    <>
      <ChooseFile />
      {file && <Looked key={file.reading.token} />}
    </>
  )
}

function ChooseFile() {
  const chooser = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const file = useExchange((exchange) => exchange.file)
  const { bring, isBusy, problem } = useBringFile()
  return (
    <div
      className={classes(styles.drop, over && styles.over)}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        bring([...event.dataTransfer.files])
      }}
    >
      <div className={panel.row}>
        <ActionButton
          kind={file ? 'normal' : 'primary'}
          busy={isBusy}
          onPress={() => chooser.current?.click()}
        >
          {file ? '换文件' : '选文件'}
        </ActionButton>
        <span className={styles.fileName} title={file?.name}>
          {isBusy ? '正在读取…' : (file?.name ?? '或拖到这里')}
        </span>
        {file && (
          <ActionButton kind="quiet" onPress={dropFile}>
            不导入
          </ActionButton>
        )}
      </div>
      {!file && (
        <p className={panel.note}>
          GeoJSON、KML、KMZ、GPX、TCX、Shapefile（ZIP，或把 .shp、.dbf、.prj、.cpg 一起选中），最大
          64 MB。先看预览，确认后才存。
        </p>
      )}
      {problem !== undefined && (
        <p className={panel.problem} role="alert">
          {problem}
        </p>
      )}
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        accept={endings}
        aria-label="选择地图文件"
        onChange={(event) => {
          bring([...(event.target.files ?? [])])
          // The same file may be chosen again after it was corrected.
          event.target.value = ''
        }}
      />
    </div>
  )
}

function Looked() {
  const preview = usePreview()
  if (preview.error) {
    return (
      <>
        <p className={panel.problem} role="alert">
          {previewProblem(preview.error)}
        </p>
        <ZoneQuestion error={preview.error} />
      </>
    )
  }
  if (!preview.data) return <LoadingState what="文件预览" />
  return (
    <>
      <Answers preview={preview.data} />
      <PreviewTable preview={preview.data} />
      <Target preview={preview.data} />
    </>
  )
}
