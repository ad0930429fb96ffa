// vm 2: error: 
\