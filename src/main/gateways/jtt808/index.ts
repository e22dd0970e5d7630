export { jtt808 } from './driver.ts'
export { jtt808Vectors } from './vectors.ts'
