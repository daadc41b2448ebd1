import { count } from '../numbers'
import type { frame as en } from '../en/frame'

const n = (value: number): string => count(value, 'ko')

export const frame = {
  appName: 'Unroll',
  screens: {
    learn: '배우기',
    names: '이름 분류',
    text: '글',
    chat: '대화',
    runs: '학습 기록',
    devices: '장치',
    settings: '설정'
  },
  navigation: '화면',
  runAlive: '학습이 진행 중',
  deviceNone: '아직 장치가 없어요',
  rateShort: (rate: string) => `${rate}개/초`,
  close: '닫기',
  cancel: '취소',
  dismiss: '닫기',
  undo: '되돌리기',
  more: '더 보기',
  copyDetails: '자세한 내용 복사',
  copied: '복사했어요',
  tryAgain: '다시 시도',
  loading: '불러오는 중…',
  search: '찾기',
  reset: '되돌리기',
  on: '켜짐',
  off: '꺼짐',
  connection: {
    connecting: 'Unroll에 연결하는 중…',
    lost: 'Unroll과의 연결이 끊겼어요. 다시 연결하고 있어요. 진행 중이던 학습은 이 창이 없어도 계속돼요.'
  },
  train: {
    train: '학습 시작',
    pause: '일시 정지',
    resume: '이어서 학습',
    step: '한 배치',
    stepHint: '배치 하나만 학습하고 멈춰요',
    stop: '중지',
    preparing: '준비하는 중…',
    keepGoing: '이 학습 이어 하기',
    noData: '먼저 이름 데이터를 열어 주세요',
    fixSettings: '범위를 벗어난 설정이 있어요'
  },
  stages: {
    data: '데이터를 읽는 중',
    device: '장치를 준비하는 중',
    model: '신경망을 만드는 중',
    checkpoint: '체크포인트를 읽는 중'
  },
  status: {
    label: '진행 중인 학습',
    epoch: (epoch: number, epochs: number) => `에포크 ${n(epoch)}/${n(epochs)}`,
    left: (time: string) => `${time} 남음`,
    loss: (loss: string) => `손실 ${loss}`,
    heldOut: (share: string) => `검증 ${share}`,
    rate: (rate: string) => `초당 ${rate}개`,
    paused: '일시 정지됨',
    silent: '10초 동안 응답이 없어요',
    end: '강제로 끝내기',
    show: '학습 보기',
    spoken: (epoch: number, epochs: number, accuracy: string) =>
      `에포크 ${epochs} 중 ${epoch}, 검증 정확도 ${accuracy}`,
    spokenDone: '학습이 끝났어요',
    spokenPaused: '학습을 일시 정지했어요',
    spokenFailed: '학습이 예기치 않게 멈췄어요'
  },
  crash: {
    safe: (epoch: number | null) =>
      epoch === null || epoch === 0
        ? '아직 끝난 에포크는 없었어요.'
        : `에포크 ${n(epoch)}까지는 모두 저장되어 있어요.`,
    resume: '이어서 학습'
  },
  closing: {
    title: '아직 학습이 진행 중이에요',
    text: '창을 닫으면 학습은 어떻게 할까요?',
    keep: '계속 학습하기',
    keepHint: '창은 닫히고 학습은 뒤에서 계속돼요.',
    stop: '중지하고 닫기',
    stopHint: '먼저 저장하니 나중에 이어서 학습할 수 있어요.',
    back: '창으로 돌아가기'
  },
  drop: {
    title: '놓으면 열려요',
    takes: 'CSV, TSV, 텍스트 파일(.gz도 가능) 또는 Class.txt 파일이 든 폴더',
    training: '학습할 이름으로 열기',
    test: '시험 파일로 쓰기',
    batch: '들어 있는 이름을 모두 분류하기'
  },
  shortcuts: {
    title: '단축키',
    playPause: '학습 일시 정지 또는 이어 하기',
    train: '학습 시작',
    open: '파일 열기',
    screens: '화면 이동',
    search: '이 화면에서 찾기',
    help: '이 목록 보기',
    close: '열린 것 닫기',
    grid: '칸 사이 이동, Enter로 열기',
    letters: '글자 위에서: 글자 바꾸기, 좌우로 이동'
  },
  endedToast: {
    finished: '학습이 끝났어요',
    'early-stop': '검증 점수가 더 오르지 않아 학습을 일찍 멈췄어요',
    stopped: '학습을 중지했어요',
    diverged: '손실이 더는 숫자가 아니어서 학습을 멈췄어요',
    crashed: '학습이 예기치 않게 멈췄어요',
    'disk-full': '디스크가 가득 차서 학습을 멈췄어요',
    closed: '창이 닫혀 학습을 멈췄어요'
  },
  figure: {
    menu: (title: string) => `복사 또는 저장: ${title}`,
    copyPng: '그림으로 복사 (PNG)',
    savePng: '그림으로 저장 (PNG)',
    copyCsv: '표로 복사 (CSV)',
    saveCsv: '표로 저장 (CSV)',
    copiedPng: '그림을 복사했어요',
    copiedCsv: '표를 복사했어요',
    saved: (file: string) => `${file} 저장했어요`,
    noClipboard: '여기서는 클립보드를 쓸 수 없어요. 대신 저장해 주세요.'
  }
} satisfies typeof en
