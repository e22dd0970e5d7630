/**
 * Leaflet-Geoman, for moving the corners of a shape that is being drawn; nothing else of it is used.
 * Its style sheet is not: ours has its corner marks, in colours of the theme (`geoman.css`).
 */
import '@geoman-io/leaflet-geoman-free'
import L from 'leaflet'
import './geoman.css'

// Only what says `pmIgnore: false` gets corners: every other layer stays as light as it is.
L.PM.setOptIn(true)
