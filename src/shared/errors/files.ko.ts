import type { filesTextsEn } from './files.en'
import type { ErrorText } from './texts.en'

export const filesTextsKo: Record<keyof typeof filesTextsEn, ErrorText> = {
  'model-file-not': {
    title: '모델 파일이 아니에요',
    reason: 'safetensors 파일처럼 시작하지 않아요.',
    next: '.safetensors 파일을 골라 주세요.'
  },
  'model-file-cut': {
    title: '모델 파일이 중간에 끊겼어요',
    reason: '머리말에 적힌 것보다 짧아요.',
    next: '파일을 다시 복사하거나 내려받아 주세요.'
  },
  'model-file-large': {
    title: '모델 파일이 너무 커서 열 수 없어요',
    reason: '머리말이 1 MiB를 넘거나 텐서가 1,000개를 넘어요.',
    next: 'Unroll에서 만든 모델을 골라 주세요.'
  },
  'model-file-layout': {
    title: '모델 파일의 내용이 서로 맞지 않아요',
    reason: '텐서 "{tensor}"의 자리나 크기가 맞지 않아요.',
    next: '파일을 다시 복사하거나 내보내 주세요.'
  },
  'model-file-type': {
    title: '모델 파일의 숫자 형식을 읽을 수 없어요',
    reason: '텐서 "{tensor}"의 형식은 {type}이에요. F32, I32, U8만 읽을 수 있어요.',
    next: '32비트 실수로 다시 내보내 주세요.'
  },
  'model-file-metadata': {
    title: '모델 파일의 설명을 읽을 수 없어요',
    reason: '일반 텍스트가 아니에요.',
    next: '파일을 다시 내보내 주세요.'
  },
  'model-file-damaged': {
    title: '모델 파일이 손상됐어요',
    reason: '체크섬이 내용과 맞지 않아요.',
    next: '이전에 저장한 파일을 열어 주세요.'
  },
  'model-file-not-finite': {
    title: '모델에 유한하지 않은 숫자가 있어요',
    reason: '텐서 "{tensor}"에 NaN이나 무한대가 들어 있어요.',
    next: '이전 체크포인트를 열어 주세요.'
  }
}
