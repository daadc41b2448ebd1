import type { runsTextsEn } from './runs.en'
import type { ErrorText } from './texts.en'

export const runsTextsKo: Record<keyof typeof runsTextsEn, ErrorText> = {
  'run-not-found': {
    title: '이 실행이 없어요',
    reason: '실행 {run}을(를) 옮겼거나 지웠어요.',
    next: '다른 실행을 골라 주세요.'
  },
  'run-newer': {
    title: '더 새로운 버전에서 만든 실행이에요',
    reason: '실행 {run}의 형식은 {version}이에요. 아무것도 바꾸지 않았어요.',
    next: 'Unroll을 업데이트하고 열어 주세요.'
  },
  'run-damaged': {
    title: '이 실행을 읽을 수 없어요',
    reason: '실행 {run}의 {file} 파일이 손상됐거나 없어요.',
    next: '다른 실행을 열거나 복사본에서 파일을 되돌려 주세요.'
  },
  'run-in-use': {
    title: '이 실행은 쓰고 있는 중이에요',
    reason: '다른 Unroll(프로세스 {pid})에서 학습하고 있어서 여기서는 읽기만 할 수 있어요.',
    next: '그쪽에서 멈춘 다음 다시 시도해 주세요.'
  },
  'run-busy': {
    title: '학습하고 있는 실행이에요',
    reason: '학습하는 동안에는 지우거나 두 번 시작할 수 없어요.',
    next: '먼저 멈춰 주세요.'
  },
  'run-finished': {
    title: '이 실행은 끝났어요',
    reason: '{epochs}번째 에폭에서 끝나서 더 학습할 것이 없어요.',
    next: '이 설정으로 새 실행을 시작해 주세요.'
  },
  'run-no-model': {
    title: '이 실행에는 아직 신경망이 없어요',
    reason: '실행 {run}은(는) 첫 체크포인트 전에 끝났어요.',
    next: '한 에폭 이상 학습해 주세요.'
  },
  'run-folder-not-empty': {
    title: '폴더가 비어 있지 않아요',
    reason: '{folder}에 다른 파일이 있어요. 실행에는 빈 폴더가 필요해요.',
    next: '새 폴더를 고르거나 그 안의 실행을 이어 가세요.'
  },
  'checkpoint-fell-back': {
    title: '체크포인트 하나가 손상됐어요',
    reason: '{file}을(를) 읽을 수 없어서 따로 두었어요. {step}번째 스텝에서 이어 가요.',
    next: '또 생기면 디스크를 확인해 주세요.'
  },
  'metrics-not-saved': {
    title: '곡선을 저장하지 못했어요',
    reason: '{what}. 학습은 계속돼요. 곡선은 여기 그대로 있고 다음 에폭에 함께 저장돼요.',
    next: '공간을 비워 주세요.'
  },
  'trainer-crashed': {
    title: '{epoch}번째 에폭에서 학습이 갑자기 멈췄어요',
    reason: '트레이너가 끝났어요({how}). {safeEpoch}번째 에폭까지는 잃은 것이 없어요.',
    next: '실행을 이어 가세요.'
  },
  'trainer-crashed-early': {
    title: '학습이 갑자기 멈췄어요',
    reason: '첫 에폭이 끝나기 전에 트레이너가 끝났어요({how}).',
    next: '실행을 다시 시작해 주세요.'
  },
  'trainer-killed': {
    title: '트레이너를 끝냈어요',
    reason: '응답하지 않았어요. {safeEpoch}번째 에폭까지는 잃은 것이 없어요.',
    next: '실행을 이어 가세요.'
  },
  'trainer-not-started': {
    title: '트레이너가 시작되지 않아요',
    reason: '프로세스가 바로 끝났어요({how}).',
    next: '다시 시도해 보고, 또 생기면 자세한 내용을 복사해 알려 주세요.'
  },
  'too-many-names': {
    title: '이름이 너무 많아요',
    reason: '파일에 이름이 {rows}개 있는데 한 번에 {limit}개까지 분류할 수 있어요.',
    next: '파일을 나눠 주세요.'
  }
}
