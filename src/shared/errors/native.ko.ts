import type { nativeTextsEn } from './native.en'
import type { ErrorText } from './texts.en'

type NativeCode = keyof typeof nativeTextsEn

const again = 'TensorFlow를 다시 설치해 주세요.'
const builtin = '내장 CPU 장치를 쓰세요. 아무것도 설치할 필요가 없어요.'

export const nativeTextsKo: Record<NativeCode, ErrorText> = {
  'native-no-python': {
    title: 'Python을 찾지 못했어요',
    reason: 'TensorFlow 라이브러리는 Python 패키지 저장소에서 받아요. 바뀐 것은 없어요.',
    next: 'Python 3을 설치하고({install}) 다시 설치해 주세요.'
  },
  'native-no-pip': {
    title: 'Python에 pip가 없어요',
    reason: '{python}에 pip도 venv 모듈도 없어서 TensorFlow를 받을 수 없어요.',
    next: '설치한 다음({install}) 다시 시도해 주세요.'
  },
  'native-no-compiler': {
    title: 'C++ 컴파일러를 찾지 못했어요',
    reason: 'TensorFlow와 이 앱을 잇는 작은 부분은 이 컴퓨터에서 컴파일해요.',
    next: '컴파일러를 설치하고({install}) 다시 시도해 주세요.'
  },
  'native-no-headers': {
    title: '컴파일에 필요한 헤더가 없어요',
    reason: '{folder}에 node_api.h가 없어요. 설치가 온전하지 않아요.',
    next: 'Unroll을 다시 설치해 주세요. 저장소를 받아 쓰는 중이라면 npm ci를 실행하세요.'
  },
  'native-package-missing': {
    title: 'TensorFlow용 패키지가 없어요',
    reason: '{folder}에서 @tensorflow/tfjs-node-gpu를 찾지 못했어요. 선택 설치 항목이에요.',
    next: 'Unroll을 다시 설치해 주세요. 저장소를 받아 쓰는 중이라면 npm ci를 실행하세요.'
  },
  'native-unsupported-windows': {
    title: 'Windows에는 TensorFlow를 설치할 수 없어요',
    reason: 'Windows용 패키지에는 연결할 라이브러리가 없고, 미리 만든 것은 더 이상 배포되지 않아요.',
    next: '아무것도 설치할 필요가 없는 내장 CPU 장치를 쓰세요. NVIDIA 카드를 쓰려면 WSL 2 안에서 Unroll을 실행하세요.'
  },
  'native-unsupported': {
    title: '{system}에는 TensorFlow를 설치할 수 없어요',
    reason: '그 시스템용 TensorFlow 라이브러리가 없어요.',
    next: builtin
  },
  'native-no-wheel': {
    title: '이 컴퓨터에 맞는 TensorFlow가 없어요',
    reason: '패키지 저장소에 {system}용 {wheel}이(가) 없어요.',
    next: builtin
  },
  'native-download-failed': {
    title: 'TensorFlow를 받지 못했어요',
    reason: 'pip의 메시지: {what}',
    next: '네트워크와 pip의 프록시 설정을 확인하고 다시 시도해 주세요.'
  },
  'native-incomplete-wheel': {
    title: '받은 TensorFlow가 온전하지 않아요',
    reason: '{file}이(가) 들어 있지 않아요.',
    next: '다시 설치해 보고, 또 생기면 자세한 내용을 복사해 알려 주세요.'
  },
  'native-compile-failed': {
    title: '연결 부분을 컴파일하지 못했어요',
    reason: '{what}',
    next: '컴파일러를 업데이트하고 다시 시도해 주세요. 또 생기면 자세한 내용을 복사해 알려 주세요.'
  },
  'native-disk-full': {
    title: 'TensorFlow를 둘 디스크 공간이 모자라요',
    reason: '{folder}에 약 {need}가 필요해요. 전에 있던 것은 그대로예요.',
    next: '공간을 비우고 다시 설치해 주세요.'
  },
  'native-not-writable': {
    title: 'TensorFlow를 둘 폴더에 쓸 수 없어요',
    reason: '{folder}: {what}',
    next: '그 폴더에 쓰기 권한을 준 다음 다시 시도해 주세요.'
  },
  'native-cancelled': {
    title: '설치를 취소했어요',
    reason: '전에 있던 것은 그대로예요.',
    next: '언제든 다시 설치할 수 있어요.'
  },
  'native-not-set-up': {
    title: 'TensorFlow가 설치되어 있지 않아요',
    reason: '라이브러리가 아직 이 컴퓨터에 없어요. 앱은 없어도 동작해요.',
    next: '장치 화면에서 설치하거나 npm run setup:native를 실행하세요.'
  },
  'native-bad-manifest': {
    title: 'TensorFlow 설치가 손상됐어요',
    reason: '{file}의 내용이 설치 때 쓴 것과 달라요.',
    next: again
  },
  'native-file-missing': {
    title: 'TensorFlow의 일부가 없어요',
    reason: '{file}이(가) 사라졌어요.',
    next: again
  },
  'native-library-missing': {
    title: 'TensorFlow에 필요한 라이브러리가 없어요',
    reason: '이 컴퓨터에서 {file}을(를) 찾지 못했어요.',
    next: 'TensorFlow를 다시 설치하세요. 시스템을 옮겼다면 그 라이브러리가 든 패키지를 설치하세요.'
  },
  'native-system-too-old': {
    title: '이 시스템은 TensorFlow를 쓰기에 오래됐어요',
    reason: '시스템 C 라이브러리의 {what}이(가) 필요해요.',
    next: '시스템을 업데이트하거나 내장 CPU 장치를 쓰세요.'
  },
  'native-wrong-abi': {
    title: 'TensorFlow 연결 부분이 다른 환경용이에요',
    reason: '{what}',
    next: again
  },
  'native-load-failed': {
    title: 'TensorFlow를 불러오지 못했어요',
    reason: '{what}',
    next: 'TensorFlow를 다시 설치해 보고, 또 생기면 자세한 내용을 복사해 알려 주세요.'
  },
  'native-illegal-instruction': {
    title: '이 프로세서는 TensorFlow를 쓰기에 오래됐어요',
    reason: 'TensorFlow 라이브러리가 이 프로세서에 없는 명령(AVX)을 써요.',
    next: builtin
  },
  'native-crashed': {
    title: 'TensorFlow를 시험하다 멈췄어요',
    reason: '시험하던 프로세스가 {signal}(으)로 끝났어요. 앱에는 영향이 없어요.',
    next: 'TensorFlow를 다시 설치하거나 내장 CPU 장치를 쓰세요.'
  },
  'native-silent': {
    title: 'TensorFlow가 응답하지 않았어요',
    reason: '시험하던 프로세스가 {seconds}초 동안 아무 말이 없었어요.',
    next: '그래픽 카드를 쓰는 프로그램을 닫고 다시 시도해 주세요.'
  },
  'native-wrong-result': {
    title: '여기서는 TensorFlow의 계산이 맞지 않아요',
    reason: '작은 행렬 두 개의 곱이 {what}(으)로 나왔어요.',
    next: '내장 CPU 장치를 쓰고, 자세한 내용을 알려 주세요.'
  },
  'native-cpu-only': {
    title: 'TensorFlow가 CPU용으로 설치돼 있어요',
    reason: '받은 라이브러리에 그래픽 카드용 부분이 없어요.',
    next: '“NVIDIA 카드”를 골라 TensorFlow를 다시 설치해 주세요.'
  },
  'native-no-driver': {
    title: 'NVIDIA 드라이버를 찾지 못했어요',
    reason: 'TensorFlow는 NVIDIA 드라이버를 통해서만 그래픽 카드를 써요.',
    next: '이 컴퓨터에 NVIDIA 카드가 있다면 드라이버를 설치하세요.'
  },
  'native-no-gpu': {
    title: 'TensorFlow가 그래픽 카드를 찾지 못했어요',
    reason: '드라이버는 있지만 라이브러리({tensorflow})가 쓸 수 있는 카드를 찾지 못했어요.',
    next: 'NVIDIA 드라이버를 업데이트하고 TensorFlow를 다시 설치해 주세요.'
  }
}
