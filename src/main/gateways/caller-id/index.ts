export { callerId } from './driver.ts'
