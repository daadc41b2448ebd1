export {}; process.title = 'main'
