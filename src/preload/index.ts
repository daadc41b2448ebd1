export {}; process.title = 'preload'
