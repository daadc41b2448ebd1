// The kernels of the built-in device, in AssemblyScript: compiled twice, plain and with relaxed SIMD (fused
// multiply-add), by tools/kernels.mjs. They know addresses, never tensors; the engine's devices/builtin knows both.

export { binary, square, squareRoot } from './elements'
export { gruBackward, gruForward } from './gru'
export { lstmBackward, lstmForward } from './lstm'
export { product, transpose } from './product'
export { rnnBackward, rnnForward } from './rnn'
export { add, addToRows, gather, maxRows, scaleRows, segmentSum, sumRows } from './rows'
