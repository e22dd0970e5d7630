export { tetraPei } from './driver.ts'
export { peiVectors } from './vectors.ts'
