/** The shell's dialog for a file or folder of this machine, for what is too large to be sent. */
import { dialog, type OpenDialogOptions } from 'electron'
import type { ChoosePathOf } from '../core-messages.ts'

const dialogs: Readonly<Record<ChoosePathOf, OpenDialogOptions>> = {
  pack: {
    title: '选择底图文件',
    properties: ['openFile'],
    filters: [
      { name: '底图（MBTiles、PMTiles）', extensions: ['mbtiles', 'pmtiles'] },
      { name: '所有文件', extensions: ['*'] },
    ],
  },
  folder: { title: '选择瓦片文件夹', properties: ['openDirectory'] },
  source: {
    title: '选择用来制作底图的文件',
    properties: ['openFile'],
    filters: [
      {
        name: 'GeoJSON、Shapefile、KML',
        extensions: ['geojson', 'json', 'shp', 'zip', 'kml', 'kmz'],
      },
      { name: '所有文件', extensions: ['*'] },
    ],
  },
}

export async function choosePath(what: ChoosePathOf): Promise<string | undefined> {
  const { canceled, filePaths } = await dialog.showOpenDialog(dialogs[what])
  return canceled ? undefined : filePaths[0]
}
