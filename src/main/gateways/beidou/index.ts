export { beidou } from './driver.ts'
export { beidouVectors } from './vectors.ts'
