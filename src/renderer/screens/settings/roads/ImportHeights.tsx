import { useQueryClient } from '@tanstack/react-query'
import { api, queries } from '../../../client.ts'
import { heightWords } from './height-words.ts'
import { ImportLocalFile } from './ImportLocalFile.tsx'

export function ImportHeights({ onDone }: { readonly onDone: () => void }) {
  const client = useQueryClient()
  return (
    <ImportLocalFile
      word="高程"
      accept=".tif,.tiff,.hgt"
      hint="GeoTIFF 或 .hgt，最大 250 MB"
      sourceExample="如：县自然资源局 12.5 米高程 2025"
      ticket={(fileName) => api.terrain.upload({ fileName })}
      look={(token) => api.terrain.preview({ token })}
      adopt={async (described) => {
        await api.terrain.adopt(described)
        await client.invalidateQueries({ queryKey: queries.terrain.key() })
      }}
      renderPreview={(preview) => <p role="status">读到 {heightWords(preview)}</p>}
      onDone={onDone}
    />
  )
}
