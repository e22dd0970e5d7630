export { mototrbo } from './driver.ts'
export { mototrboVectors } from './vectors.ts'
