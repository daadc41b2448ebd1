import type { form as en } from '../en/form'
import type { Issue } from '../../state/config-issues'
import { count, small } from '../numbers'

export const form = {
  fields: {
    seed: {
      label: '시드',
      hint: '나누기, 첫 가중치, 이름 순서, 드롭아웃까지 모든 무작위 선택을 정해요. 시드가 같으면 학습도 같아요.'
    },
    'split.heldOut': {
      label: '검증용 비율',
      hint: '학습에 쓰지 않는 이름의 비율이에요. 시험 파일이 있으면 쓰지 않아요.'
    },
    maximumLength: { label: '가장 긴 이름', hint: '이름에서 읽는 글자 수예요. 나머지는 잘라요.' },
    'model.input': {
      label: '글자 표현',
      hint: '원-핫은 글자를 목록 속 자리로, 임베딩은 신경망이 배우는 벡터로 나타내요.'
    },
    'model.embeddingSize': { label: '임베딩 크기', hint: '글자 하나를 나타내는 수의 개수예요.' },
    'model.vocabularySize': {
      label: '글자표 행 수',
      hint: '글자표의 행 수예요. 비워 두면 학습용 이름에 나오는 글자 수에 모르는 글자 하나를 더해요. 강의에서는 128이에요.'
    },
    'model.lowerCase': { label: '대소문자 무시', hint: '‘A’와 ‘a’를 같은 글자로 읽어요.' },
    'model.markers': { label: '끝 표시', hint: '이름 앞뒤에 시작과 끝 기호를 붙여 끝도 배우게 해요.' },
    'model.bigramSize': {
      label: '글자 쌍',
      hint: '글자 쌍마다 벡터를 하나씩 두고 글자 벡터와 함께 읽어요. 그 벡터의 크기이고, 0이면 쓰지 않아요.'
    },
    'model.cell': {
      label: '셀',
      hint: '글자마다 되풀이되는 부분이에요. GRU와 LSTM에는 게이트가 있어 기본 RNN보다 오래 기억해요.'
    },
    'model.nonlinearity': { label: '비선형 함수', hint: '기본 RNN 셀에 쓰는 함수예요.' },
    'model.hiddenSize': { label: '은닉 크기', hint: '층과 방향마다 은닉 상태가 가진 유닛 수예요.' },
    'model.layers': { label: '층 수', hint: '신경망을 쌓은 수예요. 각 층은 아래층의 상태를 읽어요.' },
    'model.bidirectional': { label: '양방향', hint: '두 번째 신경망이 이름을 끝에서부터 읽어요.' },
    'model.readout': {
      label: '분류 기준',
      hint: '마지막 선형 층이 보는 것이에요. 강의 코드는 마지막 방향만 보고 절반을 버려요.'
    },
    'model.dropout.embedding': { label: '드롭아웃, 글자', hint: '학습할 때 입력 일부를 무작위로 꺼요.' },
    'model.dropout.layers': { label: '드롭아웃, 층 사이', hint: '층과 층 사이에서 같은 일을 해요.' },
    'model.dropout.readout': { label: '드롭아웃, 분류 앞', hint: '마지막 층 앞에서 같은 일을 해요.' },
    'model.members': { label: '신경망 수', hint: '이만큼을 나란히 학습시켜 확률을 평균해요.' },
    'training.batchSize': { label: '배치 크기', hint: '가중치를 한 번 움직이기 전에 읽는 이름 수예요.' },
    'training.epochs': { label: '에포크', hint: '학습용 이름 전체를 읽는 횟수예요.' },
    'training.optimizer': { label: '최적화 방법', hint: '기울기로 가중치를 움직이는 방법이에요.' },
    'training.learningRate': { label: '학습률', hint: '한 걸음의 크기예요. 학습 중에도 바꿀 수 있어요.' },
    'training.schedule': {
      label: '학습률 일정',
      hint: '첫 에포크부터 마지막까지 학습률이 변하는 모양이에요.'
    },
    'training.warmUp': {
      label: '준비 운동',
      hint: '학습률이 제 값까지 올라가는 데 쓰는 걸음의 비율이에요(warm-up).'
    },
    'training.momentum': { label: '모멘텀', hint: 'SGD에서 앞 걸음을 얼마나 이어 갈지 정해요.' },
    'training.weightDecay': { label: '가중치 감쇠', hint: '걸음마다 가중치를 조금씩 0 쪽으로 당겨요.' },
    'training.clip': {
      label: '기울기 자르기',
      hint: '기울기의 최대 길이예요. 0이면 자르지 않아요. 손실이 폭발하는 것을 막아 줘요.'
    },
    'training.labelSmoothing': {
      label: '레이블 스무딩',
      hint: '정답의 일부를 모든 분류에 나눠 줘서 덜 단정하게 만들어요.'
    },
    'training.classWeights': {
      label: '분류 가중치',
      hint: '균형을 고르면 드문 분류도 흔한 분류만큼 중요하게 다뤄요.'
    },
    'training.averaging': {
      label: '가중치 평균',
      hint: '가중치의 느린 평균으로 점수를 매겨요(0.99면 최근 백 걸음쯤). 0이면 쓰지 않아요.'
    },
    'training.patience': {
      label: '참을성',
      hint: '검증 점수가 이만큼의 에포크 동안 오르지 않으면 멈춰요. 0이면 멈추지 않아요.'
    }
  },
  presets: {
    quick: { name: '빠르게', text: '작아서 어떤 CPU에서든 1분 안에 배워요.' },
    best: { name: '가장 좋게', text: '글자 쌍과 모든 상태를 읽고, 신경망 다섯이 함께 답해요.' },
    lecture: { name: '강의 그대로(13_2)', text: '강의 스크립트와 똑같아요.' }
  },
  preset: '프리셋',
  changed: (n: number) => `바꾼 설정 ${count(n, 'ko')}개`,
  resetAll: '모두 되돌리기',
  resetField: (label: string) => `${label} 되돌리기`,
  isChanged: '바뀜',
  groups: { data: '데이터', model: '신경망', training: '학습' },
  cells: { rnn: 'RNN', gru: 'GRU', lstm: 'LSTM' },
  inputs: { embedding: '임베딩', 'one-hot': '원-핫' },
  nonlinearities: { tanh: 'tanh', relu: 'ReLU' },
  readouts: {
    'last-direction': '역방향 끝',
    'both-directions': '양쪽 끝',
    mean: '상태 평균',
    max: '상태 최댓값',
    'final-mean-max': '끝+평균+최대'
  },
  optimizers: { adam: 'Adam', rmsprop: 'RMSprop', sgd: 'SGD' },
  schedules: { constant: '일정하게', cosine: '코사인', linear: '직선' },
  weightings: { none: '없음', balanced: '균형' },
  fromData: '데이터대로',
  issue: (issue: Issue): string => {
    if (issue.kind === 'at-least') return `${small(issue.limit, 'ko')} 이상이어야 해요.`
    if (issue.kind === 'at-most') return `${small(issue.limit, 'ko')} 이하여야 해요.`
    if (issue.kind === 'above') return `${small(issue.limit, 'ko')}보다 커야 해요.`
    if (issue.kind === 'whole') return '정수를 써 주세요.'
    return issue.kind === 'number' ? '숫자를 써 주세요.' : '쓸 수 없는 값이에요.'
  },
  nextRun: '다음 학습에 쓰여요. 진행 중인 학습은 그대로예요.',
  live: '지금',
  liveRate: '학습률',
  estimate: {
    parameters: (n: string) => `매개변수 ${n}개`,
    memory: (size: string) => `메모리 ${size}`,
    time: (time: string) => `약 ${time}`,
    unmeasured: '시간은 아직 재지 않았어요',
    invalid: '표시된 설정을 고치면 시작할 수 있어요.'
  },
  hide: '설정 접기',
  show: '설정 펼치기',
  panel: '다음 학습의 설정'
} satisfies typeof en
