// vm 2: error: 
# 1 "a" 1
# 1 "b" 1
# 1 "c" 2
int x = ;
