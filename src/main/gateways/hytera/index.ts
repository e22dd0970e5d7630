export { decodeHytera } from './decode.ts'
export { hyteraHrnp, hyteraHstrp } from './driver.ts'
export { createHrnpFramer } from './hrnp.ts'
export { hyteraVectors } from './vectors.ts'
