/** One map file: told apart by its bytes, read, settled. Pure: what the thread runs. */
import { accept, refuse, type Result } from '../../../../core/kernel/result.ts'
import type {
  MapFileRefusal,
  ReadMapFile,
  ReadMapFileOptions,
} from '../../../../core/map-files/model.ts'
import { FileFault } from './fault.ts'
import { readGeoJson } from './geojson.ts'
import { settle } from './settle.ts'

/** A bad file is a refusal with its sentence; throws only for our own mistakes. */
export function readMapFileHere(
  _fileName: string,
  bytes: Uint8Array,
  options: ReadMapFileOptions,
): Result<ReadMapFile, MapFileRefusal> {
  try {
    return accept(settle(readGeoJson(bytes), options))
  } catch (error) {
    if (error instanceof FileFault) return refuse(error.code, { sentence: error.message })
    throw error
  }
}
