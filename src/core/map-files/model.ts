/**
 * Map files as data: what a file of another program holds once it is read, and what is written
 * for one. Geometries are WGS-84 degrees on this side of the door; the host's readers and writers
 * (`adapters/map-files`) do the rest.
 */
import { z } from 'zod'
import type { Geometry } from '../kernel/geometry.ts'
import type { Refusal } from '../kernel/result.ts'

export const mapFileKinds = ['geojson', 'kml', 'kmz', 'gpx', 'tcx', 'shapefile'] as const
export type MapFileKind = (typeof mapFileKinds)[number]

/** What can be written. */
export const mapFileFormats = ['geojson', 'kml', 'kmz', 'gpx', 'shapefile'] as const
export type MapFileFormat = (typeof mapFileFormats)[number]

/**
 * What the numbers of a file mean. `cgcs2000-39` is the 3° zone 39 (central meridian 117°E) in
 * metres, with or without the zone before the easting (13 … 23: zones of 6°); `prj` is the projection that the file
 * itself describes (UTM and others).
 */
export const mapDatumSchema = z.union([
  z.enum(['wgs84', 'cgcs2000', 'gcj02', 'bd09', 'prj']),
  z.templateLiteral(['cgcs2000-', z.int().min(13).max(45)]),
])
export type MapDatum = z.infer<typeof mapDatumSchema>

export interface MapFileFeature {
  /** `''` where the file gives none. */
  readonly name: string
  /** WGS-84. */
  readonly geometry: Geometry
  readonly properties: Readonly<Record<string, string>>
  /** The layer, folder or shapefile of the file it lies in; `''` where there is only one. */
  readonly part: string
  /** Of a track: UTC epoch milliseconds of each vertex. */
  readonly times?: readonly number[] | undefined
}

export interface ReadMapFileOptions {
  /** A person's answer; absent: what the file says, else WGS-84. */
  readonly datum?: MapDatum | undefined
  /** Of a Shapefile's attributes; absent: found out. */
  readonly encoding?: MapTextEncoding | undefined
  /** The file writes the latitude (the northing) first. */
  readonly swapped?: boolean | undefined
}

export type MapTextEncoding = 'utf-8' | 'gb18030'

export interface ReadMapFile {
  readonly kind: MapFileKind
  readonly features: readonly MapFileFeature[]
  /** What the numbers were taken for. */
  readonly datum: MapDatum
  /** What the file says of itself, which may be wrong; `undefined` where it says nothing. */
  readonly datumSaid: MapDatum | undefined
  /** Name of the projection or coordinate system in the file's own description. */
  readonly projection: string | undefined
  /** The numbers are metres: only a projected datum fits. */
  readonly projected: boolean
  /** Latitude (northing) and longitude (easting) were taken the other way round. */
  readonly swapped: boolean
  /** Taken the other way round, the points would lie in China, and as they stand they do not. */
  readonly looksSwapped: boolean
  /** Of a Shapefile's attributes. */
  readonly encoding: MapTextEncoding | undefined
  /** Sentences: what was left out and what somebody should look at. */
  readonly warnings: readonly string[]
}

/**
 * Every code carries the sentence an operator reads. `datum-needed`: the file is sound, its
 * numbers are metres and it does not say of which zone, or not of the one that was answered.
 */
export type MapFileRefusal = Refusal<
  'unreadable' | 'too-large' | 'empty' | 'datum-needed',
  { readonly sentence: string }
>

export interface WriteMapFileOptions {
  /** Without extension; also the title inside. */
  readonly name: string
  /** Of a Shapefile's attributes: GBK for old programs. Default UTF-8, with `.cpg` either way. */
  readonly encoding?: 'utf-8' | 'gbk' | undefined
}
