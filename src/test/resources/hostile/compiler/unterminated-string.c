// vm 2: error: 
char x[] = "abc;
