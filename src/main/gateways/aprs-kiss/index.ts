export { aprsKiss } from './driver.ts'
export { aprsVectors } from './vectors.ts'
