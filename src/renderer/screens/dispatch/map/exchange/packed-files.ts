/** What was chosen as one file: a Shapefile lies in several, which go as one archive. */
import { zipSync } from 'fflate'

export interface OneFile {
  readonly name: string
  readonly content: Blob
}

const beside = /\.(?:shp|shx|dbf|prj|cpg|qpj|sbn|sbx|qix|xml)$/i

/** A sentence where the files do not belong together. */
export async function packedFiles(files: readonly File[]): Promise<OneFile | string> {
  const [first, ...others] = files
  if (!first) return '没有选文件。'
  if (others.length === 0) return { name: first.name, content: first }
  if (!files.every(({ name }) => beside.test(name))) {
    return '一次导入一个文件；只有 Shapefile 的 .shp、.dbf、.prj、.cpg 可以一起选。'
  }
  const shape = files.find(({ name }) => /\.shp$/i.test(name))
  if (!shape) return '选中的文件里没有 .shp，请把同名的 .shp、.dbf、.prj、.cpg 一起选中。'
  const contents = await Promise.all(
    files.map(async (file): Promise<[string, Uint8Array]> => [
      file.name,
      new Uint8Array(await file.arrayBuffer()),
    ]),
  )
  const archive = zipSync(Object.fromEntries(contents), { level: 0 })
  return { name: shape.name, content: new Blob([archive.slice()]) }
}
