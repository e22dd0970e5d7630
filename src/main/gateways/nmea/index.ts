export { nmea } from './driver.ts'
export { nmeaVectors } from './vectors.ts'
