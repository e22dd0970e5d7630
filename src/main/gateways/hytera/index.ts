export { decodeHytera } from './decode.ts'
export { hyteraHrnp, hyteraHstrp } from './driver.ts'
export { hyteraVectors } from './vectors.ts'
