import { useState } from 'react'
import type { BasemapPreview } from '../../../../core/modules/basemaps/contract.ts'
import { api } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { FileChoice } from './FileChoice.tsx'
import { PackForm } from './PackForm.tsx'
import section from '../Section.module.css'

interface ImportPackProps {
  readonly onAdded: (id: string) => void
  readonly onClose: () => void
}

/** 导入底图: a file is looked at, shown on the county outline, asked about, and only then taken over. */
export function ImportPack({ onAdded, onClose }: ImportPackProps) {
  const [preview, setPreview] = useState<BasemapPreview>()
  return (
    <Panel
      title="导入底图"
      extra={
        <ActionButton kind="quiet" hotkey="Escape" onPress={onClose}>
          取消
        </ActionButton>
      }
    >
      <div className={section.form}>
        <FileChoice
          what="pack"
          hint="MBTiles、PMTiles，或 {z}/{x}/{y} 瓦片文件夹；先查看，确认后才导入"
          accept=".mbtiles,.pmtiles,.sqlite,.db"
          look={(path) => api.basemaps.look({ path })}
          ticket={(fileName) => api.basemaps.upload({ fileName })}
          onFound={setPreview}
        />
        {preview && (
          <PackForm key={preview.token} preview={preview} onAgain={setPreview} onAdded={onAdded} />
        )}
      </div>
    </Panel>
  )
}
