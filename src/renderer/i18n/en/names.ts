export const names = {
  tabs: { data: 'Data', train: 'Train', try: 'Try' }
}
