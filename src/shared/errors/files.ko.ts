import type { filesTextsEn } from './files.en'
import type { ErrorText } from './texts.en'

export const filesTextsKo: Record<keyof typeof filesTextsEn, ErrorText> = {
  'disk-full': {
    title: '디스크가 가득 찼어요',
    reason: '{needed} MB가 필요한데 {folder}에 {free} MB가 남았어요. 전에 저장한 것은 온전해요.',
    next: '공간을 비운 다음 이어 가세요.'
  },
  'folder-read-only': {
    title: '이 폴더에는 저장할 수 없어요',
    reason: '시스템에서 쓰기를 허용하지 않아요: {folder}',
    next: '쓰기를 허용하거나 다른 폴더를 골라 주세요.'
  },
  'folder-gone': {
    title: '폴더가 사라졌어요',
    reason: '옮겼거나 지웠거나 연결이 끊겼어요: {folder}',
    next: '폴더를 되돌려 놓고 다시 시도해 주세요.'
  },
  'write-failed': {
    title: '저장하지 못했어요: {file}',
    reason: '시스템 오류 {code}. 전에 저장한 것은 온전해요.',
    next: '이 파일을 쓰는 프로그램을 닫고 다시 시도해 주세요.'
  },
  'file-not-found': {
    title: '파일이 없어요: {file}',
    reason: '옮겼거나 지웠거나, 파일이 아니에요.',
    next: '파일을 다시 골라 주세요.'
  },
  'file-not-readable': {
    title: '파일을 읽을 수 없어요: {file}',
    reason: '시스템에서 이 사용자가 읽는 것을 허용하지 않아요.',
    next: '권한을 바꾸거나 다른 파일을 골라 주세요.'
  },
  'file-not-granted': {
    title: '파일을 다시 골라야 해요: {file}',
    reason: 'Unroll을 시작한 뒤에 연 파일만 읽을 수 있어요.',
    next: '파일을 다시 골라 주세요.'
  },
  'settings-reset': {
    title: '설정을 읽지 못했어요',
    reason: '손상된 파일은 {file}(으)로 옮겨 두었어요. 설정은 처음 상태로 돌아갔어요.',
    next: '설정을 확인해 주세요.'
  },
  'settings-restored': {
    title: '설정을 읽지 못했어요',
    reason: '손상된 파일은 {file}(으)로 옮겨 두었어요. 지난번에 시작했을 때의 설정을 써요.',
    next: '설정을 확인해 주세요.'
  },
  'settings-newer': {
    title: '더 새로운 버전에서 만든 설정이에요',
    reason: '설정 파일은 그대로 두었어요. 여기서 바꾼 것은 저장되지 않아요.',
    next: 'Unroll을 업데이트해 주세요.'
  },
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
    reason: '머리말이 1 MiB를 넘거나 텐서가 2,000개를 넘어요.',
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
