import type { frontsTextsEn } from './fronts.en'
import type { ErrorText } from './texts.en'

export const frontsTextsKo: Record<keyof typeof frontsTextsEn, ErrorText> = {
  usage: {
    title: '명령을 이해하지 못했어요',
    reason: '{what}',
    next: '{help}로 사용법을 확인해 주세요.'
  },
  'config-invalid': {
    title: '쓸 수 없는 설정이 있어요',
    reason: '{field}: {what}',
    next: '값을 고치고 다시 시작해 주세요. 아직 아무것도 학습하지 않았어요.'
  },
  'config-file': {
    title: '{file}의 설정을 읽을 수 없어요',
    reason: '{what}',
    next: '파일을 고치거나 --config를 빼 주세요.'
  },
  'run-folder-needed': {
    title: '이어 갈 실행이 없어요',
    reason: '--resume에는 실행 폴더가 필요한데 {folder}에는 실행이 없어요.',
    next: '--run으로 실행 폴더를 알려 주세요.'
  },
  'host-refused': {
    title: '{address}에서는 열지 않아요',
    reason: '그 주소에 닿는 누구나 실행과 파일을 열어 보려 할 수 있고, 주고받는 내용은 암호화되지 않아요.',
    next: '--host를 빼거나, 그래도 괜찮다면 --i-know를 더해 주세요.'
  },
  'port-taken': {
    title: '{port}번 포트는 이미 쓰이고 있어요',
    reason: '다른 프로그램이 그 포트를 쓰고 있어요({code}).',
    next: '다른 포트를 고르거나 --port를 빼 주세요.'
  },
  'upload-too-large': {
    title: '{file} 파일이 너무 커요',
    reason: '브라우저에서는 파일 하나가 {limit} MB까지예요. 아무것도 남기지 않았어요.',
    next: '명령줄이나 앱 창에서 열거나 파일을 줄여 주세요.'
  },
  'page-missing': {
    title: '화면이 아직 만들어지지 않았어요',
    reason: '{folder}에 index.html이 없어요.',
    next: 'npm run build를 실행해 주세요.'
  }
}
