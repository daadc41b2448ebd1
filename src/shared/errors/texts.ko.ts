import { dataTextsKo } from './data.ko'
import { filesTextsKo } from './files.ko'
import { frontsTextsKo } from './fronts.ko'
import type { ErrorCode, ErrorText } from './texts.en'
import { nativeTextsKo } from './native.ko'
import { runsTextsKo } from './runs.ko'
import { trainingTextsKo } from './training.ko'

export const errorTextsKo: Record<ErrorCode, ErrorText> = {
  unexpected: {
    title: '문제가 생겼어요',
    reason: '{what}',
    next: '다시 시도해 보고, 또 생기면 자세한 내용을 복사해 알려 주세요.'
  },
  'bad-message': { title: '메시지를 받아들이지 않았어요', reason: '{what}', next: '창을 새로 고쳐 주세요.' },
  'connection-lost': {
    title: '연결이 끊겼어요',
    reason: '이 화면 뒤의 프로그램이 응답하지 않아요.',
    next: 'Unroll을 다시 시작해 주세요.'
  },
  ...dataTextsKo,
  ...filesTextsKo,
  ...frontsTextsKo,
  ...runsTextsKo,
  ...trainingTextsKo,
  ...nativeTextsKo
}
