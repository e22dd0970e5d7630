/** A file of the kind a county has, to build packs from. */

const square = [
  [116.1, 26],
  [116.6, 26],
  [116.6, 26.6],
  [116.1, 26.6],
  [116.1, 26],
]

/** One area whose border runs through the county, as GeoJSON text; its west side is 116.1° E. */
export const wholeCounty = JSON.stringify({
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { name: '石城县' },
      geometry: { type: 'Polygon', coordinates: [square] },
    },
  ],
})
